using System.Globalization;
using System.Text.Json;
using Governance.Host.Tests.Database;

namespace Governance.Host.Tests.Audit;

/// <summary>Reads feeds to their end.</summary>
public static class Feed
{
    /// <summary>All lines of a walk, and the cursor to go on from.</summary>
    public static async Task<(List<JsonElement> Lines, string Next)> Walk(this Acme acme, string person, string path, int limit = 200, string? from = null)
    {
        List<JsonElement> lines = [];
        var next = from;
        for (var pages = 0; ; pages++)
        {
            Assert.True(pages < 2000, "the walk comes to an end");
            var page = (await acme.Get(person, $"{path}{(path.Contains('?') ? '&' : '?')}limit={limit}{(next is null ? "" : $"&cursor={next}")}")).Expect(200);
            var items = page.At("items").EnumerateArray().ToList();
            Assert.True(items.Count <= limit);
            lines.AddRange(items);
            next = page.Text("next");
            if (!page.At("more").GetBoolean()) return (lines, next);
        }
    }

    /// <summary>Waits until the feed has all there is: others who append at the same moment may hold it back for a while.</summary>
    public static Task CaughtUp(this Acme acme) =>
        Eventually.IsTrue(async () => (await acme.Walk(Acme.Integrator, "/events")).Lines.Count == (await acme.Stored()).Count, "the feed has every event");

    public static long Position(this JsonElement line) => long.Parse(line.Of("position"), CultureInfo.InvariantCulture);

    public static string Of(this JsonElement line, string name) => line.GetProperty(name).GetString()!;

    /// <summary>The positions of an organisation's events, as the database has them.</summary>
    public static async Task<List<long>> Stored(this Acme acme)
    {
        await using var session = acme.Session();
        return [.. await session.QueryAsync<long>("select seq_id from governance.mt_events where tenant_id = ? order by seq_id", acme.Tenant)];
    }
}
