using Governance.Accounts;
using Governance.Approvals;
using Governance.Shared;

namespace Governance.Claims;

/// <summary>What became of a dispute's request.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Settlement">What became of it.</param>
/// <param name="Policies">The policies in force that apply.</param>
/// <param name="Flow">The flow's version that decided.</param>
/// <param name="AppealUntil">Up to when a party may appeal against a decision made now.</param>
public sealed record SettleDispute(string RequestId, Settlement Settlement, IReadOnlyList<PolicyPin> Policies, FlowPin Flow, DateTimeOffset AppealUntil);

/// <summary>The rules of a dispute: evidence, a decision by Legal, an appeal to an executive, an end.</summary>
public static partial class DisputeDecider
{
    private const int MostStatements = 500;

    /// <summary>A further claim joins while evidence is gathered, and not when a decision is being made.</summary>
    public static Decision<DisputeEvent> Decide(DisputeJoined joining, Dispute dispute) =>
        dispute.State == DisputeState.Open ? joining : ClaimRules.DisputeBeingDecided;

    /// <summary>A claim that is withdrawn leaves; when one side is left, there is nothing to decide.</summary>
    public static Decision<DisputeEvent> Decide(DisputeLeft leaving, Dispute dispute)
    {
        if (dispute.State != DisputeState.Open) return dispute.State is DisputeState.Proposed or DisputeState.AppealProposed ? DisputeRules.BeforeApprovers : DisputeRules.Decided;
        return dispute.Sides.Count(side => side.ClaimId != leaving.ClaimId) > 1 ? leaving : Decision<DisputeEvent>.Of(leaving, new DisputeDissolved());
    }

    /// <summary>Legal asks all sides for evidence.</summary>
    public static Decision<DisputeEvent> Decide(EvidenceRequested request, Dispute dispute, string by, bool legal, DateTimeOffset now)
    {
        if (MayLead(dispute, by, legal) is { } refusal) return refusal;
        if (dispute.State is not (DisputeState.Open or DisputeState.Appealed)) return DisputeRules.NotOpen;
        return request.DueOn <= now ? DisputeRules.DueInThePast : request;
    }

    /// <summary>A side gives evidence, also after the day by which it was asked for: Legal weighs that.</summary>
    public static Decision<DisputeEvent> Give(string evidence, Dispute dispute, string by)
    {
        if (!dispute.HasParty(by)) return DisputeRules.NotAParty;
        if (!dispute.IsOpen) return DisputeRules.Over;
        if (dispute.State is not (DisputeState.Open or DisputeState.Appealed)) return DisputeRules.NotOpen;
        if (dispute.Evidence.Count >= MostStatements) return DisputeRules.TooMuchEvidence;
        return new EvidenceGiven(dispute.Sides.Find(side => side.Claimant == by || side.Owner == by)!.ClaimId, evidence);
    }

    /// <summary>Somebody of legal who is on no side proposes how it ends; the proposal names winners that fit its outcome.</summary>
    public static Refusal? MayPropose(DisputeOutcome outcome, IReadOnlyList<string> claimIds, Dispute dispute, string by, bool legal, bool appeal)
    {
        if (MayLead(dispute, by, legal) is { } refusal) return refusal;
        if (dispute.State is DisputeState.Proposed or DisputeState.AppealProposed) return DisputeRules.BeforeApprovers;
        if (appeal && dispute.State != DisputeState.Appealed) return DisputeRules.NotAppealed;
        if (!appeal && dispute.State != DisputeState.Open) return DisputeRules.Decided;
        var challengers = dispute.Sides.Where(side => !side.Standing).Select(side => side.ClaimId).ToHashSet();
        if (claimIds.Distinct().Count() != claimIds.Count || claimIds.Any(claim => !challengers.Contains(claim))) return DisputeRules.ClaimUnknown;
        var standing = dispute.Sides.Exists(side => side.Standing);
        if (outcome == DisputeOutcome.Upheld && !standing) return DisputeRules.NobodyStands;
        return Fits(outcome, claimIds.Count, standing) ? null : DisputeRules.WinnersMisfit;
    }

    /// <summary>
    /// Why claims cannot be proposed as winners, or null. Whoever holds an account that is not theirs does not let the rightful owner show
    /// control of it, so that a claim may win that shows nothing: then somebody without a stake in it stands for that by name.
    /// </summary>
    /// <param name="winners">The claims.</param>
    /// <param name="by">Who proposes.</param>
    /// <param name="attests">Whether they attest by name that the account is to be run on claims that show nothing.</param>
    /// <param name="now">The moment.</param>
    public static Refusal? MayWin(IEnumerable<Claim> winners, string by, bool attests, DateTimeOffset now)
    {
        foreach (var claim in winners)
        {
            if (!claim.OwnerAgreed) return ClaimRules.OwnerSilent;
            if (claim.IsOf(by) || claim.BackupOwner == by) return DisputeRules.PartyDecides;
            if (claim.Best(now) is null && !attests) return DisputeRules.NothingShown(StreamKeys.IdOf(claim.Id));
        }

        return null;
    }

    /// <summary>What the approvers decided on a proposal.</summary>
    public static Decision<DisputeEvent> Decide(SettleDispute command, Dispute dispute)
    {
        if (command.Settlement == Settlement.Reopened) return ClaimRules.CannotReopen;
        var waits = dispute.Proposal?.RequestId == command.RequestId;
        if (command.Settlement is Settlement.Withdrawn or Settlement.Expired)
            return waits ? new DisputeDecisionClosed(command.RequestId, command.Settlement == Settlement.Expired ? ProposalEnd.Expired : ProposalEnd.Withdrawn) : Decision<DisputeEvent>.Nothing;
        if (!waits || dispute.Proposal is not { } proposal) return dispute.IsOpen ? DisputeRules.Decided : DisputeRules.Over;
        return command.Settlement switch
        {
            Settlement.Returned => dispute.State is DisputeState.Proposed or DisputeState.AppealProposed ? new DisputeDecisionReturned(command.RequestId) : Decision<DisputeEvent>.Nothing,
            Settlement.Rejected => new DisputeDecisionClosed(command.RequestId, ProposalEnd.Rejected),
            Settlement.Approved when dispute.IsAppealed => new DisputeFinal(proposal.Outcome, proposal.ClaimIds, proposal.RequestId),
            Settlement.Approved => new DisputeDecided(proposal.Outcome, proposal.ClaimIds, proposal.RequestId, command.Policies, command.Flow, command.AppealUntil),
            _ => DisputeRules.Decided,
        };
    }

    /// <summary>A party appeals once, in time.</summary>
    public static Decision<DisputeEvent> Decide(AppealLodged appeal, Dispute dispute, string by, DateTimeOffset now)
    {
        if (!dispute.HasParty(by)) return DisputeRules.NotAParty;
        if (!dispute.IsOpen) return DisputeRules.Over;
        if (dispute.State != DisputeState.Decided) return DisputeRules.NotDecided;
        return now < dispute.AppealUntil ? appeal : DisputeRules.TooLate;
    }

    /// <summary>The decision holds when nobody has appealed in time.</summary>
    public static IReadOnlyList<DisputeEvent> TimeFor(Dispute dispute, DateTimeOffset now) =>
        dispute is { State: DisputeState.Decided, AppealUntil: { } until, Decision: { } decision } && until <= now
            ? [new DisputeFinal(decision.Outcome, decision.ClaimIds, decision.RequestId)] : [];

    private static Refusal? MayLead(Dispute dispute, string by, bool legal) =>
        !legal ? DisputeRules.LegalOnly : dispute.HasParty(by) ? DisputeRules.PartyDecides : dispute.IsOpen ? null : DisputeRules.Over;

    private static bool Fits(DisputeOutcome outcome, int claims, bool standing) => outcome switch
    {
        DisputeOutcome.Transferred => claims == 1,
        DisputeOutcome.Shared => claims >= (standing ? 1 : 2),
        _ => claims == 0,
    };
}
