using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Governance.Benchmarks;

/// <summary>
/// A register of 100,000 accounts over HTTP, from the service as a process of its own on its private PostgreSQL: brought in by the import, sent
/// again, read by filtered pages, and asked by strangers. Client, service and database share the machine.
/// </summary>
internal static class AccountsBenchmark
{
    private const int Accounts = 100_000;
    private const int LinesInACall = 500;
    private const int Askers = 16;
    private const int Questions = 5_000;

    private static readonly string[] Platforms = ["https://x.com/acme", "https://www.facebook.com/acme", "https://www.instagram.com/acme", "https://www.youtube.com/@acme"];
    private static readonly string[] Owners = ["p-1005", "p-1006", "p-1007", ""];

    private static readonly string[] Pages =
    [
        "/accounts?limit=50", "/accounts?platform=x&limit=50", "/accounts?unit=Unit%207&limit=50", "/accounts?owner=p-1005&platform=facebook&limit=50", "/accounts?state=candidate&limit=50",
        "/accounts?governed=false&unit=Unit%203&limit=50", "/accounts?overdue=true&limit=50", "/people/p-1007/holdings?limit=50", "/accounts/summary",
    ];

    /// <summary>Runs all of it and prints what was measured.</summary>
    public static async Task RunAsync()
    {
        await using var service = await RunningService.Start(("Official__RequestsPerMinute", "100000000"));
        using var steward = service.As("p-1004");
        await Import(steward, "import of 100,000 lines, 500 a call");
        await service.Run("analyze governance.mt_doc_registerline");
        await service.Run("analyze governance.mt_events");
        await Import(steward, "the same once more, changing nothing");
        foreach (var page in Pages) await Machine.Measure(page, 200, () => steward.GetByteArrayAsync(page));
        await Export(steward);
        await Official(service);
    }

    internal static Task Import(HttpClient steward, string what, string? purpose = null) => Import(steward, what, 0, Accounts, purpose);

    /// <summary>Brings so many accounts in, from a number on.</summary>
    internal static async Task Import(HttpClient steward, string what, int from, int accounts, string? purpose = null)
    {
        var began = Stopwatch.GetTimestamp();
        var outcomes = new Dictionary<string, int>();
        for (var first = from; first < from + accounts; first += LinesInACall)
        {
            var lines = Enumerable.Range(first, Math.Min(LinesInACall, from + accounts - first)).Select(at => new { line = at + 2, url = $"{Platforms[at % 4]}{at}", owner = Owners[at / 4 % 4], unit = $"Unit {at % 97}", language = "en", displayName = $"Acme {at}", purpose });
            var answer = await steward.PostAsJsonAsync("/accounts/import", new { source = "register.csv", lines });
            answer.EnsureSuccessStatusCode();
            foreach (var line in JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("items").EnumerateArray())
                outcomes[line.GetProperty("outcome").GetString()!] = outcomes.GetValueOrDefault(line.GetProperty("outcome").GetString()!) + 1;
            if ((first + LinesInACall) % 20_000 == 0) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {first + LinesInACall} lines, {(first + LinesInACall - from) / Stopwatch.GetElapsedTime(began).TotalSeconds:0} a second"));
        }

        var pace = accounts / Stopwatch.GetElapsedTime(began).TotalSeconds;
        Report.Figures(what, string.Create(CultureInfo.InvariantCulture, $"{what}: {pace:0} lines a second ({string.Join(", ", outcomes.Select(outcome => $"{outcome.Value} {outcome.Key}"))})"), ("lines-per-second", pace));
    }

    private static async Task Export(HttpClient steward)
    {
        var began = Stopwatch.GetTimestamp();
        var bytes = (await steward.GetByteArrayAsync("/accounts/export")).Length;
        Report.Say(string.Create(CultureInfo.InvariantCulture, $"export of the whole register as CSV: {bytes / 1024 / 1024} MB, {Accounts / Stopwatch.GetElapsedTime(began).TotalSeconds:0} accounts a second"));
    }

    // Half of what is asked is there and not proved, and half is not there: each is one look at the database.
    private static async Task Official(RunningService service)
    {
        using var stranger = service.Stranger();
        var asked = 0;
        async Task Ask(int most)
        {
            for (int at; (at = Interlocked.Increment(ref asked)) <= most;) await stranger.GetByteArrayAsync($"/official?url={Uri.EscapeDataString($"{Platforms[at % 4]}{at * 7 % (2 * Accounts)}")}");
        }

        await Task.WhenAll(Enumerable.Range(0, Askers).Select(_ => Ask(5_000)));
        var rates = new List<double>();
        for (var round = 0; round < 5; round++)
        {
            asked = 0;
            var began = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, Askers).Select(_ => Ask(Questions)));
            rates.Add(Questions / Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        rates.Sort();
        Report.Say(string.Create(CultureInfo.InvariantCulture, $"/official, {Askers} at once: median {rates[2]:0} a second, {rates[0]:0} to {rates[^1]:0}, 5 rounds of {Questions}"));
    }
}
