using System.Globalization;
using Governance.Hostile;

namespace Governance.Benchmarks;

/// <summary>
/// <c>hostile --requests 100000 --seed 1</c>: sends a service of its own requests as nobody should, and ends with 1 when an answer, the log or
/// the service afterwards is not as it should be. The service goes nowhere: it has no name server.
/// </summary>
internal static class HostileCommand
{
    private const string Usage = "Usage: ops/hostile [--requests 100000] [--seed 1] [--at-once 16] [--first 0] [--only NUMBER] [--log FILE]";

    private static readonly string[] Numbers = ["--requests", "--seed", "--at-once", "--first", "--only"];

    /// <summary>Runs it; 2 is wrong usage.</summary>
    /// <param name="options"><c>--requests</c>, <c>--seed</c>, <c>--at-once</c>, <c>--first</c> (the number to begin with), <c>--only</c> (one number), <c>--log</c> (a file for what the service says).</param>
    public static async Task<int> RunAsync(string[] options)
    {
        if (Fault(options) is { } fault)
        {
            Console.Error.WriteLine($"{fault}\n{Usage}");
            return 2;
        }

        var (seed, first, requests) = (Number("--seed", 1), Number("--first", 0), Number("--requests", 100_000));
        if (Text("--only") is { } only) (first, requests) = (int.Parse(only, CultureInfo.InvariantCulture), 1);
        Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores, load average {Machine.Load()}, .NET {Environment.Version}, seed {seed}");
        await using var log = Text("--log") is { } file ? TextWriter.Synchronized(new StreamWriter(file) { AutoFlush = true }) : null;
        await using var service = await RunningService.Start(log is null ? null : log.WriteLine, ("Fetching__NameServer", "127.0.0.1:9"));
        var run = new HostileRun(service.Address, service.PersonKeys, seed) { AtOnce = Number("--at-once", 16), Megabytes = () => SettledMemory.Of(service.ProcessId), Tell = Console.WriteLine };
        var report = await run.Run(first, requests);
        Console.WriteLine(report);
        if (report.Ledger is not null) await ShowViolations(service);
        Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, load average {Machine.Load()}");
        return report.IsClean ? 0 : 1;

        int Number(string name, int usual) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;

        string? Text(string name) => Array.IndexOf(options, name) is >= 0 and var at && at + 1 < options.Length ? options[at + 1] : null;
    }

    /// <summary>What is wrong with the options, in a sentence; null when nothing is.</summary>
    public static string? Fault(IReadOnlyList<string> options)
    {
        for (var at = 0; at < options.Count; at += 2)
        {
            var (name, value) = (options[at], at + 1 < options.Count ? options[at + 1] : null);
            if (!Numbers.Contains(name) && name != "--log") return $"There is no option {name}.";
            if (value is null) return $"{name} needs a value.";
            if (name != "--log" && !(int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= (name is "--requests" or "--at-once" ? 1 : 0))) return $"{name} takes a whole number, not {value}.";
        }

        return null;
    }

    private static async Task ShowViolations(RunningService service)
    {
        await using var command = service.Database.CreateCommand("select convert_from(l.entry, 'UTF8'), e.type, left(e.data::text, 3000) from audit.leaves l left join governance.mt_events e on e.id = l.event_id where l.kind = 'violation' limit 10");
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) Console.WriteLine($"  {rows.GetValue(0)} {rows.GetValue(1)} {rows.GetValue(2)}");
    }
}
