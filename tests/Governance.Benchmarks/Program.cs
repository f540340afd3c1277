using Governance.Benchmarks;

Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores, load average {Machine.Load()}, .NET {Environment.Version}");
RedlineBenchmark.Run();
await RegisterBenchmark.RunAsync();
Console.WriteLine($"Load average at the end: {Machine.Load()}");
