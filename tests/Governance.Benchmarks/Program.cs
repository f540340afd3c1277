using Governance.Benchmarks;

Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores, load average {Machine.Load()}, .NET {Environment.Version}");
if (Asked("redline")) RedlineBenchmark.Run();
if (Asked("register")) await RegisterBenchmark.RunAsync();
if (Asked("inbox")) await InboxBenchmark.RunAsync();
Console.WriteLine($"Load average at the end: {Machine.Load()}");

// One by its name, or all of them.
bool Asked(string name) => args.Length == 0 || args.Contains(name);
