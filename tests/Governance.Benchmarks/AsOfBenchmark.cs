using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Governance.Benchmarks;

/// <summary>
/// Reads as of then over HTTP, from the service as a process of its own on its private PostgreSQL: single things of 100 and of 10,000 events, and
/// pages of a register of 100,000 accounts of which each was described once more after it was listed; and what it costs a command that the past is
/// kept, with and without, in turn. Client, service and database share the machine.
/// </summary>
internal static class AsOfBenchmark
{
    private const int Few = 100;
    private const int Many = 10_000;
    private const int Times = 300;

    private const string Page = """
        select d.id, d.data from past.mt_doc_registerline as d where {0}d.tenant_id = 'acme' order by d.sort_key limit 51
        """;

    // The same question to the living table.
    private const string PageNow = """
        select d.id, d.data from governance.mt_doc_registerline as d where {0}d.tenant_id = 'acme' order by d.sort_key limit 51
        """;

    /// <summary>Runs all of it and prints what was measured.</summary>
    public static async Task RunAsync()
    {
        await using var service = await RunningService.Start();
        using var administrator = service.As("p-1013");
        using var steward = service.As("p-1004");
        await Commands(service, steward);
        await Singles(administrator, steward);
        await Register(service);
    }

    // An account is described: one event, and one line of the register, which has more indexes than any other list.
    private static async Task Commands(RunningService service, HttpClient steward)
    {
        var (account, words) = (await Listed(steward, "https://x.com/acmedescribed"), 0);
        for (var round = 0; round < 5; round++)
        {
            await Machine.Measure($"a command, the past kept ({round + 1})", Times, () => Describe(steward, account, words++));
            await service.Run("alter table governance.mt_doc_registerline disable trigger keep_past_change");
            await Machine.Measure($"a command, the past not kept ({round + 1})", Times, () => Describe(steward, account, words++));
            await service.Run("alter table governance.mt_doc_registerline enable trigger keep_past_change");
        }
    }

    private static async Task Singles(HttpClient administrator, HttpClient steward)
    {
        foreach (var (person, events) in (List<(string, int)>)[("p-1005", Few), ("p-1006", Many)])
        {
            var begun = await Version(administrator, person);
            while (await Version(administrator, person) < begun + events)
                for (var at = 0; at < Math.Min(events, 500); at += 2) await Role(administrator, person);
            var version = await Version(administrator, person);
            var (half, whole) = (await Position(administrator, $"/people/{person}?version={version / 2}"), await Position(administrator, $"/people/{person}?version={version}"));
            await Machine.Measure($"a person of {version} events, now", Times, () => administrator.GetByteArrayAsync($"/people/{person}"));
            await Machine.Measure("  as of its newest position", Times, () => administrator.GetByteArrayAsync($"/people/{person}?position={whole}"));
            await Machine.Measure("  as of the half", Times, () => administrator.GetByteArrayAsync($"/people/{person}?position={half}"));
            await Machine.Measure("  as of a version, the half", Times, () => administrator.GetByteArrayAsync($"/people/{person}?version={version / 2}"));
        }

        var account = await Listed(steward, "https://x.com/acmeofthen");
        for (var at = 1; at < Few; at++) await Describe(steward, account, at);
        var newest = await Position(administrator, $"/accounts/{account}?version={Few}");
        await Machine.Measure($"an account of {Few} events, now (folded)", Times, () => administrator.GetByteArrayAsync($"/accounts/{account}"));
        await Machine.Measure("  as of a position (folded)", Times, () => administrator.GetByteArrayAsync($"/accounts/{account}?position={newest}"));
    }

    private static async Task Register(RunningService service)
    {
        using var steward = service.As("p-1004");
        var empty = await Newest(steward);
        await AccountsBenchmark.Import(steward, "import of 100,000 lines, 500 a call");
        var imported = await Newest(steward);
        await AccountsBenchmark.Import(steward, "the same, with a purpose", "To tell what we do");
        var described = await Newest(steward);
        await service.Run("analyze");
        foreach (var filter in (string[])["", "platform=x&", "unit=Unit%207&", "owner=p-1005&platform=facebook&", "state=candidate&", "person=p-1007&"])
        {
            await Machine.Measure($"/accounts?{filter}limit=50, now", 200, () => steward.GetByteArrayAsync($"/accounts?{filter}limit=50"));
            foreach (var (when, position) in ((string, long)[])[("the newest", described), ("half of it", (imported + described) / 2), ("the import's end", imported), ("a hundredth of it", empty + ((imported - empty) / 100))])
                await Machine.Measure($"  as of {when}", 200, () => steward.GetByteArrayAsync($"/accounts?{filter}limit=50&position={position}"));
        }

        foreach (var position in (long[])[described, imported])
            await service.Explain(
                $"select set_config('governance.position', '{position}', false), set_config('governance.tenant', 'acme', false), set_config('governance.horizon', pg_snapshot_xmax(pg_current_snapshot())::text, false)",
                [("a page now", Filled(PageNow, "")), ($"a page as of {position}", Filled(Page, "")), ("of one platform now", Filled(PageNow, "d.platform = 'x' and ")), ($"of one platform as of {position}", Filled(Page, "d.platform = 'x' and "))]);
    }

    private static string Filled(string sql, string filter) => sql.Replace("{0}", filter, StringComparison.Ordinal);

    private static async Task Role(HttpClient administrator, string person)
    {
        (await administrator.PostAsJsonAsync($"/people/{person}/grant-role", new { role = "integrator" })).EnsureSuccessStatusCode();
        (await administrator.PostAsJsonAsync($"/people/{person}/revoke-role", new { role = "integrator" })).EnsureSuccessStatusCode();
    }

    private static async Task<long> Version(HttpClient administrator, string person)
    {
        using var answer = await administrator.GetAsync(new Uri($"/people/{person}", UriKind.Relative));
        return long.Parse(answer.Headers.ETag!.Tag.Trim('"'), CultureInfo.InvariantCulture);
    }

    private static async Task<string> Listed(HttpClient steward, string url)
    {
        var listed = await steward.PostAsJsonAsync("/accounts", new { url, profile = new { type = "page", @class = "official" } });
        return JsonDocument.Parse(await listed.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
    }

    private static async Task Describe(HttpClient steward, string account, int words) =>
        (await steward.PostAsJsonAsync($"/accounts/{account}/describe", new { profile = new { type = "page", @class = "official", purpose = $"Purpose {words}" } })).EnsureSuccessStatusCode();

    private static async Task<long> Position(HttpClient reader, string path)
    {
        using var answer = await reader.GetAsync(new Uri(path, UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        return long.Parse(answer.Headers.GetValues("Governance-Log-Size").Single(), CultureInfo.InvariantCulture);
    }

    // What was recorded until now is signed within a second; a greater position than there is has the log catch up.
    private static async Task<long> Newest(HttpClient reader)
    {
        using var beyond = await reader.GetAsync(new Uri("/groups?position=2000000000", UriKind.Relative));
        return await Position(reader, $"/groups?asOf={Uri.EscapeDataString(DateTime.UtcNow.AddMilliseconds(-1).ToString("O", CultureInfo.InvariantCulture))}");
    }
}
