using Governance.Approvals;
using Governance.Shared;

namespace Governance.Policies;

/// <summary>The rules of a policy's life. Pure: state, command and time in, facts or a refusal out.</summary>
public static partial class PolicyDecider
{
    /// <summary>A draft may start when there is none; <paramref name="areas"/> are those that the organisation has.</summary>
    public static Decision<PolicyEvent> Decide(StartDraft command, Policy? policy, IReadOnlySet<string> areas)
    {
        if (policy is { Retired: true }) return PolicyRules.Retired;
        if (policy is { Draft: not null }) return PolicyRules.DraftExists;
        if (UnknownArea(command.Content, areas) is { } unknown) return unknown;
        return new PolicyDrafted(command.Content, command.Change, command.Summary);
    }

    /// <summary>A draft may change unless its approvers have it.</summary>
    public static Decision<PolicyEvent> Decide(ReviseDraft command, Policy policy, IReadOnlySet<string> areas)
    {
        if (policy.Draft is not { } draft) return PolicyRules.NoDraft;
        if (draft.Status == DraftStatus.Submitted) return PolicyRules.Pending;
        if (UnknownArea(command.Content, areas) is { } unknown) return unknown;
        if (command.Content.Digest() == draft.Digest && command.Change == draft.Change) return Decision<PolicyEvent>.Nothing;
        return new PolicyRevised(command.Content, command.Change, command.Summary);
    }

    /// <summary>A comment names a clause of the draft, of which <paramref name="clauses"/> are all.</summary>
    public static Decision<PolicyEvent> Decide(ClauseCommented comment, Policy policy, IReadOnlySet<string> clauses)
    {
        if (policy.Draft is null) return PolicyRules.NoDraft;
        if (!clauses.Contains(comment.ClauseId)) return PolicyRules.ClauseUnknown;
        return comment;
    }

    /// <summary>An open comment is resolved once.</summary>
    public static Decision<PolicyEvent> Decide(CommentResolved resolution, Policy policy) =>
        policy.OpenComments.Contains(resolution.CommentId) ? resolution : PolicyRules.CommentUnknown;

    /// <summary>A draft is abandoned when its approvers do not have it.</summary>
    public static Decision<PolicyEvent> Decide(PolicyAbandoned abandonment, Policy policy) => policy.Draft switch
    {
        null => PolicyRules.NoDraft,
        { Status: DraftStatus.Submitted or DraftStatus.ChangesRequested } => PolicyRules.Pending,
        _ => abandonment,
    };

    /// <summary>A draft that differs from what stands goes before its approvers; after requested changes the same request goes on.</summary>
    public static Decision<PolicyEvent> Decide(SubmitDraft command, Policy policy)
    {
        if (policy.Draft is not { } draft) return PolicyRules.NoDraft;
        if (draft.Status == DraftStatus.Submitted) return PolicyRules.AlreadySubmitted;
        if (draft.Status is DraftStatus.Approved or DraftStatus.ApprovedByBreakGlass) return PolicyRules.AlreadyApproved;
        if (draft.Digest == draft.TurnedBackDigest || draft.Digest == policy.InForce?.Digest) return PolicyRules.Unchanged;
        var requestId = draft.Status == DraftStatus.ChangesRequested ? draft.RequestId! : command.RequestId;
        return new PolicySubmitted(requestId, VersionLabel.Next(policy.LastLabel, draft.Change), draft.Digest, command.Note);
    }

    /// <summary>What became of the request that the draft is bound to. Another request's end changes nothing.</summary>
    public static Decision<PolicyEvent> Decide(SettleSubmission command, Policy policy)
    {
        if (command.Settlement == Settlement.Undone) return Undo(command, policy);
        if (command.Settlement == Settlement.Reopened) return Reopen(command, policy);
        if (policy.Draft is not { Status: DraftStatus.Submitted or DraftStatus.ChangesRequested } draft || draft.RequestId != command.RequestId)
            return PolicyRules.NotSubmitted;
        // Nobody has seen a revision that was not submitted yet, so nobody has agreed to it or refused it.
        if (draft.Status == DraftStatus.ChangesRequested && draft.Digest != draft.TurnedBackDigest && command.Settlement is (Settlement.Approved or Settlement.Rejected or Settlement.BrokenGlass)) return PolicyRules.BeingRevised;
        if (draft.Status == DraftStatus.ChangesRequested && command.Settlement == Settlement.Returned) return Decision<PolicyEvent>.Nothing;
        return command.Settlement switch
        {
            Settlement.Approved => new PolicyApproved(command.RequestId, draft.Label!, draft.Digest),
            Settlement.Rejected => new PolicyRejected(command.RequestId, draft.Label!, draft.Digest),
            Settlement.Returned => new ChangesRequested(command.RequestId, draft.Digest),
            Settlement.BrokenGlass => new PolicyApprovedByBreakGlass(command.RequestId, draft.Label!, draft.Digest),
            Settlement.Expired => new SubmissionWithdrawn(command.RequestId, "It was not decided in time."),
            _ => new SubmissionWithdrawn(command.RequestId, command.Reason),
        };
    }

    // A draft goes back to its drafters; a version that was published meanwhile is withdrawn, whether it waits or is in force.
    private static Decision<PolicyEvent> Undo(SettleSubmission command, Policy policy)
    {
        if (policy.Draft is { Status: DraftStatus.ApprovedByBreakGlass } draft && draft.RequestId == command.RequestId) return new PolicyBreakGlassUndone(command.RequestId, draft.Label!, draft.Digest);
        return policy.Waiting.Append(policy.InForce).FirstOrDefault(version => version?.RequestId == command.RequestId) is { } published
            ? Decision<PolicyEvent>.Of([new PolicyBreakGlassUndone(command.RequestId, published.Label, published.Digest), new PolicyWithdrawn(published.Label, "It went ahead without approval, and the review did not uphold that.")])
            : Decision<PolicyEvent>.Nothing;
    }

    private static Decision<PolicyEvent> Reopen(SettleSubmission command, Policy policy) =>
        policy.Draft is { Status: DraftStatus.Drafting or DraftStatus.Rejected, RequestId: null } draft && draft.Digest == command.Content
            ? new PolicySubmitted(command.RequestId, VersionLabel.Next(policy.LastLabel, draft.Change), draft.Digest, command.Reason)
            : PolicyRules.CannotReopen;

    private static Refusal? UnknownArea(PolicyContent content, IReadOnlySet<string> areas) =>
        !areas.Contains(content.Area) ? PolicyRules.AreaUnknown
        : !areas.Contains(content.Owner.Area) ? PolicyRules.OwnerAreaUnknown
        : null;
}
