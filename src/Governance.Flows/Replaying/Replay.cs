namespace Governance.Flows;

/// <summary>
/// Replays past requests under a proposed flow. What people did is done again at its own time, with the directory of that time; what
/// the flow of then made of it is left out. A decision is for the content that was current when it was made, and for whatever the
/// proposed flow would have asked that person then. Nobody is taken to have decided anything that they did not.
/// </summary>
public static class Replay
{
    /// <summary>
    /// How a past request would have come out. See <see cref="ReplayVerdict"/> for what the verdicts mean. Pure, and total: a history of
    /// any shape has an outcome.
    /// <list type="bullet">
    /// <item>An approval that would have completed the request before a later rejection, revision or withdrawal ends it there: what came later is refused as <c>request.closed</c>.</item>
    /// <item>A quorum that was met and is not any more waits for those who had not decided; with nobody left who could, it could not have been approved.</item>
    /// <item>What was decided before the proposed flow would have asked for it is refused, not kept for later; so is a decision on a need that the flow does not have.</item>
    /// <item>A withdrawal and a break-glass stand as they were, unless it would have been decided before, or the flow refuses that person.</item>
    /// <item>What had expired waits, unless the proposed flow's own deadlines end it, or those who did decide are enough.</item>
    /// <item>After an end, decisions on what was owed (a review, a confirmation) are for that only.</item>
    /// </list>
    /// </summary>
    /// <param name="proposed">The flow to replay it under.</param>
    /// <param name="past">Its facts in the order of the stream.</param>
    /// <param name="directory">The organisation's directory; the same one for every request, because it remembers what it has worked out.</param>
    /// <param name="cancellation">Ends it between two acts.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static ReplayOutcome One(Flow proposed, IReadOnlyList<RequestEntry> past, DirectoryTimeline directory, CancellationToken cancellation = default)
    {
        var was = Progress.Of(past);
        if (!was.Requested) return new(ReplayVerdict.CannotBeTold, RequestState.Error, null, "Nothing was requested in this history: it begins without ApprovalRequested.");
        return was.End is null ? new(ReplayVerdict.Open, was.State, null, "It has not ended yet.") : new Rerun(proposed, past, directory, cancellation).Outcome();
    }
}
