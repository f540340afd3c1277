using Governance.Flows;

namespace Governance.Approvals;

/// <summary>Until when a request should be acted on, from its facts alone: deadlines are computed once, and that one passed is a fact.</summary>
/// <param name="Until">The next moment that counts: of an open stage, of the request's own time, or after its end of what is still owed. Null when there is none.</param>
/// <param name="Overdue">Whether one that counts now has passed.</param>
public sealed record RequestDeadlines(DateTimeOffset? Until, bool Overdue)
{
    /// <summary>The deadlines of a request that stands as the evaluation says.</summary>
    public static RequestDeadlines Of(Evaluation evaluation, IReadOnlyList<RequestEntry> history)
    {
        var set = new Dictionary<(DeadlinePurpose Purpose, string? Stage), (DateTimeOffset At, bool Passed)>();
        foreach (var entry in history) Apply(set, entry.Fact);
        var open = evaluation.Stages.Where(IsOpen).Select(stage => stage.Id).ToHashSet(StringComparer.Ordinal);
        var counting = set.Where(deadline => Counts(evaluation.State, deadline.Key, open)).Select(deadline => deadline.Value).ToList();
        return new(counting.Count == 0 ? null : counting.Min(deadline => deadline.At), counting.Any(deadline => deadline.Passed));
    }

    /// <summary>Whether the stage is open, be it that its decisions wait for a revision or for something to be put right.</summary>
    public static bool IsOpen(StageExplanation stage) => stage.State is PartState.Pending or PartState.Rejected or PartState.Error;

    private static void Apply(Dictionary<(DeadlinePurpose Purpose, string? Stage), (DateTimeOffset At, bool Passed)> set, RequestEvent fact)
    {
        switch (fact)
        {
            case StageOpened opened:
                set.Remove((DeadlinePurpose.Due, opened.Stage));
                break;
            case DeadlineSet deadline:
                set[(deadline.Purpose, deadline.Stage)] = (deadline.At, false);
                break;
            case DeadlinePassed passed when set.TryGetValue((passed.Purpose, passed.Stage), out var deadline):
                set[(passed.Purpose, passed.Stage)] = (deadline.At, true);
                break;
            case BreakGlassReviewed or BreakGlassUndone:
                set.Remove((DeadlinePurpose.Review, null));
                break;
            case ApprovalConfirmed:
                set.Remove((DeadlinePurpose.Confirmation, null));
                break;
        }
    }

    private static bool Counts(RequestState state, (DeadlinePurpose Purpose, string? Stage) deadline, HashSet<string> open) => deadline.Purpose switch
    {
        DeadlinePurpose.Due => Request.IsOpenIn(state) && open.Contains(deadline.Stage ?? ""),
        DeadlinePurpose.Expiry => Request.IsOpenIn(state),
        DeadlinePurpose.Review => state == RequestState.ApprovedByBreakGlass,
        DeadlinePurpose.Confirmation => state == RequestState.Approved,
        _ => false,
    };
}
