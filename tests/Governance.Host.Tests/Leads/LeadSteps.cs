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

    public static async Task<string[]> Outcomes(this Acme acme, params object[] sightings) =>
        [.. (await acme.Post(Acme.Comms, "/leads/import", new { sightings })).Expect(200).At("items").EnumerateArray().Select(item => item.GetProperty("outcome").GetString()!)];

    public static async Task<Answer> Reject(this Acme acme, string lead, string reason = "notOurs", string? note = null) => (await acme.Post(Steward, $"{lead}/reject", new { reason, note })).Expect(200);
}
