namespace Governance.Flows;

/// <summary>Judges every decision on one need: valid, or not and why.</summary>
internal static class NeedJudge
{
    public static NeedPart Weigh(Judge judge, StageRecord stage, Need need)
    {
        var error = judge.ErrorOf(need) ?? (stage.Unresolved.TryGetValue(need.Of, out var why) ? $"Nobody can say who `{need.Of}` is: {why}" : null);
        var part = new NeedPart(need, judge.Digest(need)) { Error = error, Skipped = error is null && judge.Holds(need.When).Holds == false };
        if (part.Live) Count(judge, stage, part);
        return part;
    }

    private static void Count(Judge judge, StageRecord stage, NeedPart part)
    {
        var (atOpening, now) = (StageRecord.Members(stage.AtOpening, part.Need.Of), StageRecord.Members(stage.Now, part.Need.Of));
        var electors = 0;
        foreach (var person in now)
        {
            if (judge.Record.ExcludedBy(person) is not null) continue;
            var elector = atOpening.Contains(person);
            if (elector) electors++;
            if ((elector || !part.Need.Approve.IsShare) && !UsedElsewhere(judge, stage, person)) part.Possible.Add(person);
        }
        part.Possible.Sort(StringComparer.Ordinal);
        part.Required = part.Need.Approve.Of(electors);
        foreach (var (person, seat) in stage.Seats[part.Need.Index].OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            if (WhyNot(judge, stage, part, person, seat, atOpening, now) is { } not) part.NotCounted.Add(not);
            else part.Valid.Add(person);
        }
    }

    private static bool UsedElsewhere(Judge judge, StageRecord stage, string person) =>
        judge.Used.TryGetValue(person, out var used) && used.Stage != stage.Stage.Id;

    private static NotCounted? WhyNot(
        Judge judge, StageRecord stage, NeedPart part, string person, Seat seat, IReadOnlySet<string> atOpening, IReadOnlySet<string> now)
    {
        var of = part.Need.Of;
        if (seat.Made is not { } made) return new(person, Flows.WhyNot.TakenBack, $"{person} took the decision back.");
        if (seat.Entry.Version <= stage.Since) return new(person, Flows.WhyNot.BeforeReturn, $"{person} decided before the request went back; the stage began again.");
        if (seat.Entry.OnBehalfOf is { } other) return new(person, Flows.WhyNot.Delegated, $"{person} decided for {other}; this flow provides for nobody deciding for another.");
        if (judge.Record.ExcludedBy(person) is { } excluded) return new(person, Flows.WhyNot.Excluded, $"{person} cannot count: {Sentences.Excluded(excluded)}.");
        if (made.Decision != Decision.Approve) return Otherwise(person, made.Decision);
        if (!made.Roles.Contains(of)) return new(person, Flows.WhyNot.NotEligible, $"{person} did not belong to {of} when approving.");
        if (!now.Contains(person)) return new(person, Flows.WhyNot.Left, $"{person} does not belong to {of} any more.");
        if (part.Need.Approve.IsShare && !atOpening.Contains(person))
            return new(person, Flows.WhyNot.CameLater, $"{person} joined {of} after the stage opened; {part.Need.Approve} is a share of those who were there.");
        if (seat.Digest != part.Digest) return Staleness.Explain(judge, part.Need, person, seat);
        return UsedElsewhere(judge, stage, person)
            ? new(person, Flows.WhyNot.UsedForAnotherNeed, $"{person} counts for `{judge.Used[person].Need}` in {judge.Used[person].Stage}; one person counts once in this flow.", judge.Used[person].Need)
            : null;
    }

    private static NotCounted Otherwise(string person, Decision decision) => decision switch
    {
        Decision.Reject => new(person, Flows.WhyNot.Rejected, $"{person} rejected."),
        Decision.RequestChanges => new(person, Flows.WhyNot.RequestedChanges, $"{person} asked for changes."),
        _ => new(person, Flows.WhyNot.Abstained, $"{person} abstained."),
    };
}
