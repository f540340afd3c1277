using Governance.Shared;

namespace Governance.Notices;

/// <summary>Something that one person is told, because a fact says that they are. It holds nobody's words: they are read where they stand.</summary>
/// <param name="Id">The fact's id and whom it tells: the same fact tells a person once.</param>
/// <param name="Person">Who is told.</param>
/// <param name="Kind">What of.</param>
/// <param name="About">The stream of what it is about: an account, a claim or a request.</param>
/// <param name="Account">The stream of the account, or null where it is about none.</param>
/// <param name="At">When the fact was recorded, UTC.</param>
[Kept]
public sealed record Notice(string Id, string Person, NoticeKind Kind, string About, string? Account, DateTimeOffset At)
{
    /// <summary>The moment that it speaks of, UTC, or null.</summary>
    public DateTimeOffset? On { get; init; }

    /// <summary>The stage or the need that it speaks of, or null.</summary>
    public string? Part { get; init; }

    /// <summary>When it was read, UTC, or null.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>Whether it was not read yet.</summary>
    public bool Unread => ReadAt is null;
}

/// <summary>What a notice is about.</summary>
public enum NoticeKind
{
    /// <summary>An account is to be attested.</summary>
    AttestationDue,

    /// <summary>The date of an attestation has passed.</summary>
    AttestationOverdue,

    /// <summary>An account will be retired.</summary>
    Retirement,

    /// <summary>What showed control was not found twice.</summary>
    ProofLost,

    /// <summary>The platform offers the method no more.</summary>
    ProofMethodGone,

    /// <summary>The time of what showed control is over.</summary>
    ProofRanOut,

    /// <summary>A request waits.</summary>
    RequestWaits,

    /// <summary>A request cannot get the approvals that it needs.</summary>
    RequestStuck,

    /// <summary>Nobody answers for an account any more.</summary>
    AccountOrphaned,

    /// <summary>What the platform states of an account's identity contradicts the register.</summary>
    IdentityContradicted,
}

/// <summary>Whether a notice was read, as the command needs it.</summary>
/// <param name="Id">The stream key, <c>notice/x</c>.</param>
public sealed record SeenNotice(string Id);

/// <summary>Every no about notices.</summary>
public static class NoticeRules
{
    /// <summary>No such notice of yours.</summary>
    public static readonly Refusal Unknown = new("notice.unknown", "You have no notice with this id. GET /notices lists yours.", RefusalKind.Unknown);
}
