using Governance.Benchmarks;

// The yardstick is a process of its own, as the service is.
if (args is ["raw-endpoint", .. var rest])
{
    await RawEndpoint.Serve(rest);
    return 0;
}

// Not a measurement but a search: only when it is asked for, and its end says whether anything was found.
if (args is ["hostile", .. var options]) return await HostileCommand.RunAsync(options);

Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores, load average {Machine.Load()}, .NET {Environment.Version}");
if (Asked("redline")) RedlineBenchmark.Run();
if (Asked("evaluate")) await EvaluateBenchmark.RunAsync();
if (Asked("replay")) await ReplayBenchmark.RunAsync();
if (Asked("register")) await RegisterBenchmark.RunAsync();
if (Asked("accounts")) await AccountsBenchmark.RunAsync();
if (Asked("ledger")) await LedgerBenchmark.RunAsync();
if (Asked("privacy")) await PrivacyBenchmark.RunAsync();
if (Asked("inbox")) await InboxBenchmark.RunAsync();
if (Asked("verify")) VerifyBenchmark.Run();
if (Asked("command")) await CommandBenchmark.RunAsync();
if (Asked("asof")) await AsOfBenchmark.RunAsync();
Console.WriteLine($"Load average at the end: {Machine.Load()}");
return 0;

// Without words all of them, with words those that they name.
bool Asked(string name) => args.Length == 0 || args.Contains(name);
