using System.Text.Json;

namespace Governance.Benchmarks.Soak;

/// <summary>An auditor: pages the feed, exports the register, and reads policies as of a moment. Each of their reads is recorded.</summary>
internal sealed class SoakAuditor(SoakShift shift) : SoakWorker(shift)
{
    private const string Auditor = "p-1012";
    private string cursor = "";

    /// <inheritdoc/>
    protected override async Task Turn(int at)
    {
        var page = await Client.Read("page the feed", Auditor, $"/events?limit=100{cursor}");
        if (page.Succeeded) cursor = $"&cursor={Uri.EscapeDataString(Text(page.Json, "next")!)}";
        if (at % 5 == 0) await Client.Read("export the register", Auditor, "/accounts/export?format=json");
        if (at % 5 == 2) await Client.Read("read as of then", Auditor, $"/policies?limit=20&asOf={DateTimeOffset.UtcNow.AddSeconds(-5):yyyy-MM-ddTHH:mm:ss}Z");
        await Pause(300, 900);
    }
}

/// <summary>A program that follows the feed while the service is disturbed, and remembers every event that it was told of, in order.</summary>
internal sealed class SoakFollower(SoakShift shift) : SoakWorker(shift)
{
    private const string Integrator = "p-1014";
    private readonly List<Guid> told = [];
    private string cursor = "";

    /// <summary>What it was told.</summary>
    public IReadOnlyList<Guid> Told => told;

    /// <inheritdoc/>
    protected override async Task Turn(int at)
    {
        if (!await Page()) await Pause(100, 300);
    }

    /// <summary>Reads on to where the feed ends.</summary>
    public async Task Finish()
    {
        while (await Page())
        {
        }
    }

    private async Task<bool> Page()
    {
        var page = (await Client.Read("follow the feed", Integrator, $"/events?limit=200{cursor}")).Json;
        told.AddRange(page.GetProperty("items").EnumerateArray().Select(line => line.GetProperty("id").GetGuid()));
        cursor = $"&cursor={Uri.EscapeDataString(page.GetProperty("next").GetString()!)}";
        return page.GetProperty("more").GetBoolean();
    }
}

/// <summary>The whole feed, read once when all is quiet.</summary>
internal static class SoakFeed
{
    private const string Administrator = "p-1013";

    /// <summary>Every event there is.</summary>
    public static async Task<IReadOnlyList<FeedFact>> Read(SoakClient client)
    {
        var facts = new List<FeedFact>();
        for (var (cursor, more) = ("", true); more;)
        {
            var page = (await client.Read("read the whole feed", Administrator, $"/events?limit=200{cursor}")).Json;
            facts.AddRange(page.GetProperty("items").EnumerateArray().Select(Fact));
            cursor = $"&cursor={Uri.EscapeDataString(page.GetProperty("next").GetString()!)}";
            more = page.GetProperty("more").GetBoolean();
        }

        return facts;
    }

    private static FeedFact Fact(JsonElement line) => new(
        line.GetProperty("id").GetGuid(), line.GetProperty("stream").GetString()!, line.GetProperty("version").GetInt64(), line.GetProperty("type").GetString()!, line.GetProperty("at").GetDateTimeOffset(),
        line.GetProperty("actor").GetString()!, line.TryGetProperty("correlation", out var correlation) ? correlation.GetString() : null, line.TryGetProperty("data", out var data) ? data.Clone() : default);
}
