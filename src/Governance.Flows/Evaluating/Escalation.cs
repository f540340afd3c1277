namespace Governance.Flows;

/// <summary>What follows when a stage is overdue or a quorum is out of reach: who is told, who is asked as well, what is lowered.</summary>
internal static class Escalation
{
    public static RequestEvent? Next(Flow flow, RequestRecord record)
    {
        foreach (var stage in record.Stages)
        {
            if (stage.Status != StageStatus.Open) continue;
            if (stage.Times.Overdue && stage.Stage.Overdue is { } ask && !stage.Asked.Contains((ask, null))) return new RequestEscalated(stage.Stage.Id, ask, EscalationCause.Overdue);
            foreach (var (need, (required, possible)) in stage.Raised.OrderBy(r => r.Key, StringComparer.Ordinal))
                if (TooFew(flow.TooFew, stage, need, required, possible) is { } next) return next;
        }
        return null;
    }

    private static RequestEvent? TooFew(TooFew rule, StageRecord stage, string need, int required, int possible)
    {
        var id = stage.Stage.Id;
        if (rule.Tell is { } tell && !stage.Told.Contains(need))
            return new PeopleTold(id, need, tell, stage.MembersOf(tell).Sorted);
        return rule.Do switch
        {
            TooFewAction.Ask when !stage.Asked.Contains((rule.Ask!, need)) => new RequestEscalated(id, rule.Ask!, EscalationCause.TooFew, need),
            TooFewAction.Lower when possible >= 1 && possible < required && stage.Lowered.GetValueOrDefault(need, required) > possible => new QuorumLowered(id, need, required, possible),
            _ => null,
        };
    }
}
