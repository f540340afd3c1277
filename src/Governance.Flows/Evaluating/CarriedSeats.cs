namespace Governance.Flows;

/// <summary>
/// Decisions by the id of the need they were for, whatever stage that stands in, so that they can follow a request to a newer version
/// of its flow. Kept only for a history that has such a step.
/// </summary>
internal sealed class CarriedSeats
{
    private readonly Dictionary<string, Dictionary<string, Seat>> _byNeed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Seat> _whole = new(StringComparer.Ordinal);

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
            case DecisionMade made:
                foreach (var (need, digest) in made.Digests.Where(d => made.Need is null || made.Need == d.Key)) Of(need)[person] = new Seat(entry, made, digest, revision, record.MayUse(entry));
                if (made.Need is { } named && !made.Digests.ContainsKey(named)) Of(named)[person] = new Seat(entry, made, null, revision, record.MayUse(entry));
                if (made.Need is null) _whole[person] = new Seat(entry, made, null, revision, record.MayUse(entry));
                break;
            case DecisionTakenBack back:
                foreach (var (need, seats) in _byNeed)
                    if ((back.Need is null || back.Need == need) && seats.ContainsKey(person)) seats[person] = new Seat(entry, null, null, revision);
                if (back.Need is null && _whole.ContainsKey(person)) _whole[person] = new Seat(entry, null, null, revision);
                break;
            case RequestReturned { To: not null } or RequestReopened:
                // Which needs began again only the older version knows: none of them is carried over.
                _byNeed.Clear();
                _whole.Clear();
                break;
        }
    }

    /// <summary>Gives a stage of the newer version the decisions on the needs it keeps, and no others.</summary>
    public void Restore(StageRecord stage, IReadOnlyList<string> kept)
    {
        stage.Whole.Clear();
        foreach (var need in stage.Stage.Needs)
        {
            stage.Seats[need.Index].Clear();
            if (!kept.Contains(need.Id)) continue;
            foreach (var (person, seat) in Of(need.Id)) stage.Seats[need.Index][person] = seat;
            foreach (var (person, seat) in _whole) stage.Whole[person] = seat;
        }
    }

    private Dictionary<string, Seat> Of(string need) =>
        _byNeed.TryGetValue(need, out var seats) ? seats : _byNeed[need] = new Dictionary<string, Seat>(StringComparer.Ordinal);
}
