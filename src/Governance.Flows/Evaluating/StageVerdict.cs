namespace Governance.Flows;

/// <summary>A stage judged: its explanation, the fact that follows from it, if one does, and whether it waits for a new revision.</summary>
internal sealed record StageVerdict(StageExplanation Explanation, RequestEvent? Next, bool AwaitsRevision = false)
{
    public static StageVerdict Of(Judge judge, int index)
    {
        var stage = judge.Record.Stages[index];
        return judge.Standings[index] switch
        {
            Standing.Open => OpenStage.Judge(judge, stage),
            Standing.Closed => Closed(judge, stage),
            Standing.Skipped => Unopened(judge, stage, PartState.Skipped, DoesNotApply(judge, stage)),
            Standing.ReadyToSkip => Unopened(judge, stage, PartState.Skipped, DoesNotApply(judge, stage)) with { Next = new StageSkipped(stage.Stage.Id) },
            Standing.Error => Unopened(judge, stage, PartState.Error, judge.Holds(stage.Stage.When).Error!),
            Standing.Ready => Unopened(judge, stage, PartState.Waiting, "Opens now."),
            _ => Unopened(judge, stage, PartState.Waiting, $"Waits for {string.Join(", ", stage.Stage.After)}."),
        };
    }

    public static StageVerdict Closed(Judge judge, StageRecord stage)
    {
        var parts = stage.Stage.Needs.Select(n => NeedJudge.Weigh(judge, stage, n)).ToArray();
        foreach (var part in parts)
            if (stage.Counted.TryGetValue(part.Need.Id, out var people)) part.Counted.AddRange(people);
        var needs = Explanations.Of(judge, stage, parts, part =>
            stage.Counted.ContainsKey(part.Need.Id) ? PartState.Approved : part.Skipped ? PartState.Skipped : part.Error is null ? PartState.Pending : PartState.Error);
        foreach (var (need, i) in needs.Select((n, i) => (n, i)).ToList()) needs[i] = need with { CouldAct = [] };
        var tree = NeedTrees.Explain(stage.Stage.Tree, needs);
        return new(new StageExplanation(stage.Stage.Id, PartState.Approved, "Closed: it has what it needs.", tree, Explanations.Rejections(stage, []), []), null);
    }

    private static string DoesNotApply(Judge judge, StageRecord stage) =>
        stage.Stage.When is { } when && when.Explain(judge.Record.Facts!) is { Holds: false } told ? $"Does not apply: {told.Sentence}" : "Does not apply.";

    private static StageVerdict Unopened(Judge judge, StageRecord stage, PartState state, string sentence)
    {
        var needs = stage.Stage.Needs.Select(n => new NeedExplanation(
            n.Id, state, n.Of, n.Approve.ToString(), n.Approve.Kind == QuorumKind.Count ? n.Approve.Number : 0, 0, judge.Digest(n), [], [], [], null)).ToList();
        return new(new StageExplanation(stage.Stage.Id, state, sentence, NeedTrees.Explain(stage.Stage.Tree, needs), Explanations.Rejections(stage, []), []), null);
    }
}
