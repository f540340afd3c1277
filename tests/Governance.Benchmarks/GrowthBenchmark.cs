using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Governance.Shared;

namespace Governance.Benchmarks;

/// <summary>
/// What grows with the number of events, and what should not: the same questions at 10 thousand, 100 thousand and 1 million events of one
/// organisation. A tenth of the events are accounts that the import brought in; the others are groups that were formed, sealed and captured
/// like any event but appended without a request for each, and without their views. What is asked is over HTTP by one client.
/// </summary>
internal static class GrowthBenchmark
{
    private const string Tenant = "acme";
    private const int Policies = 64;
    private const int Times = 400;
    private const int Described = 100;
    private const int WarmUp = 2_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    /// <summary>Runs all of it; other sizes by the variable <c>GOVERNANCE_SIZES</c>, such as <c>5000,50000</c>.</summary>
    public static async Task RunAsync()
    {
        int[] sizes = Environment.GetEnvironmentVariable("GOVERNANCE_SIZES") is { Length: > 0 } told ? [.. told.Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture))] : [10_000, 100_000, 1_000_000];
        await using var service = await RunningService.Start();
        var keys = SealedEvents.KeysOf(service);
        await using var store = SealedEvents.Store(service, keys);
        using var drafter = service.As("p-1001");
        using var steward = service.As("p-1004");
        using var administrator = service.As("p-1013");
        for (var at = 0; at < Policies; at++) await CommandBenchmark.Draft(drafter, at);
        // What is compiled while it runs is compiled now, and weighs on no size.
        for (var at = 0; at < WarmUp; at++) await CommandBenchmark.Revise(drafter, at % Policies, at);
        var first = new Dictionary<string, double>();
        var (accounts, groups) = (0, 0);
        foreach (var size in sizes)
        {
            var missing = size - (int)await Count(service, "select count(*) from governance.mt_events where tenant_id = 'acme'");
            await AccountsBenchmark.Import(steward, string.Create(CultureInfo.InvariantCulture, $"import on the way to {size} events"), accounts, missing / 10);
            await SealedEvents.Fill(store, Tenant, "growth", groups, missing - (missing / 10));
            (accounts, groups) = (accounts + (missing / 10), groups + missing - (missing / 10));
            await Drained(service, size);
            await service.Run("vacuum analyze");
            var bytes = await Count(service, "select pg_database_size(current_database())");
            Report.Figures($"on the disk at {size}", string.Create(CultureInfo.InvariantCulture, $"\nat {size} events, {accounts} accounts of them: {bytes / 1048576} MB on the disk"), ("megabytes", bytes / 1048576.0), ("events", size));
            await Questions(service, drafter, steward, administrator, size, first);
        }
    }

    private static async Task Questions(RunningService service, HttpClient drafter, HttpClient steward, HttpClient administrator, int size, Dictionary<string, double> first)
    {
        // An account is folded from its own events when a command comes: each time others, so that only the store grows.
        var accounts = (await Texts(service, $"select id from governance.mt_doc_registerline where tenant_id = 'acme' order by id desc limit {Described * 2}")).Select(id => id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..]).ToList();
        var position = await Count(service, "select size - 200 from audit.logs where tenant = 'acme'");
        var middle = await Count(service, "select (max(seq_id) - min(seq_id)) / 2 from governance.mt_events where tenant_id = 'acme'");
        var halfway = PageCursor.Encode([$"{middle}", $"{middle + 10_000}"]);
        var events = await Texts(service, $"select event_id::text from audit.leaves where tenant = 'acme' and kind = 'event' and leaf % {Math.Max(1, size / 500)} = 7 limit 400");
        async Task Ask(string what, HttpClient reader, Func<int, string> path) => await Measure(what, size, first, at => reader.GetByteArrayAsync(new Uri(path(at), UriKind.Relative)));

        await Measure("a revision of a policy", size, first, at => CommandBenchmark.Revise(drafter, at % Policies, size + at));
        await Measure("an account is described", size, first, async at =>
        {
            using var answer = await steward.PostAsJsonAsync($"/accounts/{accounts[at]}/describe", new { profile = new { type = "page", displayName = $"Acme {size} {at}", @class = "official" } });
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        }, times: Described);
        await Ask("one policy", steward, at => $"/policies/policy-{at % Policies}");
        await Ask("one account", steward, at => $"/accounts/{accounts[Described + (at % Described)]}");
        await Ask("a page of 50 accounts of one platform", steward, _ => "/accounts?platform=x&limit=50");
        await Ask("the register, summed up", steward, _ => "/accounts/summary");
        await Ask("the first 200 events", administrator, _ => "/events?limit=200");
        await Ask("200 events in the middle", administrator, _ => $"/events?limit=200&cursor={halfway}");
        await Ask("events of a type that is rare", administrator, _ => "/events?type=PolicyDrafted&limit=50");
        await Ask("one policy as of 200 events ago", steward, at => $"/policies/policy-{at % Policies}?position={position}");
        await Ask("a page of the register as of 200 events ago", steward, _ => $"/accounts?platform=x&limit=50&position={position}");
        await Ask("a proof", administrator, at => $"/events/{events[at % events.Count]}/proof");
    }

    private static async Task Measure(string what, int size, Dictionary<string, double> first, Func<int, Task> ask, int times = Times)
    {
        var taken = new double[times];
        for (var at = 0; at < times; at++)
        {
            var began = Stopwatch.GetTimestamp();
            await ask(at);
            taken[at] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        Array.Sort(taken);
        var (median, p95) = (taken[times / 2], taken[times * 95 / 100]);
        first.TryAdd(what, median);
        var growth = median / first[what];
        Report.Figures(what, string.Create(CultureInfo.InvariantCulture, $"{what,-44} median {median,8:0.00} ms   p95 {p95,8:0.00} ms   {growth:0.00} of the smallest size{(growth > 1.3 ? "   MORE THAN 1.3" : "")}   n={times}"),
            ("events", size), ("median-ms", median), ("p95-ms", p95), ("growth", growth));
    }

    private static async Task Drained(RunningService service, int size)
    {
        var began = Stopwatch.GetTimestamp();
        for (var said = 0L; await Count(service, "select count(*) from audit.queue") is > 0 and var left;)
        {
            if (Stopwatch.GetElapsedTime(began) > Patience) throw new TimeoutException("The ledger did not catch up.");
            if (said++ % 20 == 0) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {left} events wait for the ledger"));
            await Task.Delay(500);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  the ledger has all of {size}"));
    }

    private static async Task<long> Count(RunningService service, string sql)
    {
        await using var command = service.Database.CreateCommand(sql);
        command.CommandTimeout = 300;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private static async Task<List<string>> Texts(RunningService service, string sql)
    {
        await using var command = service.Database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync()) found.Add(reader.GetString(0));
        return found;
    }
}
