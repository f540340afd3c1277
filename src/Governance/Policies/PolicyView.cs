using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Governance.Shared;

namespace Governance.Policies;

/// <summary>One policy with its versions, as people read it; also a row of the register.</summary>
/// <param name="Id">The stream key.</param>
[Kept]
public sealed record PolicyView([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string Id)
{
    /// <summary>The policy's id in routes, such as social-media-policy.</summary>
    public string PolicyId { get; init; } = "";

    /// <summary>The stream's version; also the ETag.</summary>
    public long Version { get; init; }

    /// <summary>Where the policy stands as a whole.</summary>
    public PolicyState State { get; init; }

    /// <summary>All of its content but the text: of the version in force, else of the newest.</summary>
    public PolicyProfile Profile { get; init; } = PolicyProfile.None;

    /// <summary>The text in the making, or absent.</summary>
    public DraftView? Draft { get; init; }

    /// <summary>Every version that was ever published, oldest first.</summary>
    public ImmutableList<VersionView> Versions { get; init; } = [];

    /// <summary>Every approval request there was, oldest first.</summary>
    public ImmutableList<string> Requests { get; init; } = [];

    /// <summary>The label of the version in force, or absent.</summary>
    public string? InForce { get; init; }

    /// <summary>The label of the version that is, was or will be in force at the moment that was asked for with inForceOn; absent elsewhere.</summary>
    public string? InForceThen { get; init; }

    /// <summary>When the next review is due, or absent.</summary>
    public DateTimeOffset? ReviewDueOn { get; init; }

    /// <summary>Whether that date has passed without a review.</summary>
    public bool ReviewIsDue { get; init; }

    /// <summary>When the last fact was recorded.</summary>
    public DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>Where a policy stands as a whole; its draft has a status of its own.</summary>
public enum PolicyState
{
    /// <summary>Never published.</summary>
    Draft,

    /// <summary>Published, and waiting for its moment.</summary>
    Published,

    /// <summary>A version is in force.</summary>
    InForce,

    /// <summary>The last published version was taken back.</summary>
    Withdrawn,

    /// <summary>Its first draft was given up.</summary>
    Abandoned,

    /// <summary>Ended.</summary>
    Retired,
}

/// <summary>A content without its text.</summary>
public sealed record PolicyProfile(
    string Title, PolicyKind Kind, string Area, RoleInArea Owner, IReadOnlyList<string> Audience, string Scope, IReadOnlyList<string> Jurisdiction, string Language,
    int ReviewCycleMonths, IReadOnlyList<string> Platforms, IReadOnlyList<string> AccountClasses, string? Contact)
{
    /// <summary>The profile before there is any.</summary>
    public static PolicyProfile None { get; } = new("", PolicyKind.Policy, "", new RoleInArea("", ""), [], "", [], "", 0, [], [], null);

    /// <summary>The profile of a content.</summary>
    public static PolicyProfile Of(PolicyContent content) => new(
        content.Title, content.Kind, content.Area, content.Owner, content.Audience, content.Scope, content.Jurisdiction, content.Language,
        content.ReviewCycleMonths, content.Platforms, content.AccountClasses, content.Contact);
}

/// <summary>The text in the making.</summary>
/// <param name="Status">Where it stands.</param>
/// <param name="Digest">SHA-256 of its content.</param>
/// <param name="ContentVersion">The stream version of the event that holds it; <c>text?version=</c> takes it.</param>
/// <param name="Change">Major or minor.</param>
/// <param name="Author">Who started it.</param>
/// <param name="Editors">Everyone who made any revision of it.</param>
/// <param name="Summary">What the last revision changed.</param>
/// <param name="Profile">Its content without the text.</param>
public sealed record DraftView(
    DraftStatus Status, string Digest, long ContentVersion, ChangeKind Change, string Author, IReadOnlyList<string> Editors, string? Summary, PolicyProfile Profile)
{
    /// <summary>The label it was submitted under, or absent.</summary>
    public string? Label { get; init; }

    /// <summary>Its approval request, or absent.</summary>
    public string? RequestId { get; init; }

    /// <summary>When it was approved, or absent.</summary>
    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>The effective moment that the content itself names, or absent.</summary>
    public DateTimeOffset? EffectiveFrom { get; init; }
}

/// <summary>A published version. Label, digest and approval always go together.</summary>
/// <param name="Label">Its label.</param>
/// <param name="Digest">SHA-256 of its content.</param>
/// <param name="RequestId">The request that approved it.</param>
/// <param name="ContentVersion">The stream version of the event that holds its content.</param>
/// <param name="ApprovedAt">When it was approved.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="EffectiveFrom">When it takes, or took, effect.</param>
/// <param name="Profile">Its content without the text.</param>
public sealed record VersionView(
    string Label, string Digest, string RequestId, long ContentVersion, DateTimeOffset? ApprovedAt, DateTimeOffset PublishedAt, DateTimeOffset EffectiveFrom, PolicyProfile Profile)
{
    /// <summary>When its taking effect was recorded, or absent.</summary>
    public DateTimeOffset? BecameEffectiveAt { get; init; }

    /// <summary>From when it was in force no more, or absent.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it ended: superseded by a label, withdrawn, retired; or absent.</summary>
    public string? EndedBy { get; init; }

    /// <summary>Whether it was, is or will be in force at a moment, as far as is known now.</summary>
    public bool Covers(DateTimeOffset moment) => Covers(new Instant(moment));

    /// <summary>The same of a moment, or of some part of a day.</summary>
    public bool Covers(Instant on) => EffectiveFrom <= on.Last && (EndedAt is not { } end || on.Value < end);
}
