using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Governance.Hostile;

/// <summary>Sends hostile requests to a service on this machine with its sample organisation, and judges every answer.</summary>
/// <param name="address">Where it listens.</param>
/// <param name="keys">A key of every person of the sample organisation.</param>
/// <param name="seed">Which requests.</param>
public sealed partial class HostileRun(Uri address, IReadOnlyDictionary<string, string> keys, int seed)
{
    /// <summary>After how many requests there is one more of everything, and a look at the memory.</summary>
    public const int Chapter = 5_000;

    private readonly ConcurrentDictionary<(string Kind, int Status), int> counts = new();
    private readonly ConcurrentDictionary<(string Area, int Status), int> areas = new();
    private readonly ConcurrentBag<Finding> findings = [];
    private readonly ConcurrentBag<(double Milliseconds, HostileRequest Request, int Status)> times = [];
    private readonly List<double> memory = [];
    private readonly ConcurrentDictionary<string, int> codes = new();
    private int bare;
    private int told;

    /// <summary>How many are under way at once.</summary>
    public int AtOnce { get; init; } = 16;

    /// <summary>What the service holds in memory, in megabytes, once it has tidied up; null when nobody looks.</summary>
    public Func<Task<double>>? Megabytes { get; init; }

    /// <summary>Is told how far it is.</summary>
    public Action<string>? Tell { get; init; }

    /// <summary>Sends the requests of these numbers.</summary>
    public async Task<HostileReport> Run(int first, int count)
    {
        using var http = new HttpClient { BaseAddress = address };
        var document = JsonDocument.Parse(await http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative))).RootElement;
        using var furnishing = new Furnishing(address, keys, document);
        var generator = new Generator(document, await furnishing.Circumstances(), seed);
        using var courier = new Courier(address, keys);
        for (var at = first; at < first + count; at += Chapter) await Read(furnishing, generator, courier, at, Math.Min(Chapter, first + count - at));
        await Remember();
        return new()
        {
            Operations = generator.Operations,
            Cases = generator.Cases,
            Counts = counts.ToDictionary(),
            Areas = areas.ToDictionary(),
            Codes = codes.ToDictionary(),
            Bare = bare,
            Findings = [.. findings.OrderBy(each => each.Request.Number)],
            Times = [.. times.OrderBy(each => each.Milliseconds)],
            Megabytes = memory,
            StillWorks = await furnishing.StillWorks($"{(uint)seed % 10_000}x{first}x{count}"),
            Ledger = await furnishing.Ledger(),
        };
    }

    private async Task Read(Furnishing furnishing, Generator generator, Courier courier, int first, int count)
    {
        var ids = await furnishing.Furnish(seed, first / Chapter);
        await Parallel.ForEachAsync(Enumerable.Range(first, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => await Send(generator.Request(number), ids, courier));
        await Remember();
        Tell?.Invoke($"{first + count,8:N0} sent, {findings.Count} findings{(memory.Count > 0 ? $", {memory[^1]:N0} MB" : "")}");
        foreach (var finding in findings.Take(findings.Count - told).Take(40)) Tell?.Invoke(finding.ToString());
        told = findings.Count;
    }

    private async Task Remember()
    {
        if (Megabytes is not null) memory.Add(await Megabytes());
    }

    private async Task Send(HostileRequest made, IReadOnlyDictionary<string, string> ids, Courier courier)
    {
        var request = Filled(made, ids);
        var answer = await courier.Send(Keyed(request));
        counts.AddOrUpdate((request.Kind, answer.Status), 1, (_, before) => before + 1);
        areas.AddOrUpdate((request.Operation.Split('/')[1], answer.Status), 1, (_, before) => before + 1);
        // On a connection of its own it also waits whether more is said.
        if (request.Wire is null) times.Add((answer.Milliseconds, request with { Body = null, Wire = null }, answer.Status));
        if (answer.Status >= 400 && CodeIn().Match(answer.Body) is { Success: true } code) codes.AddOrUpdate(code.Groups["code"].Value, 1, (_, before) => before + 1);
        if (Judge.IsBare(answer)) Interlocked.Increment(ref bare);
        foreach (var fault in Judge.Faults(request, answer)) findings.Add(new(request, fault, answer));
    }

    private HostileRequest Keyed(HostileRequest request) => request.Wire is not { } wire ? request
        : request with { Wire = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(wire).Replace("@@key@@", request.Person is { } person ? keys[person] : "none", StringComparison.Ordinal)) };

    private static HostileRequest Filled(HostileRequest request, IReadOnlyDictionary<string, string> ids) => request with
    {
        Target = ids.Aggregate(request.Target, (target, id) => target.Replace($"@@{id.Key}@@", id.Value, StringComparison.Ordinal)),
        Body = Filled(request.Body, ids),
        Wire = Filled(request.Wire, ids),
    };

    private static byte[]? Filled(byte[]? bytes, IReadOnlyDictionary<string, string> ids) => bytes is null || bytes.AsSpan().IndexOf("@@"u8) < 0 ? bytes
        : Encoding.Latin1.GetBytes(ids.Aggregate(Encoding.Latin1.GetString(bytes), (text, id) => text.Replace($"@@{id.Key}@@", id.Value, StringComparison.Ordinal)));

    [GeneratedRegex("\"code\":\"(?<code>[a-z0-9.-]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex CodeIn();
}
