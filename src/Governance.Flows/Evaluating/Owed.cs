namespace Governance.Flows;

/// <summary>Judges what is owed behind the end of a request: the review of a broken glass, or the next confirmation of an approval.</summary>
internal static class Owed
{
    /// <summary>Where it stands, and the fact that follows from its people's decisions, if one does.</summary>
    public static (OwedExplanation? Explanation, RequestEvent? Next) Judge(Judge judge)
    {
        if (judge.Record.Owed is not { } owed) return (null, null);
        // Who was counted before the end may still be asked behind it.
        judge.Used.Clear();
        if (owed.Stage.Status == StageStatus.Waiting) return (Explain(judge.Flow, owed, null), null);
        var verdict = owed.Stage.Status == StageStatus.Open ? OpenStage.Judge(judge, owed.Stage) : StageVerdict.Closed(judge, owed.Stage);
        var stage = owed.Settled ? verdict.Explanation with { Finish = [], Tree = Evaluator.AtRest(verdict.Explanation.Tree) } : verdict.Explanation;
        return (Explain(judge.Flow, owed, stage), owed.Settled ? null : Following(judge.Flow, owed, verdict));
    }

    private static OwedExplanation Explain(Flow flow, OwedRecord owed, StageExplanation? stage)
    {
        var (state, sentence) = StateOf(flow, owed, stage);
        return new OwedExplanation(owed.Purpose, state, sentence, owed.Deadline?.At, stage);
    }

    private static (OwedState State, string Sentence) StateOf(Flow flow, OwedRecord owed, StageExplanation? stage)
    {
        if (owed.Undone is { } undone) return (OwedState.Undone, undone.By.Count > 0 ? $"Refused in review by {Sentences.People(undone.By)}." : "Nobody reviewed it in time.");
        if (owed.Reviewed is { } reviewed) return (OwedState.Met, $"Reviewed by {Sentences.People(reviewed.By)}.");
        if (owed.Purpose == DeadlinePurpose.Confirmation)
            return stage is null
                ? (OwedState.Later, "It has to be confirmed again in time.")
                : (OwedState.Overdue, stage.State == PartState.Rejected ? $"Its confirmation was refused. {stage.Sentence}" : $"It has to be confirmed again. {stage.Sentence}");
        var asks = flow.BreakGlass!.Review!.Of;
        if (stage is { State: PartState.Rejected }) return (owed.Passed ? OwedState.Overdue : OwedState.Open, $"It is an exception: its review was refused. {stage.Sentence}");
        return owed.Passed
            ? (OwedState.Overdue, $"It is an exception: {asks} did not review it in time.")
            : (OwedState.Open, $"It is an exception until {asks} have reviewed it.");
    }

    private static RequestEvent? Following(Flow flow, OwedRecord owed, StageVerdict verdict)
    {
        if (owed.Stage.Status == StageStatus.Closed) return Done(owed, [.. owed.Stage.Counted.SelectMany(c => c.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
        if (verdict.Explanation.State != PartState.Rejected) return verdict.Next;
        if (owed.Purpose != DeadlinePurpose.Review || flow.BreakGlass!.Review!.Otherwise != Otherwise.Undo) return null;
        List<string> by = [.. verdict.Explanation.Rejections.Standing.Where(s => s.Decision == Decision.Reject).Select(s => s.Person)];
        return by.Count > 0 ? new BreakGlassUndone(by) : null;
    }

    private static RequestEvent Done(OwedRecord owed, IReadOnlyList<string> by) =>
        owed.Purpose == DeadlinePurpose.Review ? new BreakGlassReviewed(by) : new ApprovalConfirmed(by);
}
