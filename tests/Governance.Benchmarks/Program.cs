using Governance.Benchmarks;
using Governance.Benchmarks.Soak;

// The yardstick is a process of its own, as the service is.
if (args is ["raw-endpoint", .. var rest])
{
    await RawEndpoint.Serve(rest);
    return 0;
}

// Not a measurement but a search: only when it is asked for, and its end says whether anything was found.
if (args is ["hostile", .. var options]) return await HostileCommand.RunAsync(options);

// Nothing is measured there but whether anything is lost.
if (args is ["soak", .. var how]) return await SoakCommand.Run(how);

(string Name, Func<Task> Run)[] all =
[
    ("command", CommandBenchmark.RunAsync), ("growth", GrowthBenchmark.RunAsync), ("projections", ProjectionsBenchmark.RunAsync), ("reads", ReadsBenchmark.RunAsync), ("start", StartBenchmark.RunAsync), ("register", RegisterBenchmark.RunAsync), ("accounts", AccountsBenchmark.RunAsync), ("inbox", InboxBenchmark.RunAsync),
    ("asof", AsOfBenchmark.RunAsync), ("ledger", LedgerBenchmark.RunAsync), ("verify", Once(VerifyBenchmark.Run)), ("privacy", PrivacyBenchmark.RunAsync),
    ("evaluate", EvaluateBenchmark.RunAsync), ("replay", ReplayBenchmark.RunAsync), ("redline", Once(RedlineBenchmark.Run)),
];
var results = args.SkipWhile(arg => arg != "--results").Skip(1).FirstOrDefault();
string[] names = [.. args.Where(arg => arg != "--results" && arg != results)];
if (args.Contains("--help") || names.FirstOrDefault(name => all.All(one => one.Name != name)) is not null)
{
    Console.WriteLine($"Usage: Governance.Benchmarks [NAME ...] [--results FOLDER]\n\nRuns all benchmarks, or those that are named: {string.Join(", ", all.Select(one => one.Name))}.\nWith --results it writes results.md and results.json there.");
    return args.Contains("--help") ? 0 : 2;
}

var about = new Dictionary<string, string>
{
    ["began"] = $"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC",
    ["machine"] = $"{Environment.ProcessorCount} cores of {Machine.Processor()}, shared by client, service and database",
    ["versions"] = $".NET {Environment.Version}, Governance {Environment.GetEnvironmentVariable("GOVERNANCE_COMMIT") ?? "as built"}",
    ["database"] = "the service's private one: fsync, full_page_writes and synchronous_commit on, shared_buffers 64 MB",
    ["load average before"] = Machine.Load(),
};
Console.WriteLine(string.Join('\n', about.Select(one => $"{one.Key}: {one.Value}")));
foreach (var (name, run) in all.Where(one => names.Length == 0 || names.Contains(one.Name)))
{
    Report.Begin(name);
    await run();
}

about["PostgreSQL"] = RunningService.PostgresVersion;
about["load average after"] = Machine.Load();
if (results is not null) Report.Write(results, about);
return 0;

static Func<Task> Once(Action run) => () =>
{
    run();
    return Task.CompletedTask;
};
