using System.Diagnostics;
using System.Globalization;
using Governance.Claims;
using Governance.Proofs;

namespace Governance.Audit;

/// <summary>Sentences of claims, disputes and domains.</summary>
public static class ClaimSentences
{
    /// <summary>People whom a claim's fact names.</summary>
    public static IEnumerable<string> People(ClaimEvent fact) => fact switch
    {
        ClaimDrafted drafted => new[] { drafted.Owner, drafted.BackupOwner }.OfType<string>(),
        EntitlementAttested attested => [attested.By],
        _ => [],
    };

    /// <summary>People whom a dispute's fact names.</summary>
    public static IEnumerable<string> People(DisputeEvent fact) => fact switch
    {
        DisputeOpened opened => opened.Sides.Select(side => side.Claimant),
        DisputeJoined joined => [joined.Side.Claimant],
        _ => [],
    };

    /// <summary>What a claim's fact says.</summary>
    public static Saying Of(ClaimEvent fact, Names names) => Making(fact, names) ?? Proving(fact) ?? Deciding(fact, names);

    /// <summary>What a dispute's fact says.</summary>
    public static Saying Of(DisputeEvent fact, Names names) => fact switch
    {
        DisputeOpened opened => new($"opened a dispute between {string.Join(" and ", opened.Sides.Select(side => names.Of(side.Claimant)))}"),
        DisputeJoined joined => new($"brought a claim of {names.Of(joined.Side.Claimant)} into the dispute"),
        DisputeLeft => new("took a claim out of the dispute"),
        DisputeDissolved => new("left the dispute with one side, so that nothing is to be decided"),
        EvidenceRequested requested => new($"asked all sides for evidence by {Day(requested.DueOn)}"),
        EvidenceGiven => new("gave evidence in the dispute"),
        DisputeDecisionProposed proposed => new($"proposed that the dispute ends as {Word(proposed.Outcome)}"),
        DisputeDecisionReturned => new("completed a request for changes to the proposed end of the dispute"),
        DisputeDecisionClosed closed => new(closed.Outcome switch
        {
            ProposalEnd.Rejected => "completed the rejection of the proposed end of the dispute",
            ProposalEnd.Withdrawn => "withdrew the proposed end of the dispute",
            _ => "noted that time ran out for the proposed end of the dispute",
        }),
        DisputeDecided decided => new($"completed the decision of the dispute as {Word(decided.Outcome)}, open to an appeal until {Day(decided.AppealUntil)}"),
        AppealLodged => new("appealed against the decision of the dispute"),
        DisputeFinal final => new($"made the end of the dispute final as {Word(final.Outcome)}"),
        _ => throw new UnreachableException(),
    };

    /// <summary>What a domain's fact says.</summary>
    public static Saying Of(DomainEvent fact) => fact switch
    {
        DomainAnchored anchored => new($"listed the domain {anchored.Domain} as the organisation's own", anchored.Note),
        DomainReleased released => new($"took the domain {released.Domain} off the organisation's list", released.Reason),
        _ => throw new UnreachableException(),
    };

    private static Saying? Making(ClaimEvent fact, Names names) => fact switch
    {
        ClaimDrafted drafted => new($"drafted a claim that {names.Of(drafted.Owner)} should run the account{(drafted.BackupOwner is { } backup ? $", with {names.Of(backup)} as backup owner" : "")}"),
        EvidenceAdded => new("added a statement to the claim"),
        ClaimSubmitted => new("submitted the claim"),
        OwnerConsented => new("agreed to own the account"),
        BackupOwnerConsented => new("agreed to stand beside the owner"),
        ChallengeIssued issued => new($"took a challenge by {issued.Method}, to be shown by {Day(issued.ExpiresAt)}"),
        ControlAttested attested => new($"confirmed control of the account as a second administrator, until {Day(attested.ValidUntil)}", attested.Note),
        _ => null,
    };

    private static Saying? Proving(ClaimEvent fact) => fact switch
    {
        ProofObserved seen => new($"had the account looked at by {seen.Method}: {Seen(seen)}", seen.Reason),
        ProofLost lost => new($"missed the proof a second time: it can be restored until {Day(lost.GraceUntil)}"),
        ProofMethodGone gone => new($"found that {gone.Method} works no more: another method is needed by {Day(gone.ReplaceBy)}"),
        ProofRanOut ran => new($"let the proof run out on {Day(ran.Until)}"),
        ProofRestored restored => new($"found control shown again by {restored.Method}, until {Day(restored.Until)}"),
        ClaimLapsed lapsed => new(lapsed.Cause == LapseCause.ProofLost ? "let the claim lapse: its proof was lost and not restored" : "let the claim lapse: its method is gone and none took its place"),
        _ => null,
    };

    private static Saying Deciding(ClaimEvent fact, Names names) => fact switch
    {
        ClaimPutUnderReview => new("put the claim before its approvers"),
        ClaimReturned => new("completed a request for more about the claim"),
        ClaimReviewClosed closed => new(closed.Outcome switch
        {
            ReviewEnd.Withdrawn => "took the claim back from its approvers",
            ReviewEnd.Contested => "took the claim from its approvers, because another contradicts it",
            _ => "noted that time ran out for the claim's approvers",
        }),
        EntitlementAttested attested => new($"let the account be run on the claim though nothing shows control for it, because {names.Of(attested.By)} attests by name that it is to be"),
        ClaimAccepted accepted => new($"completed the acceptance of the claim, at level {accepted.Level} by {accepted.Method}"),
        ClaimRejected => new("completed the rejection of the claim"),
        ClaimWithdrawn withdrawn => new("withdrew the claim", withdrawn.Reason),
        ClaimContested => new("put the claim into a dispute"),
        ClaimUncontested => new("left the claim without a rival"),
        ClaimDecided decided => new($"ended the claim's dispute as {Word(decided.Outcome)}: the claim {(decided.Stands ? "stands" : "does not stand")}"),
        ClaimRevoked revoked => new("revoked the claim", revoked.Reason),
        ClaimSuperseded => new("let another claim take the claim's place"),
        _ => throw new UnreachableException(),
    };

    private static string Seen(ProofObserved seen) => seen.Outcome switch
    {
        ProofOutcome.Found => $"found, at level {seen.Level}",
        ProofOutcome.NotFound => "not found",
        ProofOutcome.Inconclusive => "nobody could tell",
        _ => "the method works no more",
    };

    private static string Word(DisputeOutcome outcome) => outcome switch
    {
        DisputeOutcome.Upheld => "upheld",
        DisputeOutcome.Transferred => "transferred",
        DisputeOutcome.Shared => "shared",
        _ => "void",
    };

    private static string Day(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
