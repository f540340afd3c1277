namespace Governance.Flows;

/// <summary>Turns judged parts of a stage into their explanations.</summary>
internal static class Explanations
{
    public static List<NeedExplanation> Of(Judge judge, StageRecord stage, NeedPart[] parts, Func<NeedPart, PartState> stateOf) =>
        [.. parts.Select(p => Of(judge, stage, parts, p, stateOf(p)))];

    public static RejectionExplanation Rejections(StageRecord stage, List<(string Person, Seat Seat)> against)
    {
        var rule = stage.Stage.Reject;
        var effect = rule.To ?? (rule.Effect == RejectEffect.End ? "end" : "request-changes");
        return new(rule.Count, effect, [.. against.Select(a => new StandingRejection(a.Person, a.Seat.Made!.Decision, a.Seat.Revision, a.Seat.Made.Reason) { Hand = a.Seat.Hand == a.Person ? null : a.Seat.Hand })]);
    }

    private static NeedExplanation Of(Judge judge, StageRecord stage, NeedPart[] parts, NeedPart part, PartState state)
    {
        var counted = part.Counted.ToHashSet(StringComparer.Ordinal);
        return new NeedExplanation(
            part.Need.Id, state, part.Need.Of, part.Need.Approve.ToString(), part.Required, part.Possible.Count, part.Digest,
            [.. part.Counted.Select(p => Counted(judge, stage, part, p))],
            [.. part.NotCounted.Where(n => !counted.Contains(n.Person)).Concat(part.Valid.Where(p => !counted.Contains(p)).Select(p => Unused(parts, part, p))).OrderBy(n => n.Person, StringComparer.Ordinal)],
            [.. part.Possible.Where(p => !part.IsValid(p) && !counted.Contains(p))],
            part.Error)
        {
            Asks = [.. part.Asks],
            Skipped = part.Skipped ? part.Need.When?.Explain(judge.Record.Facts!).Sentence : null,
        };
    }

    /// <summary>The checks of a stage for the current revision.</summary>
    public static IReadOnlyList<CheckExplanation> Checks(Judge judge, Stage stage) =>
        [.. stage.Checks.Select(c => c.That.Explain(judge.Record.Facts!) is var told && told.Holds == true
            ? new CheckExplanation(c.Id, true, told.Sentence)
            : new CheckExplanation(c.Id, told.Holds, $"{c.Says.TrimEnd('.')}. {told.Sentence}"))];

    private static CountedApproval Counted(Judge judge, StageRecord stage, NeedPart part, string person) =>
        stage.Decisions.Seats[part.Need.Index].TryGetValue(person, out var seat)
            ? new(person, seat.Revision, Staleness.Revived(judge, part.Need, seat)) { Hand = seat.Hand == person ? null : seat.Hand }
            : new(person, stage.SettledRevision);

    private static NotCounted Unused(NeedPart[] parts, NeedPart part, string person)
    {
        foreach (var other in parts)
            if (other != part && other.Counted.Contains(person))
                return new(person, WhyNot.UsedForAnotherNeed, $"{person} counts for `{other.Need.Id}`; nobody counts twice in this stage.", other.Need.Id);
        if (part.Satisfied) return new(person, WhyNot.Surplus, $"{person} approved too; the quorum is complete without it.");
        foreach (var other in parts.Prepend(part))
            if (SameHand(part, other, person) is { } same) return new(person, WhyNot.SameHand, $"{same} and {person} were decided by the same hand, which counts once.", other == part ? null : other.Need.Id);
        return new(person, WhyNot.SameHand, $"{person} was decided by a hand that counts already, and one hand counts once.");
    }

    private static string? SameHand(NeedPart part, NeedPart other, string person)
    {
        var hand = part.Hands.GetValueOrDefault(person, person);
        return other.Counted.Find(p => p != person && (p == hand || other.Hands.GetValueOrDefault(p, p) == hand));
    }
}
