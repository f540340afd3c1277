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
        var asked = new NeedAsked(judge.Record, stage, part.Need);
        asked.Admit([.. stage.AskedFor(part.Need)]);
        Weigh(judge, stage, part, asked);
        if (part.Need.TieBreak is { } chair && IsTied(stage, part, asked))
        {
            asked.Admit([chair]);
            Weigh(judge, stage, part, asked);
        }
        foreach (var person in asked.Candidates)
            if (!UsedElsewhere(judge, stage, person, out _)) part.Possible.Add(person);
        part.Asks.AddRange(asked.Names);
        part.Required = part.Need.Approve.Of(asked.Electors.Count);
        if (stage.Lowered.TryGetValue(part.Need.Id, out var lowered)) part.Required = Math.Min(part.Required, lowered);
    }

    private static void Weigh(Judge judge, StageRecord stage, NeedPart part, NeedAsked asked)
    {
        part.Clear();
        var seats = stage.Decisions.Seats[part.Need.Index];
        foreach (var person in asked.Candidates)
            if (seats.TryGetValue(person, out var seat)) Weigh(judge, stage, part, asked, person, seat);
        foreach (var (person, seat) in seats)
            if (!asked.IsCandidate(person)) Weigh(judge, stage, part, asked, person, seat);
    }

    private static void Weigh(Judge judge, StageRecord stage, NeedPart part, NeedAsked asked, string person, Seat seat)
    {
        if (WhyNot(judge, stage, part, person, seat, asked) is { } not) part.NotCounted.Add(not);
        else part.Approve(person, seat.Hand);
    }

    // Everybody has decided, and exactly half approve: one more would make the majority.
    private static bool IsTied(StageRecord stage, NeedPart part, NeedAsked asked)
    {
        if (asked.Electors.Count == 0 || part.Valid.Count(asked.Electors.Contains) * 2 != asked.Electors.Count) return false;
        var decisions = stage.Decisions;
        return asked.Electors.All(p => part.IsValid(p) || Differs(decisions, decisions.Seats[part.Need.Index], p) || Differs(decisions, decisions.Whole, p));
    }

    // An approval that is not valid (any more) is no decision on this content.
    private static bool Differs(StageDecisions decisions, Dictionary<string, Seat> seats, string person) =>
        seats.TryGetValue(person, out var seat) && seat is { Authorised: true, Made.Decision: not Decision.Approve } && !decisions.IsSpent(person, seat);

    private static bool UsedElsewhere(Judge judge, StageRecord stage, string person, out (string Stage, string Need) used) =>
        judge.Used.TryGetValue(person, out used) && used.Stage != stage.Stage.Id;

    private static NotCounted? WhyNot(Judge judge, StageRecord stage, NeedPart part, string person, Seat seat, NeedAsked asked)
    {
        if (seat.Made is not { } made) return new(person, Flows.WhyNot.TakenBack, $"{person} took the decision back.");
        if (stage.Decisions.IsSpent(person, seat)) return Spent(person, made);
        if (!seat.Authorised) return new(person, Flows.WhyNot.Delegated, $"{seat.Hand} decided for {person}, whose seat had not been handed to them.");
        if (seat.Rejects && judge.Record.ExcludedThen(person, seat) is null) return Otherwise(judge, stage, person, seat);
        if (judge.Record.ExcludedBy(person) is { } excluded) return new(person, Flows.WhyNot.Excluded, $"{person} cannot count: {Sentences.Excluded(excluded)}.");
        if (seat.Hand != person && judge.Record.ExcludedBy(seat.Hand) is { } hand) return new(person, Flows.WhyNot.Excluded, $"{seat.Hand} cannot decide for {person}: {Sentences.Excluded(hand)}.");
        if (made.Decision != Decision.Approve) return new(person, Flows.WhyNot.Abstained, $"{person} abstained.");
        if (asked.WhyNot(person, made) is { } stranger) return stranger;
        if (seat.DigestOf(part.Need) != part.Digest) return Staleness.Explain(judge, part.Need, person, seat);
        if (UsedElsewhere(judge, stage, person, out var used))
            return new(person, Flows.WhyNot.UsedForAnotherNeed, $"{person} counts for `{used.Need}` in {used.Stage}; one person counts once in this flow.", used.Need);
        return seat.Hand != person && UsedElsewhere(judge, stage, seat.Hand, out var busy)
            ? new(person, Flows.WhyNot.UsedForAnotherNeed, $"{seat.Hand}, who decided for {person}, counts for `{busy.Need}` in {busy.Stage}; one person counts once in this flow.", busy.Need)
            : null;
    }

    private static NotCounted Spent(string person, DecisionMade made) => made.Decision is Decision.Reject or Decision.RequestChanges
        ? new(person, Flows.WhyNot.Lifted, $"What {person} had against it no longer stands: it has had its effect, or was set aside.")
        : new(person, Flows.WhyNot.BeforeReturn, $"{person} decided before the request went back; the stage began again.");

    private static NotCounted Otherwise(Judge judge, StageRecord stage, string person, Seat seat)
    {
        var (why, did) = seat.Made!.Decision == Decision.Reject ? (Flows.WhyNot.Rejected, "rejected") : (Flows.WhyNot.RequestedChanges, "asked for changes");
        var by = Rejections.Rejecters(stage).ToList();
        return judge.Against(stage).Exists(standing => standing.Person == person) ? new(person, why, $"{person} {did}.")
            : seat.Carried || by.Exists(name => seat.Made.Roles.Contains(name)) ? new(person, why, $"{person} {did}, and does not belong any more to those whose rejection stops this stage.")
            : new(person, why, $"{person} {did}, which stops nothing here: only {string.Join(", ", by)} can.");
    }
}
