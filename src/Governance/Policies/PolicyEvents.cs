namespace Governance.Policies;

/// <summary>Every fact of a policy's life. Stored for ever under the class name; who and when are metadata of the event.</summary>
public abstract record PolicyEvent;

/// <summary>A draft was started: the first of a policy, or the next while a version is in force.</summary>
/// <param name="Content">All that an approver reads.</param>
/// <param name="Change">Whether it changes what people must do, or only its wording.</param>
/// <param name="Summary">What it is about, in the drafter's words.</param>
public sealed record PolicyDrafted(PolicyContent Content, ChangeKind Change, string? Summary) : PolicyEvent;

/// <summary>The draft's content was replaced.</summary>
/// <param name="Content">The whole new content.</param>
/// <param name="Change">Whether the draft as it is now changes what people must do, or only its wording.</param>
/// <param name="Summary">What changed, in the drafter's words.</param>
public sealed record PolicyRevised(PolicyContent Content, ChangeKind Change, string Summary) : PolicyEvent;

/// <summary>Somebody commented on a clause of the draft.</summary>
/// <param name="CommentId">The comment.</param>
/// <param name="ClauseId">The clause's stable id.</param>
/// <param name="Text">The comment.</param>
public sealed record ClauseCommented(string CommentId, string ClauseId, string Text) : PolicyEvent;

/// <summary>A comment was dealt with.</summary>
/// <param name="CommentId">The comment.</param>
/// <param name="Resolution">What was done about it.</param>
public sealed record CommentResolved(string CommentId, string Resolution) : PolicyEvent;

/// <summary>The draft was given up.</summary>
/// <param name="Reason">Why.</param>
public sealed record PolicyAbandoned(string Reason) : PolicyEvent;

/// <summary>The draft was put before its approvers, bound to exactly this content.</summary>
/// <param name="RequestId">The approval request that this opened, or continued after requested changes.</param>
/// <param name="Label">The version label that it will carry.</param>
/// <param name="Digest">SHA-256 of the content, see <see cref="PolicyContent"/>.</param>
/// <param name="Note">What the approvers should know.</param>
public sealed record PolicySubmitted(string RequestId, string Label, string Digest, string? Note) : PolicyEvent;

/// <summary>The approvers asked for changes; the request goes on with the next submission.</summary>
/// <param name="RequestId">The approval request.</param>
/// <param name="Digest">The content they turned back.</param>
public sealed record ChangesRequested(string RequestId, string Digest) : PolicyEvent;

/// <summary>The approvers agreed to exactly this content. It is not yet published.</summary>
/// <param name="RequestId">The approval request.</param>
/// <param name="Label">The version label.</param>
/// <param name="Digest">The content they approved.</param>
public sealed record PolicyApproved(string RequestId, string Label, string Digest) : PolicyEvent;

/// <summary>The approvers said no, and the request ended.</summary>
/// <param name="RequestId">The approval request.</param>
/// <param name="Label">The version label that it would have carried.</param>
/// <param name="Digest">The content they rejected.</param>
public sealed record PolicyRejected(string RequestId, string Label, string Digest) : PolicyEvent;

/// <summary>Somebody went ahead without the approvals: the version may be published, as an exception that is owed a review. Never an approval.</summary>
/// <param name="RequestId">The approval request.</param>
/// <param name="Label">The version label.</param>
/// <param name="Digest">The content.</param>
public sealed record PolicyApprovedByBreakGlass(string RequestId, string Label, string Digest) : PolicyEvent;

/// <summary>What went ahead without the approvals is undone.</summary>
/// <param name="RequestId">The approval request.</param>
/// <param name="Label">The version label.</param>
/// <param name="Digest">The content.</param>
public sealed record PolicyBreakGlassUndone(string RequestId, string Label, string Digest) : PolicyEvent;

/// <summary>The submission was taken back before it was decided.</summary>
/// <param name="RequestId">The approval request.</param>
/// <param name="Reason">Why.</param>
public sealed record SubmissionWithdrawn(string RequestId, string? Reason) : PolicyEvent;

/// <summary>The approved version was published, to take effect at a moment.</summary>
/// <param name="Label">The version label.</param>
/// <param name="Digest">The content.</param>
/// <param name="RequestId">The approval request that agreed to it.</param>
/// <param name="EffectiveFrom">When it takes effect, UTC.</param>
public sealed record PolicyPublished(string Label, string Digest, string RequestId, DateTimeOffset EffectiveFrom) : PolicyEvent;

/// <summary>The version took effect.</summary>
/// <param name="Label">The version label.</param>
/// <param name="Digest">The content.</param>
public sealed record PolicyBecameEffective(string Label, string Digest) : PolicyEvent;

/// <summary>The version in force gave way to the next.</summary>
/// <param name="Label">The version that ended.</param>
/// <param name="By">The version that took its place.</param>
public sealed record PolicySuperseded(string Label, string By) : PolicyEvent;

/// <summary>A published version was taken back, before or after it took effect. Nothing takes its place by itself.</summary>
/// <param name="Label">The version.</param>
/// <param name="Reason">Why.</param>
public sealed record PolicyWithdrawn(string Label, string Reason) : PolicyEvent;

/// <summary>The policy ended: the version in force is in force no more, and no version will follow.</summary>
/// <param name="Label">The version that was in force last.</param>
/// <param name="Reason">Why.</param>
public sealed record PolicyRetired(string Label, string Reason) : PolicyEvent;

/// <summary>A review is to be held by a date.</summary>
/// <param name="DueOn">By when, UTC.</param>
public sealed record ReviewScheduled(DateTimeOffset DueOn) : PolicyEvent;

/// <summary>The date of the review passed without one.</summary>
/// <param name="DueOn">By when it was to be held, UTC.</param>
public sealed record ReviewDue(DateTimeOffset DueOn) : PolicyEvent;

/// <summary>The policy was reviewed.</summary>
/// <param name="Outcome">What follows.</param>
/// <param name="Note">What the reviewers found.</param>
public sealed record ReviewCompleted(ReviewOutcome Outcome, string Note) : PolicyEvent;

/// <summary>Whether a version changes what people must do.</summary>
public enum ChangeKind
{
    /// <summary>Substantive: the first number of the label goes up.</summary>
    Major,

    /// <summary>Editorial: the second number of the label goes up.</summary>
    Minor,
}

/// <summary>What follows from a review.</summary>
public enum ReviewOutcome
{
    /// <summary>It stays as it is; the next review is scheduled.</summary>
    Reaffirmed,

    /// <summary>A new draft is to come.</summary>
    ToBeRevised,

    /// <summary>It is to be retired.</summary>
    ToBeRetired,
}
