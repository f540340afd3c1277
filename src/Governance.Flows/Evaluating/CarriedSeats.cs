namespace Governance.Flows;

/// <summary>
/// Decisions by the id of the need they were for, whatever stage that stands in, so that they can follow a request to a newer version
/// of its flow. Kept only for a history that has such a step.
/// </summary>
internal sealed class CarriedSeats
{
    private readonly Dictionary<string, Dictionary<string, Seat>> _byNeed = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Stage, string Person), Seat> _whole = [];
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _closedIn = new(StringComparer.Ordinal);

    public static CarriedSeats? For(IReadOnlyList<RequestEntry> history)
    {
        foreach (var entry in history)
            if (entry.Fact is FlowReplaced) return new CarriedSeats();
        return null;
    }

    public void Apply(RequestEntry entry, int revision, RequestRecord record)
    {
        var person = entry.OnBehalfOf ?? entry.Actor;
        switch (entry.Fact)
        {
            case DecisionMade made when record.MayUse(entry):
                Decide(entry, person, made, revision);
                break;
            case DecisionTakenBack back when record.MayUse(entry):
                TakeBack(person, back, new Seat(entry, null, revision));
                break;
            case StageOpened opened:
                _open.Add(opened.Stage);
                foreach (var (need, _) in _closedIn.Where(c => c.Value == opened.Stage).ToList()) _closedIn.Remove(need);
                break;
            case StageClosed closed:
                _open.Remove(closed.Stage);
                foreach (var need in closed.Counted.Keys) _closedIn[need] = closed.Stage;
                break;
            case RequestReturned { To: not null } or RequestReopened:
                Spend();
                break;
        }
    }

    /// <summary>Every rejection that was never taken back, by person: the newest of each.</summary>
    public IReadOnlyDictionary<string, Seat> Rejections()
    {
        var against = new SortedDictionary<string, Seat>(StringComparer.Ordinal);
        foreach (var (person, seat) in _byNeed.Values.SelectMany(seats => seats).Concat(_whole.Select(w => KeyValuePair.Create(w.Key.Person, w.Value))))
            if (seat.Rejects && !Overtaken(person, seat) && (!against.TryGetValue(person, out var other) || other.Entry.Version < seat.Entry.Version)) against[person] = seat;
        return against;
    }

    // Who later decided on a need has moved on from what they had said before about all of them.
    private bool Overtaken(string person, Seat seat) =>
        seat.Made!.Need is null && _byNeed.Values.Any(seats => seats.TryGetValue(person, out var later) && later.Entry.Version > seat.Entry.Version);

    /// <summary>A newer version takes over: only what it keeps can be kept by the one after it.</summary>
    public void Keep(IReadOnlyList<string> kept)
    {
        foreach (var need in _byNeed.Keys.Except(kept, StringComparer.Ordinal).ToList()) _byNeed.Remove(need);
        if (kept.Count == 0) _whole.Clear();
    }

    /// <summary>Gives a stage of the newer version the decisions on the needs it keeps, and no others.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="kept">The needs that are kept.</param>
    /// <param name="isKnown">Whether the newer version has a stage of this id; one it does not have may have become any of its stages.</param>
    public void Restore(StageRecord stage, IReadOnlyList<string> kept, Func<string, bool> isKnown)
    {
        var decisions = stage.Decisions;
        decisions.Whole.Clear();
        foreach (var need in stage.Stage.Needs)
        {
            decisions.Seats[need.Index].Clear();
            if (!kept.Contains(need.Id)) continue;
            foreach (var (person, seat) in Of(need.Id)) decisions.Seats[need.Index][person] = seat;
            foreach (var ((id, person), seat) in _whole)
                if (id == stage.Stage.Id || !isKnown(id)) decisions.Whole[person] = seat;
        }
    }

    private void Decide(RequestEntry entry, string person, DecisionMade made, int revision)
    {
        var seat = new Seat(entry, made, revision);
        foreach (var need in made.Digests.Keys)
            if (made.Need is null || made.Need == need) Of(need)[person] = seat;
        if (made.Need is { } named && !made.Digests.ContainsKey(named)) Of(named)[person] = seat;
        if (made.Need is not null) return;
        foreach (var stage in _open) _whole[(stage, person)] = seat;
        if (made.Decision == Decision.Approve) return;
        foreach (var (need, seats) in _byNeed)
            if (!made.Digests.ContainsKey(need) && IsOpen(need, seats, person)) seats[person] = seat;
    }

    private void TakeBack(string person, DecisionTakenBack back, Seat nothing)
    {
        foreach (var (need, seats) in _byNeed)
            if ((back.Need is null || back.Need == need) && IsOpen(need, seats, person)) seats[person] = nothing;
        foreach (var place in _whole.Keys.Where(w => back.Need is null && w.Person == person).ToList()) _whole[place] = nothing;
    }

    // What a closed stage has counted nobody takes away.
    private bool IsOpen(string need, Dictionary<string, Seat> seats, string person) => !_closedIn.ContainsKey(need) && seats.ContainsKey(person);

    // Which needs began again only the older version knows: no approval is carried over. Rejections stay.
    private void Spend()
    {
        _open.Clear();
        _closedIn.Clear();
        foreach (var seats in _byNeed.Values)
            foreach (var (whose, _) in seats.Where(s => !s.Value.Rejects).ToList()) seats.Remove(whose);
        foreach (var (place, _) in _whole.Where(w => !w.Value.Rejects).ToList()) _whole.Remove(place);
    }

    private Dictionary<string, Seat> Of(string need) =>
        _byNeed.TryGetValue(need, out var seats) ? seats : _byNeed[need] = new Dictionary<string, Seat>(StringComparer.Ordinal);
}
