namespace Governance.Flows;

/// <summary>
/// Evaluates a request: a pure function of the pinned flow and the request's facts, in the order of its stream. No clock,
/// no directory, no network, and no exception for whatever a history may hold.
/// </summary>
public static class Evaluator
{
    /// <summary>Where the request stands and why.</summary>
    /// <param name="flow">The flow the request is pinned to; another one is an error in the answer.</param>
    /// <param name="history">Its facts in the order of the stream.</param>
    public static Evaluation Evaluate(Flow flow, IReadOnlyList<RequestEntry> history) => Judged(flow, new RequestRecord(flow, history)).Evaluation;

    /// <summary>The evaluation, the fact that follows from it, and the index of a stage that can open now, or -1.</summary>
    internal static (Evaluation Evaluation, RequestEvent? Next, int ToOpen) Judged(Flow flow, RequestRecord record)
    {
        var faults = Faults.Of(flow, record);
        if (faults.Count > 0) return (Answer(flow, record, RequestState.Error, faults[0], faults, []), null, -1);
        var judge = new Judge(flow, record);
        var verdicts = flow.Stages.Select((_, i) => StageVerdict.Of(judge, i)).ToList();
        var stages = verdicts.Select(v => v.Explanation).ToList();
        if (record.End is { } end)
        {
            var (owed, afterwards) = Owed.Judge(judge);
            var (endState, endSentence) = Ended(end, owed);
            return (Answer(flow, record, endState, endSentence, [], [.. stages.Select(AtRest)]) with { Owed = owed }, afterwards, -1);
        }
        List<string> errors = [.. stages.Where(s => s.State == PartState.Error).SelectMany(ErrorsOf)];
        if (judge.Standings.All(s => s == Standing.Skipped)) errors.Add("Every stage is skipped. A flow in which nobody is asked is an error, never an approval.");
        var (state, sentence) = Open(verdicts, errors);
        return (Answer(flow, record, state, sentence, errors, stages), Next(judge, verdicts, errors), ToOpen(judge));
    }

    private static int ToOpen(Judge judge)
    {
        foreach (var i in judge.Flow.Order)
            if (judge.Standings[i] == Standing.Ready) return i;
        return -1;
    }

    private static RequestEvent? Next(Judge judge, List<StageVerdict> verdicts, List<string> errors)
    {
        foreach (var i in judge.Flow.Order)
            if (verdicts[i].Next is { } next) return next;
        return errors.Count == 0 && judge.Standings.All(s => s is Standing.Closed or Standing.Skipped) ? new RequestApproved() : null;
    }

    private static (RequestState State, string Sentence) Open(List<StageVerdict> verdicts, List<string> errors)
    {
        if (errors.Count > 0) return (RequestState.Error, errors[0]);
        if (verdicts.Find(v => v.AwaitsRevision) is { } awaiting)
            return (RequestState.ChangesRequested, $"{awaiting.Explanation.Id} asked for changes: a new revision is needed, or the rejection taken back.");
        var open = verdicts.Select(v => v.Explanation).Where(s => s.State is PartState.Pending or PartState.Rejected).Select(s => s.Overdue ? $"{s.Id}, which is overdue" : s.Id).ToList();
        return (RequestState.Pending, open.Count == 0 ? "Waits for the next stage to open." : $"Waits for {string.Join(", ", open)}.");
    }

    private static (RequestState State, string Sentence) Ended(RequestEntry end, OwedExplanation? owed) => end.Fact switch
    {
        GlassBroken e when owed is { State: OwedState.Undone } => (RequestState.Undone, $"{end.Actor} went ahead without the approvals ({e.Reason.TrimEnd('.')}), and it was undone. {owed.Sentence}"),
        GlassBroken e when owed is not null => (RequestState.ApprovedByBreakGlass, $"{end.Actor} went ahead without the approvals: {e.Reason.TrimEnd('.')}. {owed.Sentence}"),
        RequestApproved when owed is { State: OwedState.Open or OwedState.Overdue } => (RequestState.Approved, $"Approved: every stage is closed or does not apply. {owed.Sentence}"),
        RequestExpired => (RequestState.Expired, "Expired: it was not decided in time. Silence never approves."),
        RequestApproved => (RequestState.Approved, "Approved: every stage is closed or does not apply."),
        RequestRejected e => (RequestState.Rejected, $"Rejected in {e.Stage} by {Sentences.People(e.By)}."),
        RequestWithdrawn e => (RequestState.Withdrawn, $"Withdrawn by {end.Actor}{(e.Reason is null ? "." : $": {e.Reason}")}"),
        _ => (RequestState.ApprovedByBreakGlass, $"{end.Actor} went ahead without the approvals: {((GlassBroken)end.Fact).Reason}"),
    };

    // Once a request has ended nobody can act on it.
    private static StageExplanation AtRest(StageExplanation stage) => stage with
    {
        Finish = [],
        Tree = AtRest(stage.Tree),
        Sentence = stage.State is PartState.Pending or PartState.Waiting ? "The request ended before it was decided." : stage.Sentence,
    };

    internal static TreeExplanation AtRest(TreeExplanation tree) => tree switch
    {
        AllExplanation all => all with { Branches = [.. all.Branches.Select(AtRest)] },
        AnyExplanation any => any with { Branches = [.. any.Branches.Select(AtRest)] },
        _ => (NeedExplanation)tree with { CouldAct = [] },
    };

    private static IEnumerable<string> ErrorsOf(StageExplanation stage)
    {
        var needs = stage.Needs.Where(n => n.Error is not null).Select(n => $"{stage.Id}/{n.Id}: {n.Error}").ToList();
        return needs.Count > 0 ? needs : [$"{stage.Id}: {stage.Sentence}"];
    }

    private static Evaluation Answer(Flow flow, RequestRecord record, RequestState state, string sentence, IReadOnlyList<string> errors, IReadOnlyList<StageExplanation> stages) =>
        new(state, sentence, flow.Name, flow.Version, flow.Digest, record.Revisions.Count, Faults.ContentOf(record), errors, stages)
        {
            ExpiresAt = record.End is null ? record.Expiry?.At : null,
            Seats = [.. record.Seats.Handed],
            Next = Timetable.Soonest(record),
        };
}
