using Governance.Accounts;

namespace Governance.Claims;

/// <summary>Every fact of a dispute between claims on one account. What people write in their own words is kept beside the events under its digest.</summary>
public abstract record DisputeEvent;

/// <summary>Sides contradict each other about one account.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Sides">The sides, two at least.</param>
public sealed record DisputeOpened(string AccountId, IReadOnlyList<DisputeSide> Sides) : DisputeEvent;

/// <summary>A further claim was submitted.</summary>
/// <param name="Side">Its side.</param>
public sealed record DisputeJoined(DisputeSide Side) : DisputeEvent;

/// <summary>A claim was withdrawn.</summary>
/// <param name="ClaimId">The claim.</param>
public sealed record DisputeLeft(string ClaimId) : DisputeEvent;

/// <summary>One side is left: there is nothing to decide.</summary>
public sealed record DisputeDissolved : DisputeEvent;

/// <summary>All sides are asked for evidence.</summary>
/// <param name="DueOn">By when, UTC.</param>
public sealed record EvidenceRequested(DateTimeOffset DueOn) : DisputeEvent;

/// <summary>A side gave evidence.</summary>
/// <param name="ClaimId">The side's claim, or null for an owner who has none.</param>
/// <param name="Evidence">SHA-256 of the statement.</param>
public sealed record EvidenceGiven(string? ClaimId, string Evidence) : DisputeEvent;

/// <summary>A decision, of the dispute or of the appeal against it, is before its approvers.</summary>
/// <param name="Outcome">How the dispute is to end.</param>
/// <param name="ClaimIds">The claims on which the account is to be run; the first is its owner's.</param>
/// <param name="Reasons">SHA-256 of the reasons.</param>
/// <param name="RequestId">The approval request.</param>
/// <param name="Flow">The flow's version that is followed.</param>
public sealed record DisputeDecisionProposed(DisputeOutcome Outcome, IReadOnlyList<string> ClaimIds, string Reasons, string RequestId, FlowPin Flow) : DisputeEvent;

/// <summary>The approvers want changes: the next proposal goes on with the same request.</summary>
/// <param name="RequestId">The approval request.</param>
public sealed record DisputeDecisionReturned(string RequestId) : DisputeEvent;

/// <summary>A proposal ended without becoming the decision.</summary>
/// <param name="RequestId">The approval request.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record DisputeDecisionClosed(string RequestId, ProposalEnd Outcome) : DisputeEvent;

/// <summary>Legal decided. It takes effect when nobody appeals in time.</summary>
/// <param name="Outcome">How.</param>
/// <param name="ClaimIds">The claims on which the account is to be run; the first is its owner's.</param>
/// <param name="RequestId">The approval request.</param>
/// <param name="Policies">The policies in force that apply to the account at this moment.</param>
/// <param name="Flow">The flow's version that decided.</param>
/// <param name="AppealUntil">Up to when a party may appeal, UTC.</param>
public sealed record DisputeDecided(
    DisputeOutcome Outcome, IReadOnlyList<string> ClaimIds, string RequestId, IReadOnlyList<PolicyPin> Policies, FlowPin Flow, DateTimeOffset AppealUntil) : DisputeEvent;

/// <summary>A party does not accept the decision.</summary>
/// <param name="Grounds">SHA-256 of the grounds.</param>
public sealed record AppealLodged(string Grounds) : DisputeEvent;

/// <summary>The dispute is over within the organisation, and its outcome holds.</summary>
/// <param name="Outcome">How.</param>
/// <param name="ClaimIds">The claims on which the account is run; the first is its owner's.</param>
/// <param name="RequestId">The approval request that decided at last.</param>
public sealed record DisputeFinal(DisputeOutcome Outcome, IReadOnlyList<string> ClaimIds, string RequestId) : DisputeEvent;

/// <summary>One side of a dispute.</summary>
/// <param name="ClaimId">Its claim, or null for an owner who has none.</param>
/// <param name="Claimant">Who claims.</param>
/// <param name="Owner">Who owns the account, or is to.</param>
/// <param name="Standing">Whether this is who answers for the account when the dispute begins.</param>
public sealed record DisputeSide(string? ClaimId, string Claimant, string Owner, bool Standing);

/// <summary>How a dispute ends.</summary>
public enum DisputeOutcome
{
    /// <summary>Whoever answers for the account goes on.</summary>
    Upheld,

    /// <summary>Another claim takes its place.</summary>
    Transferred,

    /// <summary>Several answer for the account together.</summary>
    Shared,

    /// <summary>No claim stands: nobody answers for the account.</summary>
    Void,
}

/// <summary>How a proposed decision ends without becoming one.</summary>
public enum ProposalEnd
{
    /// <summary>The approvers refused it.</summary>
    Rejected,

    /// <summary>Whoever proposed it took it back.</summary>
    Withdrawn,

    /// <summary>Nobody decided in time.</summary>
    Expired,
}
