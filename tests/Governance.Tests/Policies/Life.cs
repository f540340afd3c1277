using Governance.Policies;

namespace Governance.Tests.Policies;

/// <summary>Stretches of a policy's life that stories begin with.</summary>
internal static class Life
{
    public const string TheRequest = "r-1";

    /// <summary>A content that says <paramref name="sentence"/>.</summary>
    public static PolicyContent Wording(string sentence = "We speak with one voice.", DateTimeOffset? from = null, int cycle = 12, string area = "communications", string ownerArea = "communications") => new(
        "Social media policy", PolicyKind.Policy, area, new RoleInArea("policy-owner", ownerArea), ["all staff"], "Every account that speaks for us", ["IE"], "en",
        cycle, ["all"], ["official"], from, "social.media@acme.example", null, $"## 1. Purpose {{#purpose}}\n\n1.1 {sentence} {{#purpose-voice}}\n");

    public static PolicyEvent[] Drafted(PolicyContent? text = null, ChangeKind change = ChangeKind.Major) => [new PolicyDrafted(text ?? Wording(), change, null)];

    public static PolicyEvent[] Submitted(PolicyContent? text = null, string label = "1.0", ChangeKind change = ChangeKind.Major, string request = TheRequest) =>
        [.. Drafted(text, change), new PolicySubmitted(request, label, (text ?? Wording()).Digest(), null)];

    public static PolicyEvent[] TurnedBack(PolicyContent? text = null) =>
        [.. Submitted(text), new ChangesRequested(TheRequest, (text ?? Wording()).Digest())];

    public static PolicyEvent[] Approved(PolicyContent? text = null, string label = "1.0", ChangeKind change = ChangeKind.Major, string request = TheRequest) =>
        [.. Submitted(text, label, change, request), new PolicyApproved(request, label, (text ?? Wording()).Digest())];

    public static PolicyEvent[] Published(DateTimeOffset from, PolicyContent? text = null, string label = "1.0", ChangeKind change = ChangeKind.Major, string request = TheRequest) =>
        [.. Approved(text, label, change, request), new PolicyPublished(label, (text ?? Wording()).Digest(), request, from)];

    /// <summary>In force from noon, reviewed after twelve months.</summary>
    public static PolicyEvent[] InForce(PolicyContent? text = null, string label = "1.0") =>
        [.. Published(Story.Noon, text, label), .. TakesEffect(label, text ?? Wording(), Story.Noon)];

    public static PolicyEvent[] TakesEffect(string label, PolicyContent text, DateTimeOffset from) =>
        [new PolicyBecameEffective(label, text.Digest()), new ReviewScheduled(from.AddMonths(text.ReviewCycleMonths))];
}
