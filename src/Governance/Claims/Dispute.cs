using System.Collections.Immutable;
using Governance.Shared;

namespace Governance.Claims;

/// <summary>A dispute as the rules need it.</summary>
/// <param name="Id">The stream key, <c>dispute/x</c>.</param>
[Kept]
public sealed record Dispute(string Id)
{
    /// <summary>The account.</summary>
    public string AccountId { get; init; } = "";

    /// <summary>The sides.</summary>
    public ImmutableList<DisputeSide> Sides { get; init; } = [];

    /// <summary>Where it stands.</summary>
    public DisputeState State { get; init; }

    /// <summary>By when evidence is to be given, or null while nobody has asked.</summary>
    public DateTimeOffset? EvidenceDueOn { get; init; }

    /// <summary>What was given, oldest first.</summary>
    public ImmutableList<GivenEvidence> Evidence { get; init; } = [];

    /// <summary>What is before the approvers, or goes on with the next proposal; or null.</summary>
    public ProposedDecision? Proposal { get; init; }

    /// <summary>What Legal decided, or null.</summary>
    public ProposedDecision? Decision { get; init; }

    /// <summary>Up to when a party may appeal, or null.</summary>
    public DateTimeOffset? AppealUntil { get; init; }

    /// <summary>Digest of the grounds of the appeal, or null.</summary>
    public string? Grounds { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>When its last fact was recorded.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The stream's version.</summary>
    public long Version { get; init; }

    /// <summary>Whether a person is on a side.</summary>
    public bool HasParty(string person) => Sides.Exists(side => side.Claimant == person || side.Owner == person);

    /// <summary>Everybody who is on a side, sorted.</summary>
    public IReadOnlyList<string> Parties => [.. Sides.SelectMany(side => new[] { side.Claimant, side.Owner }).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Whether it can still end in one way or another.</summary>
    public bool IsOpen => State is not (DisputeState.Final or DisputeState.Dissolved);

    /// <summary>Whether an appeal is being decided.</summary>
    public bool IsAppealed => Grounds is not null;
}

/// <summary>Where a dispute stands.</summary>
public enum DisputeState
{
    /// <summary>Evidence is gathered.</summary>
    Open,

    /// <summary>A decision is before its approvers.</summary>
    Proposed,

    /// <summary>Decided; a party may appeal.</summary>
    Decided,

    /// <summary>A party appealed.</summary>
    Appealed,

    /// <summary>The decision of the appeal is before its approvers.</summary>
    AppealProposed,

    /// <summary>Over.</summary>
    Final,

    /// <summary>Over without a decision: one side was left.</summary>
    Dissolved,
}

/// <summary>A decision that was proposed or made.</summary>
/// <param name="Outcome">How the dispute is to end.</param>
/// <param name="ClaimIds">The claims on which the account is to be run; the first is its owner's.</param>
/// <param name="RequestId">The approval request.</param>
/// <param name="Reasons">Digest of the reasons.</param>
/// <param name="By">Who proposed it: where nothing shows control, it is their word.</param>
public sealed record ProposedDecision(DisputeOutcome Outcome, IReadOnlyList<string> ClaimIds, string RequestId, string Reasons, string By);

/// <summary>Evidence that a side gave.</summary>
/// <param name="By">Who gave it.</param>
/// <param name="ClaimId">Their claim, or null.</param>
/// <param name="Digest">SHA-256 of the statement.</param>
/// <param name="At">When.</param>
public sealed record GivenEvidence(string By, string? ClaimId, string Digest, DateTimeOffset At);
