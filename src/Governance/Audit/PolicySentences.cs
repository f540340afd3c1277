using System.Diagnostics;
using System.Globalization;
using Governance.Policies;

namespace Governance.Audit;

/// <summary>Sentences of policies.</summary>
public static class PolicySentences
{
    /// <summary>What a policy's fact says.</summary>
    public static Saying Of(PolicyEvent fact, string policyId) => fact switch
    {
        PolicyDrafted drafted => new($"started a {Kind(drafted.Change)} draft of “{drafted.Content.Title}”", drafted.Summary),
        PolicyRevised revised => new($"revised the draft of “{revised.Content.Title}” as a {Kind(revised.Change)} change", revised.Summary),
        ClauseCommented comment => new($"commented on the clause {comment.ClauseId} of {policyId}", comment.Text),
        CommentResolved resolved => new($"resolved a comment on {policyId}", resolved.Resolution),
        PolicyAbandoned abandoned => new($"abandoned the draft of {policyId}", abandoned.Reason),
        PolicySubmitted submitted => new($"submitted {policyId} {submitted.Label} ({Short(submitted.Digest)}) for approval", submitted.Note),
        ChangesRequested turned => new($"completed a request for changes to {policyId} ({Short(turned.Digest)})"),
        PolicyApproved approved => new($"completed the approval of {policyId} {approved.Label} ({Short(approved.Digest)})"),
        PolicyApprovedByBreakGlass broken => new($"let {policyId} {broken.Label} ({Short(broken.Digest)}) go ahead without its approvals"),
        PolicyBreakGlassUndone undone => new($"undid that {policyId} {undone.Label} ({Short(undone.Digest)}) had gone ahead without its approvals"),
        PolicyRejected rejected => new($"completed the rejection of {policyId} {rejected.Label} ({Short(rejected.Digest)})"),
        SubmissionWithdrawn withdrawn => new($"withdrew the submission of {policyId}", withdrawn.Reason),
        PolicyPublished published => new($"published {policyId} {published.Label} ({Short(published.Digest)}), effective from {Moment(published.EffectiveFrom)}"),
        PolicyBecameEffective effective => new($"brought {policyId} {effective.Label} into effect"),
        PolicySuperseded superseded => new($"ended {policyId} {superseded.Label}, superseded by {superseded.By}"),
        PolicyWithdrawn withdrawn => new($"withdrew the published version {policyId} {withdrawn.Label}", withdrawn.Reason),
        PolicyRetired retired => new($"retired {policyId}, last version {retired.Label}", retired.Reason),
        ReviewScheduled review => new($"scheduled the next review of {policyId} for {Moment(review.DueOn)}"),
        ReviewDue due => new($"noted that the review of {policyId} was due on {Moment(due.DueOn)}"),
        ReviewCompleted review => new($"completed the review of {policyId}: {Outcome(review.Outcome)}", review.Note),
        _ => throw new UnreachableException(),
    };

    private static string Kind(ChangeKind change) => change == ChangeKind.Major ? "major" : "minor";

    private static string Outcome(ReviewOutcome outcome) => outcome switch
    {
        ReviewOutcome.Reaffirmed => "reaffirmed",
        ReviewOutcome.ToBeRevised => "to be revised",
        _ => "to be retired",
    };

    private static string Short(string digest) => digest.Length > 12 ? digest[..12] : digest;

    private static string Moment(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
