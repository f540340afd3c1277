using System.Collections.Immutable;

namespace Governance.Policies;

/// <summary>A policy as the rules need it. Screens have a view of their own.</summary>
/// <param name="Id">The stream key, <c>policy/social-media-policy</c>.</param>
public sealed record Policy(string Id)
{
    /// <summary>The text in the making, or null.</summary>
    public Draft? Draft { get; init; }

    /// <summary>The area of the newest content: who may change it is decided there.</summary>
    public string Area { get; init; } = "";

    /// <summary>The stream version of the event that holds the newest content.</summary>
    public long NewestContent { get; init; }

    /// <summary>Everyone who worked on drafts that were given up since the last publication: their text may come back under another hand.</summary>
    public ImmutableList<string> FormerEditors { get; init; } = [];

    /// <summary>The content that approvers last turned back or rejected before a draft was given up.</summary>
    public string? TurnedBackDigest { get; init; }

    /// <summary>The label of the newest published version, or null before the first.</summary>
    public string? LastLabel { get; init; }

    /// <summary>The version in force, or null.</summary>
    public Publication? InForce { get; init; }

    /// <summary>Published versions whose moment has not come, earliest first.</summary>
    public ImmutableList<Publication> Waiting { get; init; } = [];

    /// <summary>The label of the version that took effect last, in force still or not; null when none ever did.</summary>
    public string? LastInForce { get; init; }

    /// <summary>Whether the policy has ended.</summary>
    public bool Retired { get; init; }

    /// <summary>Comments that nobody has dealt with.</summary>
    public ImmutableList<string> OpenComments { get; init; } = [];

    /// <summary>When the next review is due, or null.</summary>
    public DateTimeOffset? ReviewDueOn { get; init; }

    /// <summary>Whether that date has passed.</summary>
    public bool ReviewIsDue { get; init; }
}

/// <summary>The text in the making.</summary>
/// <param name="Digest">Of the content as it is now.</param>
/// <param name="Change">Major or minor.</param>
/// <param name="EffectiveFrom">The effective moment that the content itself names, or null when the publisher chooses.</param>
/// <param name="ReviewCycleMonths">How often the version is to be reviewed.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Author">Who started it.</param>
/// <param name="Editors">Everyone who made any revision of it, the author too.</param>
/// <param name="ContentVersion">The stream version of the event that holds the content.</param>
public sealed record Draft(
    string Digest, ChangeKind Change, DateTimeOffset? EffectiveFrom, int ReviewCycleMonths, DraftStatus Status, string Author, ImmutableList<string> Editors, long ContentVersion)
{
    /// <summary>The label it was submitted under, or null.</summary>
    public string? Label { get; init; }

    /// <summary>The approval request that is open for it, or that approved it.</summary>
    public string? RequestId { get; init; }

    /// <summary>When it was approved, or null.</summary>
    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>The content that approvers last turned back or rejected: the same content is not submitted again.</summary>
    public string? TurnedBackDigest { get; init; }
}

/// <summary>Where a draft stands.</summary>
public enum DraftStatus
{
    /// <summary>Being written.</summary>
    Drafting,

    /// <summary>Before its approvers.</summary>
    Submitted,

    /// <summary>Turned back by its approvers, whose request waits for the next submission.</summary>
    ChangesRequested,

    /// <summary>Agreed, not yet published.</summary>
    Approved,

    /// <summary>Refused by its approvers.</summary>
    Rejected,

    /// <summary>Let through without its approvers, not yet published.</summary>
    ApprovedByBreakGlass,
}

/// <summary>A published version.</summary>
/// <param name="Label">Its label.</param>
/// <param name="Digest">Its content.</param>
/// <param name="RequestId">The request that approved it.</param>
/// <param name="EffectiveFrom">When it takes, or took, effect.</param>
/// <param name="ReviewCycleMonths">How often it is to be reviewed.</param>
/// <param name="Area">Its area: who may withdraw, review and retire it is decided there, whatever a later draft says.</param>
public sealed record Publication(string Label, string Digest, string RequestId, DateTimeOffset EffectiveFrom, int ReviewCycleMonths, string Area);
