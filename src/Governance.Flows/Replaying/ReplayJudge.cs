namespace Governance.Flows;

/// <summary>Judges a request that was played to where the past one ended.</summary>
internal static class ReplayJudge
{
    public static ReplayOutcome Judge(Rerun rerun)
    {
        var now = Evaluator.Evaluate(rerun.Flow, rerun.Would.History);
        var verdict = Verdict(rerun, now);
        var difference = verdict == ReplayVerdict.Different ? Difference(rerun, now) : null;
        return new ReplayOutcome(verdict, rerun.Was.State, now.State, ReplayReasons.Of(rerun, now, verdict, difference))
        {
            Difference = difference,
            Waiting = verdict == ReplayVerdict.CannotBeTold ? Waiting(rerun, now) : [],
            Refused = [.. rerun.Refused.Select(r => new RefusedAct(r.Act.Version, r.Act.At, r.Act.OnBehalfOf ?? r.Act.Actor, Acts.Word(r.Act.Fact), r.Refusal.Code, r.Refusal.Sentence))],
        };
    }

    /// <summary>Whether nobody could complete it: it is open, and each open stage has fewer people than it needs, or a content that its checks refuse.</summary>
    public static bool IsBlocked(Evaluation now) =>
        now.State == RequestState.Pending && now.Stages.Any(s => s.State == PartState.Pending)
        && now.Stages.Where(s => s.State == PartState.Pending).All(s => s.Finish.Count == 0 || s.Checks.Any(c => c.Holds != true));

    /// <summary>The stages that wait for people, and the review or confirmation behind an end that does.</summary>
    public static IEnumerable<StageExplanation> Open(Evaluation now) => now.Stages.Concat(now.Owed?.Stage is { } owed ? [owed] : []).Where(s => s.State == PartState.Pending);

    /// <summary>The stages against which rejections stand that a revision did not lift.</summary>
    public static IReadOnlyList<StageExplanation> Refused(Evaluation now) => [.. now.Stages.Where(s => now.State == RequestState.Pending && s.State == PartState.Rejected)];

    private static ReplayVerdict Verdict(Rerun rerun, Evaluation now)
    {
        var was = rerun.Was.State;
        return now.State switch
        {
            RequestState.Approved when was == RequestState.Approved => Playback.SameContent(rerun.Was.Fields, rerun.Would.Progress.Fields) ? ReplayVerdict.Same : ReplayVerdict.Different,
            RequestState.Error => ReplayVerdict.Different,
            RequestState.ChangesRequested => was is RequestState.Withdrawn or RequestState.Expired ? ReplayVerdict.CannotBeTold : ReplayVerdict.Different,
            RequestState.Pending => was switch
            {
                RequestState.ApprovedByBreakGlass or RequestState.Undone => ReplayVerdict.Different,
                RequestState.Approved when IsBlocked(now) || Refused(now).Count > 0 => ReplayVerdict.Different,
                _ => ReplayVerdict.CannotBeTold,
            },
            // The review by which it was undone was not over yet here.
            RequestState.ApprovedByBreakGlass when was == RequestState.Undone && now.Owed is { State: OwedState.Open } => ReplayVerdict.CannotBeTold,
            _ => now.State == was ? ReplayVerdict.Same : ReplayVerdict.Different,
        };
    }

    // Of the parts that stand otherwise at the end the one that did so first; a stage says more than the request as a whole.
    private static ReplayDifference? Difference(Rerun rerun, Evaluation now)
    {
        var (part, parting) = rerun.Apart.OrderBy(p => p.Value.At.Version).ThenBy(p => p.Key == Progress.Whole).FirstOrDefault();
        if (parting is null) return null;
        var would = part == Progress.Whole && rerun.Would.Progress.End is null ? ReplayWords.Word(now.State) : parting.WouldBe;
        return new ReplayDifference(
            parting.At.Version, parting.At.At, parting.At.Fact.GetType().Name, parting.At.Actor, part == Progress.Whole ? null : part, NeedOf(rerun, part, parting), parting.Was, would);
    }

    private static string? NeedOf(Rerun rerun, string part, Parting parting)
    {
        if (part == Progress.Whole) return null;
        var then = Evaluator.Evaluate(rerun.Flow, [.. rerun.Would.History.Take(parting.Known)]);
        var needs = then.Stages.FirstOrDefault(s => s.Id == part)?.Needs.ToList() ?? [];
        return (needs.Find(n => n.State is PartState.Error or PartState.Pending or PartState.Rejected) ?? needs.Find(n => n.State == PartState.Approved))?.Id;
    }

    private static List<ReplayWait> Waiting(Rerun rerun, Evaluation now) =>
    [
        .. from stage in Open(now)
           from need in stage.Needs
           where need.State == PartState.Pending && need.CouldAct.Count > 0
           let asked = need.CouldAct.ToLookup(rerun.Was.Asked.Contains)
           select new ReplayWait(stage.Id, need.Id, need.Approve, need.Of, [.. need.Counted.Select(c => c.Person)], [.. asked[true]], [.. asked[false]]),
    ];
}
