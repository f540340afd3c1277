using Governance.Approvals;
using Governance.Flows;
using Governance.Shared;

namespace Governance.Policies;

/// <summary>A submitted draft as the approval engine sees it: digests of its fields, and what conditions of a flow may ask.</summary>
/// <param name="PolicyId">The policy.</param>
/// <param name="Submitted">The submission.</param>
/// <param name="Draft">The draft.</param>
/// <param name="Content">Its content.</param>
public sealed record PolicySubject(string PolicyId, PolicySubmitted Submitted, Draft Draft, PolicyContent Content)
{
    /// <summary>The flow that policies are published under.</summary>
    public const string Flow = "publish-policy";

    /// <summary>The kind of subject.</summary>
    public static SubjectType Type { get; } = new(
        "policy-version", "policy.self-approval", Settle, "A policy is submitted with POST /policies/{policyId}/submit, and revised with POST /policies/{policyId}/revise before it is submitted again.")
    {
        Redline = policyId => $"/policies/{policyId}/redline",
    };

    /// <summary>The opening of a new request.</summary>
    public ApprovalRequested Opening(Flow flow, string requester) => new(
        flow.Name, flow.Version, flow.Digest, Type.Name, PolicyId, Content.Title, Facts(), Content.FieldDigests(), Draft.Author, Draft.Editors, requester);

    /// <summary>The next revision of a request that was turned back.</summary>
    public RequestRevised Revision(string? summary) => new(Content.FieldDigests(), Facts(), Draft.Editors, summary);

    private Dictionary<string, FactValue> Facts() => new()
    {
        ["kind"] = Content.Kind.ToString().ToLowerInvariant(),
        ["area"] = Content.Area,
        ["ownerRole"] = Content.Owner.Role,
        ["ownerArea"] = Content.Owner.Area,
        ["change"] = Draft.Change.ToString().ToLowerInvariant(),
        ["label"] = Submitted.Label,
        ["language"] = Content.Language,
        ["audience"] = Content.Audience.ToArray(),
        ["jurisdiction"] = Content.Jurisdiction.ToArray(),
        ["platforms"] = Content.Platforms.ToArray(),
        ["accountClasses"] = Content.AccountClasses.ToArray(),
    };

    private static async Task<Refusal?> Settle(Settled settled)
    {
        var stream = await settled.Session.Events.FetchForWriting<Policy>(StreamKeys.Policy(settled.SubjectId), settled.Cancellation);
        if (stream.Aggregate is not { } policy) return PolicyRules.Unknown;
        var decision = PolicyDecider.Decide(new SettleSubmission(settled.RequestId, settled.Settlement, settled.Reason, settled.Content), policy);
        foreach (var fact in decision.Facts) stream.AppendOne(fact);
        return decision.Refusal;
    }
}
