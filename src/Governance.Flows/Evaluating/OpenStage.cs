namespace Governance.Flows;

/// <summary>Judges an open stage: seats the approvals, weighs the rejections, and says which fact follows.</summary>
internal static class OpenStage
{
    public static StageVerdict Judge(Judge judge, StageRecord stage)
    {
        var parts = stage.Stage.Needs.Select(n => NeedJudge.Weigh(judge, stage, n)).ToArray();
        var assignment = Assignment.Make(stage.Stage.Tree, parts, judge.Flow.Separation.Distinct != Distinct.None);
        var against = judge.Against(stage);
        var rejected = Rejections.Count(against) >= stage.Stage.Reject.Count;
        var needs = Explanations.Of(judge, stage, parts, part => StateOf(stage, part, rejected ? against : []));
        var tree = NeedTrees.Explain(stage.Stage.Tree, needs);
        var checks = Explanations.Checks(judge, stage.Stage);
        var (state, sentence) = Weigh(stage, tree, rejected, against, assignment);
        if (state is PartState.Pending or PartState.Approved && checks.FirstOrDefault(c => c.Holds != true) is { } failed)
            (state, sentence) = Failed(failed, state, sentence);
        var finish = state == PartState.Pending ? assignment.Finish : [];
        var explanation = new StageExplanation(stage.Stage.Id, state, sentence, tree, Explanations.Rejections(stage, against), finish)
        {
            Checks = checks,
            Due = stage.Times.Due?.At,
            Overdue = stage.Times.Overdue,
        };
        var awaits = rejected && AwaitsRevision(judge, stage, against);
        return new(explanation, Next(judge, stage, state, parts, against, assignment), awaits);
    }

    private static PartState StateOf(StageRecord stage, NeedPart part, List<(string Person, Seat Seat)> against) =>
        part.Skipped ? PartState.Skipped
        : part.Error is not null ? PartState.Error
        : against.Exists(a => stage.Decisions.Seats[part.Need.Index].TryGetValue(a.Person, out var seat) && seat.Rejects) ? PartState.Rejected
        : part.Satisfied ? PartState.Approved
        : PartState.Pending;

    private static (PartState State, string Sentence) Weigh(
        StageRecord stage, TreeExplanation tree, bool rejected, List<(string Person, Seat Seat)> against, Assignment assignment)
    {
        if (stage.Stage.Reject.By.FirstOrDefault(stage.Unresolved.ContainsKey) is { } name)
            return (PartState.Error, $"Nobody can say who `{name}` is, who may reject here: {stage.Unresolved[name]}");
        if (tree.State == PartState.Error) return (PartState.Error, "A need cannot be told, so the stage cannot be completed.");
        if (rejected) return (PartState.Rejected, $"Stands against it: {Sentences.People([.. against.Select(a => a.Person)])}. A rejection stays until it is taken back or its person decides otherwise{MayLift(stage)}.");
        if (tree.State == PartState.Approved) return (PartState.Approved, "Has what it needs.");
        return assignment.Reachable
            ? (PartState.Pending, $"Waits for {Sentences.People(assignment.Finish)}; others may do as well.")
            : (PartState.Pending, $"Cannot be completed as things stand: {string.Join("; ", assignment.Short.Select(s => $"`{s.Part.Need.Id}` needs {s.Part.Required} and could have {s.Possible}"))}.");
    }

    private static string MayLift(StageRecord stage) => stage.Stage.Reject.MayLift is { Count: > 0 } lifters ? $", or one of {string.Join(", ", lifters)} sets it aside" : "";

    // A check that cannot be told fails closed; one that fails waits for a revision, and people may go on meanwhile.
    private static (PartState State, string Sentence) Failed(CheckExplanation check, PartState state, string sentence)
    {
        var told = $"The check `{check.Id}` {(check.Holds is null ? "cannot be told" : "does not hold")}: {check.Sentence}";
        return check.Holds is null ? (PartState.Error, told) : (PartState.Pending, state == PartState.Pending ? $"{told} {sentence}" : told);
    }

    private static RequestEvent? Next(
        Judge judge, StageRecord stage, PartState state, NeedPart[] parts, List<(string Person, Seat Seat)> against, Assignment assignment) => state switch
        {
            PartState.Rejected => Effect(judge, stage, against),
            PartState.Approved => new StageClosed(stage.Stage.Id, Counted(parts, assignment)),
            PartState.Pending when !assignment.Reachable => assignment.Short
                .Where(s => stage.Raised.GetValueOrDefault(s.Part.Need.Id) != (s.Part.Required, s.Possible))
                .Select(s => new QuorumUnreachable(stage.Stage.Id, s.Part.Need.Id, s.Part.Required, s.Possible)).FirstOrDefault(),
            _ => null,
        };

    private static RequestEvent? Effect(Judge judge, StageRecord stage, List<(string Person, Seat Seat)> against)
    {
        var rule = stage.Stage.Reject;
        var outright = Rejections.Outright(against) >= rule.Count;
        IReadOnlyList<string> by = [.. against.Where(a => !outright || rule.Effect == RejectEffect.RequestChanges || a.Seat.Made!.Decision == Decision.Reject).Select(a => a.Person)];
        if (outright && rule.Effect == RejectEffect.End) return new RequestRejected(stage.Stage.Id, by);
        if (outright && rule.Effect == RejectEffect.Stage) return new RequestReturned(stage.Stage.Id, by, rule.To);
        // What has sent the request back once does not send it back again; a newer decision does, once the revision has come.
        if (AwaitsRevision(judge, stage, against)) return null;
        var since = Math.Max(stage.ReturnedAt, judge.Record.Current.Version);
        return stage.ReturnedAt == 0 || against.Exists(a => a.Seat.Entry.Version > since) ? new RequestReturned(stage.Stage.Id, by) : null;
    }

    // The stage has sent the request back, no revision has come since, and one of those who did it still stands by it.
    private static bool AwaitsRevision(Judge judge, StageRecord stage, List<(string Person, Seat Seat)> against) =>
        stage.ReturnedAt > judge.Record.Current.Version && against.Exists(a => a.Seat.Entry.Version < stage.ReturnedAt);

    // Who approved for a branch that was not needed is not used up by it.
    private static SortedDictionary<string, IReadOnlyList<string>> Counted(NeedPart[] parts, Assignment assignment) =>
        new(assignment.Way.Select(i => parts[i]).ToDictionary(p => p.Need.Id, p => (IReadOnlyList<string>)[.. p.Counted]), StringComparer.Ordinal);
}
