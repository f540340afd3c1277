using Governance.Leads;
using Governance.Shared;

namespace Governance.Host.Tests.Leads;

/// <summary>What people do with leads.</summary>
internal static class LeadSteps
{
    public const string Steward = Acme.Owner;

    public static readonly object Profile = new { type = "page", displayName = "Acme", @class = "official" };

    public static Task<Answer> Report(this Acme acme, string url, string? seenAt = null, string person = Acme.Comms) => acme.Post(person, "/leads", new { url, seenAt });

    /// <summary>A lead, by its path.</summary>
    public static async Task<string> Lead(this Acme acme, string url = "https://www.facebook.com/acmerunning") =>
        $"/leads/{(await acme.Report(url, "https://acme.example/")).Expect(200).Text("leadId")}";

    /// <summary>One of everything that was seen, by the names that paths have for their ids: a lead, a case, a sweep and a probe that waits for ever.</summary>
    public static async Task<Dictionary<string, string>> Seen(this Acme acme, string place)
    {
        var caseId = (await acme.Post(Acme.Comms, "/impostors", new { url = "https://www.facebook.com/acmesale", observed = $"Seen at {place}" })).Expect(201).Text("id");
        var (sweepId, probeId) = (Guid.CreateVersion7().ToString("N"), Guid.CreateVersion7().ToString("N"));
        await using var session = acme.Session();
        session.LastModifiedBy = Steward;
        session.Events.StartStream<Search>(StreamKeys.Search(sweepId), new SweepStarted([place]));
        session.Events.StartStream<Search>(StreamKeys.Search(probeId), new ProbeStarted([place], [new("github", "acme", "https://github.com/acme")]));
        await session.SaveChangesAsync();
        return new() { ["leadId"] = (await acme.Report("https://www.facebook.com/acmefurnished", place)).Expect(200).Text("leadId"), ["caseId"] = caseId, ["sweepId"] = sweepId, ["probeId"] = probeId };
    }

    public static async Task<string[]> Outcomes(this Acme acme, params object[] sightings) =>
        [.. (await acme.Post(Acme.Comms, "/leads/import", new { sightings })).Expect(200).At("items").EnumerateArray().Select(item => item.GetProperty("outcome").GetString()!)];

    public static async Task<Answer> Reject(this Acme acme, string lead, string reason = "notOurs", string? note = null) => (await acme.Post(Steward, $"{lead}/reject", new { reason, note })).Expect(200);
}
