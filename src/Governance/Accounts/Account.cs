using System.Collections.Immutable;

namespace Governance.Accounts;

/// <summary>An account as the rules need it.</summary>
/// <param name="Id">The stream key, <c>account/x</c>.</param>
public sealed record Account(string Id)
{
    /// <summary>The platform's name.</summary>
    public string Platform { get; init; } = "";

    /// <summary>The canonical handle.</summary>
    public string Handle { get; init; } = "";

    /// <summary>The canonical address.</summary>
    public string Url { get; init; } = "";

    /// <summary>The platform's immutable id, or null while it is not known.</summary>
    public string? PlatformId { get; init; }

    /// <summary>Platform and handle in one word. No two accounts that bear their handle have the same.</summary>
    public string AddressKey => $"{Platform}:{Handle}";

    /// <summary>Platform and platform id in one word, or null. No two accounts that are there have the same.</summary>
    public string? IdentityKey => PlatformId is null ? null : $"{Platform}:{PlatformId}";

    /// <summary>Whether the account bears its handle: a replaced one does not, and a declined request never did.</summary>
    public bool BearsHandle { get; init; } = true;

    /// <summary>Where it stands.</summary>
    public AccountState State { get; init; }

    /// <summary>The state to which a restored account returns.</summary>
    public AccountState Before { get; init; }

    /// <summary>Its description.</summary>
    public AccountProfile Profile { get; init; } = null!;

    /// <summary>Who answers for it, or null.</summary>
    public string? Owner { get; init; }

    /// <summary>Who else does, after a dispute that ended in sharing.</summary>
    public ImmutableList<string> CoOwners { get; init; } = [];

    /// <summary>Who stands beside the owner, or null.</summary>
    public string? BackupOwner { get; init; }

    /// <summary>Who was asked to stand beside the owner and has not answered, or null.</summary>
    public string? BackupAsked { get; init; }

    /// <summary>Who may publish.</summary>
    public ImmutableSortedSet<string> Publishers { get; init; } = [];

    /// <summary>Which agencies have access.</summary>
    public ImmutableList<AgencyGrant> Agencies { get; init; } = [];

    /// <summary>Who reads the recovery address, or null.</summary>
    public string? RecoveryReader { get; init; }

    /// <summary>The vault's entry, or null.</summary>
    public string? Vault { get; init; }

    /// <summary>Who is to own it next, or null.</summary>
    public string? Successor { get; init; }

    /// <summary>Hand-overs that wait for somebody.</summary>
    public ImmutableList<HandOver> HandOvers { get; init; } = [];

    /// <summary>Claims that are submitted and not decided.</summary>
    public ImmutableList<LiveClaim> Claims { get; init; } = [];

    /// <summary>The claim on which the owner stands, or null.</summary>
    public string? AcceptedClaim { get; init; }

    /// <summary>What shows control now, or null.</summary>
    public Verification? Verified { get; init; }

    /// <summary>The open request to open the account, or null.</summary>
    public string? RequestId { get; init; }

    /// <summary>The open dispute, or null.</summary>
    public string? DisputeId { get; init; }

    /// <summary>Whether it may be out of control.</summary>
    public bool Compromised { get; init; }

    /// <summary>Whether the owner left and nobody stood beside them.</summary>
    public bool Orphaned { get; init; }

    /// <summary>What the platform states of its identity that contradicts the register, or null.</summary>
    public IdentityConflict? IdentityConflict { get; init; }

    /// <summary>By when the owner is to attest, or null.</summary>
    public DateTimeOffset? AttestationDueOn { get; init; }

    /// <summary>Whether that date has passed.</summary>
    public bool AttestationIsOverdue { get; init; }

    /// <summary>The reminders that were given of that date, in days before it.</summary>
    public ImmutableList<int> Reminded { get; init; } = [];

    /// <summary>Who proposed to retire it, or null.</summary>
    public string? RetirementProposedBy { get; init; }

    /// <summary>When it will be retired, or null.</summary>
    public DateTimeOffset? RetiresOn { get; init; }

    /// <summary>The notices that were due, in hours before it.</summary>
    public ImmutableList<int> Noticed { get; init; } = [];

    /// <summary>Whether a person answers for it as owner or co-owner.</summary>
    public bool IsOwnedBy(string person) => Owner == person || CoOwners.Contains(person);

    /// <summary>Whether the account is kept: registered, and neither put aside nor gone.</summary>
    public bool IsKept => State is AccountState.Registered or AccountState.Retiring;
}

/// <summary>Where an account stands.</summary>
public enum AccountState
{
    /// <summary>Found, and claimed by nobody.</summary>
    Candidate,

    /// <summary>Found, with a claim that waits.</summary>
    Claimed,

    /// <summary>Asked for.</summary>
    Requested,

    /// <summary>May be opened.</summary>
    Approved,

    /// <summary>May not be opened.</summary>
    Declined,

    /// <summary>Somebody answers for it.</summary>
    Registered,

    /// <summary>Put aside.</summary>
    Archived,

    /// <summary>Will be retired.</summary>
    Retiring,

    /// <summary>Locked, with its handle kept.</summary>
    Parked,

    /// <summary>Gone from its platform.</summary>
    Deleted,

    /// <summary>Not at its address any more.</summary>
    Replaced,

    /// <summary>Out of control for good.</summary>
    Lost,
}

/// <summary>An agency's access.</summary>
/// <param name="GrantId">Which grant.</param>
/// <param name="Agency">The firm.</param>
/// <param name="Manager">Who answers for it.</param>
/// <param name="Until">Up to when, UTC.</param>
public sealed record AgencyGrant(string GrantId, string Agency, string Manager, DateTimeOffset Until);

/// <summary>A hand-over that waits.</summary>
/// <param name="HandOverId">Which.</param>
/// <param name="What">What passes.</param>
/// <param name="From">Who held it.</param>
/// <param name="To">Who is to accept, or null.</param>
/// <param name="Cause">Why.</param>
/// <param name="DueOn">By when, UTC.</param>
public sealed record HandOver(string HandOverId, Holding What, string From, string? To, HandOverCause Cause, DateTimeOffset DueOn);

/// <summary>An id that a platform states and that contradicts the register.</summary>
/// <param name="PlatformId">The id.</param>
/// <param name="HeldBy">The account of the register that has it, or null.</param>
/// <param name="ClaimId">The claim for which was looked.</param>
/// <param name="At">Since when, UTC.</param>
public sealed record IdentityConflict(string PlatformId, string? HeldBy, string ClaimId, DateTimeOffset At);

/// <summary>A claim that waits.</summary>
/// <param name="ClaimId">Which.</param>
/// <param name="Claimant">Whose.</param>
public sealed record LiveClaim(string ClaimId, string Claimant);

/// <summary>What shows control.</summary>
/// <param name="ClaimId">For which claim.</param>
/// <param name="Level">How much it shows, 0 to 3.</param>
/// <param name="Method">How.</param>
/// <param name="Until">Up to when it counts, UTC.</param>
public sealed record Verification(string ClaimId, int Level, string Method, DateTimeOffset Until);
