namespace Governance.Flows;

/// <summary>Says why a past request would have come out as it would.</summary>
internal static class ReplayReasons
{
    private const int MostRefusals = 3;

    public static string Of(Rerun rerun, Evaluation now, ReplayVerdict verdict, ReplayDifference? difference) => verdict switch
    {
        ReplayVerdict.Same => rerun.Would.Progress.End is { } end && Cause(rerun, end) < rerun.EndedBy ? $"{Version(rerun)} comes to the same end sooner, at version {Cause(rerun, end)}." : $"{Version(rerun)} comes to the same end.",
        ReplayVerdict.CannotBeTold => string.Join(' ', [Waits(rerun, now), .. Undecided(rerun, now), .. Refusals(rerun)]),
        _ => string.Join(' ', [Differs(rerun, now, difference), .. Refusals(rerun)]),
    };

    private static string Differs(Rerun rerun, Evaluation now, ReplayDifference? difference) => now.State switch
    {
        RequestState.Error => $"{Version(rerun)} could not decide it: {now.Sentence}",
        RequestState.Approved => Approved(rerun, difference),
        RequestState.Rejected => Rejected(rerun),
        RequestState.ChangesRequested => TurnedBack(rerun),
        RequestState.Expired => $"{Version(rerun)} ends what is not decided within {rerun.Flow.Expire?.After}, and it was not: it would have expired at {rerun.Would.Progress.End?.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC.",
        RequestState.Pending => Waits(rerun, now),
        _ => $"{Version(rerun)} comes to another end. {now.Sentence}",
    };

    private static string Approved(Rerun rerun, ReplayDifference? difference)
    {
        var approved = rerun.Would.Progress.End!;
        var until = rerun.Was.State == RequestState.Approved
            ? $"with revision {rerun.Would.Progress.Revision}; it was approved with revision {rerun.Was.Revision}"
            : $"before {ReplayWords.End(rerun.Was.End!)} at version {rerun.Was.End!.Version}";
        return $"{Version(rerun)} {Enough(rerun, difference)}: it would have been approved at version {Cause(rerun, approved)}, {until}.";
    }

    private static string Enough(Rerun rerun, ReplayDifference? difference)
    {
        var missing = rerun.Was.Stages.Where(s => rerun.Was.StageState(s) != PartState.Approved && rerun.Flow.Stages.All(own => own.Id != s)).ToList();
        if (missing.Count > 0) return $"has no stage {string.Join(", ", missing)}";
        var stages = Evaluator.Evaluate(rerun.Flow, rerun.Would.History).Stages;
        var needs = (stages.FirstOrDefault(s => s.Id == difference?.Stage) ?? stages[^1]).Needs.Where(n => n.State == PartState.Approved).ToList();
        return needs.Count == 0
            ? "does not ask anybody there"
            : $"needs {string.Join(" and ", needs.Select(ReplayWords.Quorum))}, and {ReplayWords.People([.. needs.SelectMany(n => n.Counted.Select(c => c.Person)).Distinct().Order(StringComparer.Ordinal)])} had approved";
    }

    private static string Rejected(Rerun rerun)
    {
        var end = rerun.Would.Progress.End!;
        var rejected = (RequestRejected)end.Fact;
        var rule = rerun.Flow.Stages.First(s => s.Id == rejected.Stage).Reject;
        return $"{Version(rerun)} is ended by {(rule.Count == 1 ? "one rejection" : $"{rule.Count} rejections")} of {string.Join(", ", rule.By)} in {rejected.Stage}, and {ReplayWords.People(rejected.By)} rejected at version {Cause(rerun, end)}.";
    }

    private static string TurnedBack(Rerun rerun)
    {
        var returned = rerun.Would.History.Last(e => e.Fact is RequestReturned { To: null });
        var fact = (RequestReturned)returned.Fact;
        return $"{Version(rerun)} turns it back for changes in {fact.Stage} because of {ReplayWords.People(fact.By)} at version {Cause(rerun, returned)}, and nobody revised it before it ended.";
    }

    private static string Waits(Rerun rerun, Evaluation now)
    {
        if (now.Owed is { } owed) return $"Under version {rerun.Flow.Version} its review was not over yet. {owed.Sentence}";
        if (now.State == RequestState.ChangesRequested) return $"{Version(rerun)} would wait for a new revision: {now.Sentence}";
        return ReplayJudge.IsBlocked(now) ? $"Nobody could have completed it. {Short(rerun, now)}" : Short(rerun, now);
    }

    // What the open stages needed and had; why somebody's approval is not among it; what stands against them.
    private static string Short(Rerun rerun, Evaluation now)
    {
        var open = ReplayJudge.Open(now).ToList();
        var needs = open.SelectMany(s => s.Needs).Where(n => n.State == PartState.Pending).ToList();
        List<string> reasons =
        [
            .. needs.Select(n => $"{Version(rerun)} needs {ReplayWords.Quorum(n)}; {Had(n)} before it ended."),
            .. needs.SelectMany(n => n.NotCounted).Where(Matters).Select(n => n.Sentence).Distinct().Take(MostRefusals),
            .. open.SelectMany(s => s.Checks).Where(c => c.Holds != true).Select(c => $"{Version(rerun)} checks `{c.Id}`: {c.Sentence}"),
            .. ReplayJudge.Refused(now).Select(s => $"In {s.Id} the rejection of {ReplayWords.People([.. s.Rejections.Standing.Select(r => r.Person)])} stood until it ended; under version {rerun.Flow.Version} that keeps it from being approved."),
        ];
        return reasons.Count == 0 ? now.Sentence : string.Join(' ', reasons);
    }

    private static string Had(NeedExplanation need) => need.Counted.Count switch
    {
        _ when need.Possible < need.Required => $"only {need.Possible} could approve",
        0 => "nobody of them approved",
        _ => $"only {ReplayWords.People([.. need.Counted.Select(c => c.Person)])} approved",
    };

    private static bool Matters(NotCounted not) => not.Reason is not (WhyNot.Surplus or WhyNot.UsedForAnotherNeed);

    private static IEnumerable<string> Undecided(Rerun rerun, Evaluation now)
    {
        var could = ReplayJudge.Open(now).SelectMany(s => s.Needs).SelectMany(n => n.CouldAct).Distinct().Order(StringComparer.Ordinal).ToList();
        var (asked, never) = (could.Where(rerun.Was.Asked.Contains).ToList(), could.Where(p => !rerun.Was.Asked.Contains(p)).ToList());
        if (asked.Count > 0) yield return $"{ReplayWords.People(asked)} had not decided.";
        if (never.Count > 0) yield return $"{ReplayWords.People(never)} {(never.Count == 1 ? "was" : "were")} never asked.";
    }

    // What came after an end needs no reason of its own.
    private static IEnumerable<string> Refusals(Rerun rerun) => rerun.Refused.Where(r => r.Refusal.Code is not ("request.closed" or "replay.not-owed" or "request.nothing-to-take-back"))
        .Take(MostRefusals).Select(r => $"{ReplayWords.Deed(r.Act)} would have been refused ({r.Refusal.Code}).");

    private static long Cause(Rerun rerun, RequestEntry played) => rerun.Would.CauseOf((int)played.Version - 1);

    private static string Version(Rerun rerun) => $"Version {rerun.Flow.Version}";
}
