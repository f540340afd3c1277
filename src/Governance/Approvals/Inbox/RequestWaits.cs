using Governance.Flows;

namespace Governance.Approvals;

/// <summary>A need that waits, with everybody whom it waits for.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Need">The need.</param>
/// <param name="Asks">The people name of the flow that it asks.</param>
/// <param name="Since">Since when, for whoever has no moment of their own.</param>
/// <param name="People">Whom it waits for.</param>
public sealed record WaitingNeed(string Stage, string Need, string Asks, DateTimeOffset Since, IReadOnlyList<WaitingPerson> People);

/// <summary>Somebody whom a need waits for.</summary>
/// <param name="Person">Who.</param>
/// <param name="Since">Since when, when they came later or decide again; null: since the need waits.</param>
/// <param name="OnBehalfOf">Whose seat they may use, or null for their own.</param>
public sealed record WaitingPerson(string Person, DateTimeOffset? Since = null, string? OnBehalfOf = null);

/// <summary>For whom a request waits, in which need, since when and on whose behalf: from its facts and their evaluation alone.</summary>
public static class RequestWaits
{
    /// <summary>Every need that somebody could act on, in the order of the flow.</summary>
    public static IReadOnlyList<WaitingNeed> Of(Flow flow, Evaluation evaluation, IReadOnlyList<RequestEntry> history)
    {
        var seats = Delegates(flow, history);
        return [.. Stages(evaluation).SelectMany(stage => stage.Needs.Where(need => need.CouldAct.Count > 0 && need.State != PartState.Approved).Select(need => Waiting(stage.Id, need, seats, history)))];
    }

    // Behind its end a request may still ask: to review a broken glass, or to confirm an approval again.
    private static IEnumerable<StageExplanation> Stages(Evaluation evaluation) =>
        evaluation.Owed is { Stage: { } owed, State: OwedState.Open or OwedState.Overdue } ? evaluation.Stages.Append(owed) : evaluation.Stages;

    private static WaitingNeed Waiting(string stage, NeedExplanation need, List<(string Principal, string Delegate, DateTimeOffset At)> seats, IReadOnlyList<RequestEntry> history)
    {
        var opened = LastOpening(stage, history);
        var since = opened is { } at ? history[at].At : history[^1].At;
        var own = need.CouldAct.ToDictionary(person => person, person => opened is { } from ? Since(person, stage, need.Of, from, history) : since);
        var others = seats.Where(seat => own.ContainsKey(seat.Principal)).Select(seat => (Person: seat.Delegate, Since: Later(own[seat.Principal], seat.At), For: seat.Principal));
        return new WaitingNeed(stage, need.Id, need.Of, since,
            [.. own.Select(person => new WaitingPerson(person.Key, Own(person.Value))), .. others.Select(person => new WaitingPerson(person.Person, Own(person.Since), person.For))]);

        DateTimeOffset? Own(DateTimeOffset moment) => moment == since ? null : moment;
    }

    private static int? LastOpening(string stage, IReadOnlyList<RequestEntry> history)
    {
        for (var i = history.Count - 1; i >= 0; i--)
            if (history[i].Fact is StageOpened opened && opened.Stage == stage) return i;
        return null;
    }

    // From the stage's opening, or from when the person was first asked; for whoever has decided since, from what made them decide again.
    private static DateTimeOffset Since(string person, string stage, string of, int opened, IReadOnlyList<RequestEntry> history)
    {
        var (since, asked, decided) = (history[opened].At, Asks(((StageOpened)history[opened].Fact).Eligible, of, person), false);
        foreach (var entry in history.Skip(opened + 1))
        {
            if (entry.Fact is EligibilityChanged changed && changed.Stage == stage) (since, asked) = asked || !Asks(changed.Eligible, of, person) ? (since, asked) : (entry.At, true);
            else if (entry.Fact is RequestEscalated escalated && escalated.Stage == stage && !asked) (since, asked) = (entry.At, true);
            else if (entry.Fact is DecisionMade && (entry.OnBehalfOf ?? entry.Actor) == person) decided = true;
            else if (decided && (entry.Fact is RequestRevised || entry.Fact is DecisionTakenBack && (entry.OnBehalfOf ?? entry.Actor) == person)) (since, decided) = (entry.At, false);
        }

        return since;
    }

    private static bool Asks(IReadOnlyDictionary<string, IReadOnlyList<string>> eligible, string of, string person) => eligible.TryGetValue(of, out var people) && people.Contains(person);

    // Who stands in for somebody is kept out by the same separation as whoever decides for themselves.
    private static List<(string Principal, string Delegate, DateTimeOffset At)> Delegates(Flow flow, IReadOnlyList<RequestEntry> history)
    {
        var seats = new SortedDictionary<string, (string Principal, string Delegate, DateTimeOffset At)>(StringComparer.Ordinal);
        foreach (var entry in history)
            if (entry.Fact is SeatDelegated given) seats.TryAdd($"{given.Principal} {given.Delegate}", (given.Principal, given.Delegate, entry.At));
            else if (entry.Fact is SeatReturned back) seats.Remove($"{back.Principal} {back.Delegate}");
        var facts = seats.Count > 0 ? RequestFacts.After(history) : null;
        return facts is null ? [] : [.. seats.Values.Where(seat => !IsExcluded(flow, facts, seat.Delegate) && !history.Any(entry => entry.Fact is GlassBroken && entry.Actor == seat.Delegate))];
    }

    private static bool IsExcluded(Flow flow, RequestFacts facts, string person) =>
        facts.Author == person
        || flow.Separation.Excluded.Contains(Excluded.Editors) && facts.Editors.Contains(person)
        || flow.Separation.Excluded.Contains(Excluded.Requester) && facts.Requester == person;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
