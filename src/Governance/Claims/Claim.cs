using System.Collections.Immutable;
using Governance.Accounts;
using Governance.Shared;

namespace Governance.Claims;

/// <summary>A claim as the rules need it.</summary>
/// <param name="Id">The stream key, <c>claim/x</c>.</param>
[Kept]
public sealed record Claim(string Id)
{
    /// <summary>The account.</summary>
    public string AccountId { get; init; } = "";

    /// <summary>Who claims.</summary>
    public string Claimant { get; init; } = "";

    /// <summary>Who is to own the account.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Who is to stand beside the owner, or null.</summary>
    public string? BackupOwner { get; init; }

    /// <summary>Whether the owner agreed: by claiming, or by an act of their own.</summary>
    public bool OwnerAgreed { get; init; }

    /// <summary>Whether the backup owner agreed.</summary>
    public bool BackupAgreed { get; init; }

    /// <summary>Which rules are to apply to the account.</summary>
    public AccountClass Class { get; init; }

    /// <summary>Whether it is said to be somebody's own.</summary>
    public bool Personal { get; init; }

    /// <summary>Digests of the statements.</summary>
    public ImmutableList<string> Evidence { get; init; } = [];

    /// <summary>Where it stands.</summary>
    public ClaimState State { get; init; }

    /// <summary>Challenges, oldest first.</summary>
    public ImmutableList<IssuedChallenge> Challenges { get; init; } = [];

    /// <summary>The platform's id as the platform itself stated it when control was first shown, or null: later it must state the same.</summary>
    public string? StatedId { get; init; }

    /// <summary>What shows control: the newest of each challenge and of each steward.</summary>
    public ImmutableList<Proof> Proofs { get; init; } = [];

    /// <summary>Every steward who attested control, also when a later word took its place.</summary>
    public ImmutableSortedSet<string> Attested { get; init; } = [];

    /// <summary>The approval request that waits, or that goes on with the next review; or null.</summary>
    public string? RequestId { get; init; }

    /// <summary>The open dispute, or null.</summary>
    public string? DisputeId { get; init; }

    /// <summary>The proof on which an accepted claim stands, or null.</summary>
    public Proof? Standing { get; init; }

    /// <summary>Whose word an accepted claim stands on for want of a proof, or null.</summary>
    public Entitlement? Entitlement { get; init; }

    /// <summary>When it was first not found again, since it was last found; or null.</summary>
    public DateTimeOffset? MissedAt { get; init; }

    /// <summary>Up to when a lost proof can be restored, or null.</summary>
    public DateTimeOffset? GraceUntil { get; init; }

    /// <summary>By when another method must take the place of one that is gone, or null.</summary>
    public DateTimeOffset? ReplaceBy { get; init; }

    /// <summary>Whether the standing proof's time is over.</summary>
    public bool RanOut { get; init; }

    /// <summary>When the standing proof was last looked for.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>When it was drafted.</summary>
    public DateTimeOffset DraftedAt { get; init; }

    /// <summary>When its last fact was recorded.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The stream's version.</summary>
    public long Version { get; init; }

    /// <summary>Whether it stands beside others on its account, and is not decided.</summary>
    public bool IsLive => State is ClaimState.Submitted or ClaimState.UnderReview or ClaimState.Returned;

    /// <summary>Whether a person speaks for this claim.</summary>
    public bool IsOf(string person) => Claimant == person || Owner == person;

    /// <summary>The proof that shows most at a moment, or null when none counts.</summary>
    public Proof? Best(DateTimeOffset now) => Proofs.Where(proof => proof.Until > now && proof.Level > 0).OrderByDescending(proof => proof.Level).ThenByDescending(proof => proof.Until).FirstOrDefault();
}

/// <summary>Where a claim stands.</summary>
public enum ClaimState
{
    /// <summary>In the making.</summary>
    Drafted,

    /// <summary>It stands, and is to be proved.</summary>
    Submitted,

    /// <summary>Before its approvers.</summary>
    UnderReview,

    /// <summary>The approvers want more.</summary>
    Returned,

    /// <summary>Its owner answers for the account.</summary>
    Accepted,

    /// <summary>Refused.</summary>
    Rejected,

    /// <summary>Taken back.</summary>
    Withdrawn,

    /// <summary>Control was not shown again.</summary>
    Lapsed,

    /// <summary>Found wrong.</summary>
    Revoked,

    /// <summary>Another claim took its place.</summary>
    Superseded,

    /// <summary>A dispute ended without any claim standing.</summary>
    Void,
}

/// <summary>A challenge of a claim.</summary>
/// <param name="ChallengeId">Which.</param>
/// <param name="Method">How it is to be shown.</param>
/// <param name="Domain">The organisation's domain that takes part, or null.</param>
/// <param name="PostUrl">The post, or null.</param>
/// <param name="IssuedAt">When, UTC.</param>
/// <param name="ExpiresAt">Up to when it can be shown for the first time, UTC.</param>
/// <param name="Handle">The handle that the account had then.</param>
/// <param name="PlatformId">The platform's id of the account as it was known then, or null.</param>
public sealed record IssuedChallenge(string ChallengeId, string Method, string? Domain, string? PostUrl, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, string Handle, string? PlatformId);

/// <summary>What shows control.</summary>
/// <param name="ChallengeId">By which challenge, or null for a steward's word.</param>
/// <param name="Method">How.</param>
/// <param name="Level">How much it shows, 1 to 3.</param>
/// <param name="At">When it was seen, UTC.</param>
/// <param name="Until">Up to when it counts, UTC.</param>
/// <param name="By">The steward who saw it, or null when a machine did.</param>
/// <param name="Url">Where it was seen, or null.</param>
/// <param name="BodyDigest">SHA-256 of what was read, or null.</param>
public sealed record Proof(string? ChallengeId, string Method, int Level, DateTimeOffset At, DateTimeOffset Until, string? By, string? Url, string? BodyDigest);

/// <summary>Somebody's word that an account is to be run on a claim that shows nothing.</summary>
/// <param name="By">Who of legal, on no side, attested it by name.</param>
/// <param name="Statement">Digest of their reasons.</param>
/// <param name="At">When it took effect, UTC.</param>
public sealed record Entitlement(string By, string Statement, DateTimeOffset At);

/// <summary>The times that the standard on registration and ownership sets in its section 7.</summary>
public static class ProofTimes
{
    /// <summary>The name of the method by which a steward attests control.</summary>
    public const string TwoPeople = "two-people";

    /// <summary>So long a steward's word counts.</summary>
    public static TimeSpan Attestation { get; } = TimeSpan.FromDays(90);

    /// <summary>Two results of not found count only when they are so far apart.</summary>
    public static TimeSpan Apart { get; } = TimeSpan.FromHours(24);

    /// <summary>So long a lost proof can be restored.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromDays(7);

    /// <summary>So long a method that is gone may be without another.</summary>
    public static TimeSpan Replacement { get; } = TimeSpan.FromDays(30);

    /// <summary>An accepted proof is looked for again so often.</summary>
    public static TimeSpan Recheck { get; } = TimeSpan.FromDays(30);

    /// <summary>And so long before its time is over.</summary>
    public static TimeSpan BeforeEnd { get; } = TimeSpan.FromDays(7);

    /// <summary>A token can be shown for the first time so long.</summary>
    public static TimeSpan Challenge { get; } = TimeSpan.FromDays(7);

    /// <summary>Up to when a level counts, where the checker does not say.</summary>
    public static DateTimeOffset Until(int level, DateTimeOffset seen) => level switch
    {
        >= 3 => seen.AddMonths(12),
        2 => seen.AddMonths(6),
        _ => seen.AddDays(90),
    };
}
