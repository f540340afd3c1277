using System.Globalization;
using System.Text.Json;
using Governance.CommandLine.Demo.Worlds;

namespace Governance.Benchmarks.Soak;

/// <summary>What a run is asked.</summary>
/// <param name="Minutes">How long people work and faults happen.</param>
/// <param name="Seed">What decides who does what, and which fault comes when.</param>
/// <param name="Json">Where to write what was found, or null.</param>
internal sealed record SoakOptions(double Minutes, int Seed, string? Json);

/// <summary>Everybody works, everything breaks, one thing after the other; then what was acknowledged is compared with what is there.</summary>
internal static class SoakCommand
{
    private static readonly JsonSerializerOptions Indented = new(Shared.Json.Options) { WriteIndented = true };

    /// <summary>Reads the arguments and runs; 0 all is as it must be, 1 something is not, 2 wrong usage.</summary>
    public static async Task<int> Run(string[] args)
    {
        if (Read(args) is not { } options)
        {
            Console.Error.WriteLine("Usage: soak [--minutes N] [--seed S] [--json FILE]");
            return 2;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A soak of {options.Minutes:0.##} minutes with seed {options.Seed}, on {Environment.ProcessorCount} cores, load average {Machine.Load()}"));
        var record = new SoakRecord();
        using var client = new SoakClient(record, $"soak-{options.Seed}");
        await using var world = await PretendWorld.Start();
        await using var service = await SoakService.Start(client, world);
        if (service.NoDisk is { } reason) Console.WriteLine($"The disk is not filled: {reason}.");
        Console.WriteLine($"The service is in {service.Folder}, and what it says in service.log there.");
        try
        {
            return await Run(options, record, client, world, service);
        }
        catch (Exception error)
        {
            // A service that answers nobody is found here, too: the run is bounded.
            service.Keep();
            Console.Error.WriteLine($"{(error is TimeoutException ? error.Message : error)}\nThe data folder and the log stay in {service.Folder}; there may be a small disk to unmount.");
            await service.Stop();
            return 1;
        }
    }

    private static async Task<int> Run(SoakOptions options, SoakRecord record, SoakClient client, PretendWorld world, SoakService service)
    {
        await client.Command("list a domain", "p-1004", "/domains", new { domain = "acme.example", note = "Our registrar's invoice." });
        var before = (await SoakFeed.Read(client)).Count;

        using var over = new CancellationTokenSource(TimeSpan.FromMinutes(options.Minutes));
        var began = DateTimeOffset.UtcNow;
        var follower = new SoakFollower(new SoakShift(client, new Random(options.Seed), over.Token));
        var faults = new SoakFaults(service, record, new Random(options.Seed), over.Token);
        await Task.WhenAll([faults.Happen(), follower.Work(), .. People(client, options, world, began, over.Token).Select(person => Task.Run(person.Work))]);
        Console.WriteLine("The time is over; what is still to come comes, then it is judged …");

        var check = new SoakCheck(service, client, record, follower);
        var findings = await check.Judge(before);
        if (findings.Count > 0) service.Keep();
        await service.Stop();
        Tell(options, record, faults, check, findings);
        if (findings.Count > 0) Console.WriteLine($"The data folder and the log stay in {service.Folder}; there may be a small disk to unmount.");
        return findings.Count == 0 ? 0 : 1;
    }

    private static IEnumerable<SoakWorker> People(SoakClient client, SoakOptions options, PretendWorld world, DateTimeOffset began, CancellationToken over)
    {
        var seed = options.Seed;
        SoakShift Shift() => new(client, new Random(++seed), over);
        foreach (var (person, at) in ((string[])["p-1001", "p-1002", "p-1001", "p-1002"]).Select((person, at) => (person, at))) yield return new SoakDrafter(Shift(), person, $"policy-{at}");
        foreach (var person in (string[])["p-1003", "p-1004", "p-1005", "p-1006", "p-1010"]) yield return new SoakApprover(Shift(), person);
        // Whatever is forgotten has two minutes to expire: none begins in the last quarter.
        foreach (var person in (string[])["p-1009", "p-1007"]) yield return new SoakAsker(Shift(), person, () => DateTimeOffset.UtcNow < began.AddMinutes(options.Minutes * 0.75));
        yield return new SoakSteward(Shift());
        foreach (var person in (string[])["p-1005", "p-1006"]) yield return new SoakOwner(Shift(), person, world);
        yield return new SoakAuditor(Shift());
    }

    private static void Tell(SoakOptions options, SoakRecord record, SoakFaults faults, SoakCheck check, IReadOnlyList<Finding> findings)
    {
        var kinds = record.Counts.Keys.Where(key => key.Outcome != "code").Select(key => key.Kind).Distinct().Order(StringComparer.Ordinal).ToList();
        string[] outcomes = ["acknowledged", "refused", "lost a race", "turned away", "broken off"];
        Table(["what was asked", .. outcomes], [.. kinds.Select(kind => (string[])[kind, .. outcomes.Select(outcome => Number(record.Counts.GetValueOrDefault((kind, outcome))))])]);
        var codes = record.Counts.Where(count => count.Key.Outcome == "code").OrderByDescending(count => count.Value).ToList();
        if (codes.Count > 0) Table(["refused because", "times"], [.. codes.Select(code => (string[])[code.Key.Kind, Number(code.Value)])]);
        var recoveries = faults.Happened.GroupBy(one => one.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => (Kind: kind.Key, Each: kind.Select(one => one.Recovery.TotalMilliseconds).ToList())).ToList();
        Table(["what happened", "times", "served again after ms, median", "most"], [.. recoveries.Select(kind => (string[])[kind.Kind, Number(kind.Each.Count), Number(Machine.Median(kind.Each)), Number(kind.Each.Max())])]);
        Table(["what was looked at", "how many"], [.. check.Looked.Select(look => (string[])[look.Key, Number(look.Value)])]);
        foreach (var kind in findings.GroupBy(finding => finding.Fault))
        {
            Console.WriteLine($"{kind.Key}: {kind.Count()}");
            foreach (var finding in kind.Take(20)) Console.WriteLine($"  {finding.Sentence}");
        }

        var counted = Enum.GetValues<Fault>().ToDictionary(fault => fault, fault => findings.Count(finding => finding.Fault == fault));
        Console.WriteLine($"{Number(check.Looked["acknowledged events"])} acknowledged, {counted[Fault.Lost]} lost, {counted[Fault.Doubled]} doubled, {counted[Fault.Misplaced]} misplaced, {counted[Fault.Unexplained]} unexplained, "
            + $"{counted[Fault.TimerMissed]} timers missed, {counted[Fault.TimerDoubled]} timers doubled, {counted[Fault.ViewDiffers]} views differing, {counted[Fault.Other]} other findings");
        if (options.Json is null) return;
        File.WriteAllText(options.Json, JsonSerializer.Serialize(new
        {
            options.Minutes,
            options.Seed,
            Requests = record.Asked,
            Asked = kinds.ToDictionary(kind => kind, kind => outcomes.ToDictionary(outcome => outcome, outcome => record.Counts.GetValueOrDefault((kind, outcome)))),
            Refusals = codes.ToDictionary(code => code.Key.Kind, code => code.Value),
            Faults = recoveries.ToDictionary(kind => kind.Kind, kind => new { Times = kind.Each.Count, MedianMilliseconds = Math.Round(Machine.Median(kind.Each)), MostMilliseconds = Math.Round(kind.Each.Max()) }),
            check.Looked,
            Counted = counted.ToDictionary(one => one.Key.ToString(), one => one.Value),
            Findings = findings.Select(finding => new { Fault = finding.Fault.ToString(), finding.Sentence }),
        }, Indented) + "\n");
    }

    private static void Table(string[] heading, IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. heading.Select((word, column) => rows.Select(row => row[column].Length).Append(word.Length).Max())];
        Console.WriteLine();
        foreach (var row in (IEnumerable<string[]>)[heading, .. rows])
            Console.WriteLine(string.Join("   ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))).TrimEnd());
        Console.WriteLine();
    }

    private static string Number(double number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static SoakOptions? Read(string[] args)
    {
        var (minutes, seed, json) = (10.0, Environment.TickCount & 0xFFFF, (string?)null);
        for (var at = 0; at < args.Length; at += 2)
        {
            var value = at + 1 < args.Length ? args[at + 1] : "";
            switch (args[at])
            {
                case "--minutes" when double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out minutes) && minutes is > 0 and <= 1440: break;
                case "--seed" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out seed): break;
                case "--json" when value.Length > 0: json = value; break;
                default: return null;
            }
        }

        return new SoakOptions(minutes, seed, json);
    }
}
