using System.Text.Json;
using Governance.Audit;
using Governance.Policies;
using Governance.Policies.Text;
using Governance.Shared;

namespace Governance.Hosting;

/// <summary>Reads of policies and of what happened, by example.</summary>
internal static class PolicyReadExamples
{
    private const string Changed = "## 1. Who speaks for us {#who}\n\n1.1 Only the communications team and its agencies post on an official account. {#who-posts}\n";

    private static readonly PolicyProfile Profile = PolicyProfile.Of(PolicyExamples.Content);

    private static readonly PolicyView View = new(StreamKeys.Policy(Examples.Policy))
    {
        PolicyId = Examples.Policy,
        Version = 6,
        State = PolicyState.InForce,
        Profile = Profile,
        Versions = [new("1.0", Examples.Digest, Examples.RequestId, 1, Examples.Approved, Examples.Approved.AddHours(1), Examples.Effective, Profile) { BecameEffectiveAt = Examples.Effective }],
        Requests = [Examples.RequestId],
        InForce = "1.0",
        ReviewDueOn = Examples.NextReview,
        UpdatedAt = Examples.Effective,
    };

    private static readonly PolicyTextView Text = new(
        Examples.Policy, 1, "1.0", Examples.Digest, PolicyText.Parse(PolicyExamples.Body).Digest, "in force", Examples.RequestId, Examples.Effective, PolicyExamples.Content,
        [.. PolicyText.Parse(PolicyExamples.Body).Clauses.Select(clause => new ClauseView(clause.Id!, clause.Number, clause.Level, clause.Heading, clause.Markdown))]);

    private static readonly Redline Redline = Redline.Between(PolicyExamples.Body, Changed);

    private static readonly RedlineView Compared = new(
        Examples.Policy, new ComparedVersion(1, "1.0", Examples.Digest, "in force"),
        new ComparedVersion(7, null, "a1d0c6e83f027327d8461063f4ac58a6b7f9a9a5c4a3f1e2d3c4b5a697887766", "draft"), ["body"], Redline);

    private static readonly EventLine Published = new(
        "1042", Guid.Parse("0197c3a2-6d0b-7c51-9a64-0d6e1b1f5a30"), StreamKeys.Policy(Examples.Policy), 5, "PolicyPublished", Examples.Approved.AddHours(1), "p-1001", "Aoife Brennan", null,
        "campaign-2027-01", "call:4bf92f3577b34da6a3ce929d0e0e4736", "Aoife Brennan published version 1.0, to take effect on 2027-01-01.", null, null);

    internal static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>
    {
        ["listPolicies"] = Example.Read(new Page<PolicyView>([View], PageCursor.Encode([View.Id]))),
        ["getPolicy"] = Example.Read(View, View.Version),
        ["getPolicyText"] = Example.Read(Text, Text.Version)
            .Or("text/markdown", PolicyDocument.Write(new PolicyDocument(Examples.Policy, PolicyExamples.Content, ChangeKind.Major, null)))
            .Or("text/html", PolicyHtml.Render(PolicyText.Parse(PolicyExamples.Body))),
        ["getPolicyRedline"] = Example.Read(Compared).Or("text/markdown", RedlineMarkdown.Write(Redline)).Or("text/html", RedlineHtml.Write(Redline)),
        ["printPolicy"] = Example.Text("text/html", "<!doctype html><html lang=\"en\"><head><title>Social media policy</title></head><body>…</body></html>"),
        ["listPolicyComments"] = Example.Read(new Page<ClauseComment>([new(Examples.CommentId, "who-posts", "Does this bind agencies, too?", "p-1005", Examples.Drafted)], null)),
        ["getPolicyHistory"] = Example.Read(new EventPage([Published], PageCursor.Encode(["1042"]), More: false), View.Version),
        ["listEvents"] = Example.Read(new EventPage([Published with { Data = Fact }], PageCursor.Encode(["1042"]), More: false)),
    };

    private static JsonElement Fact => JsonSerializer.SerializeToElement(new { label = "1.0", digest = Examples.Digest, effectiveFrom = Examples.Effective }, Json.Options);
}
