using Governance.Host.Tests.Policies;

namespace Governance.Host.Tests.Approvals;

/// <summary>Steps of a flow's life.</summary>
public static class FlowSteps
{
    public const string Security = "p-1008";

    /// <summary>The first version of a flow that nobody has yet.</summary>
    public static string NewFlow(string name, string title = "Approve a giveaway") => $$"""
        flow: {{name}}
        version: 1
        subject: giveaway
        title: {{title}}
        content: {bind: [prize]}
        people:
          legal: {group: legal}
        stages:
          - id: review
            all: [{id: legal, approve: 1, of: legal}]

        """;

    /// <summary>The text in force as its next version, in which legal approves more.</summary>
    public static async Task<string> NextVersion(this Acme acme, string flow = "publish-policy", int approvals = 2)
    {
        var current = (await acme.Get(Acme.Drafter, $"/flows/{flow}")).Expect(200).At("current");
        var version = current.GetProperty("version").GetInt32();
        return current.GetProperty("text").GetString()!
            .Replace($"version: {version}", $"version: {version + 1}", StringComparison.Ordinal)
            .Replace("{id: legal, approve: 1, of: legal}", $"{{id: legal, approve: {approvals}, of: legal}}", StringComparison.Ordinal);
    }

    public static Task<Answer> TryPropose(this Acme acme, string text, string person = Acme.Drafter, string summary = "Better.") => acme.Post(person, "/flows", new { text, summary });

    /// <summary>Proposes and answers the request's path.</summary>
    public static async Task<string> Propose(this Acme acme, string text, string summary = "Better.", string person = Acme.Drafter) =>
        (await acme.TryPropose(text, person, summary)).Expect(201).Text("links", "request");

    /// <summary>Both approvals that adopt-flow asks for.</summary>
    public static async Task Adopt(this Acme acme, string request)
    {
        foreach (var person in (string[])[Acme.LegalOwner, Security]) (await acme.Decide(person, request)).Expect(200);
    }

    public static async Task<int> Version(this Acme acme, string flow = "publish-policy") => (await acme.Get(Acme.Drafter, $"/flows/{flow}")).Expect(200).At("current", "version").GetInt32();
}
