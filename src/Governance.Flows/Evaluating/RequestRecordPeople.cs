namespace Governance.Flows;

/// <summary>Who the facts of a request let count, and for whom.</summary>
internal sealed partial class RequestRecord
{
    /// <summary>For each people name, who it meant when that was last recorded.</summary>
    public Dictionary<string, Members> People { get; } = new(StringComparer.Ordinal);

    /// <summary>Which separation keeps a person from counting, or null.</summary>
    public Excluded? ExcludedBy(string person)
    {
        if (person == Facts!.Author) return Excluded.Author;
        if (_editors && Facts.Editors.Contains(person)) return Excluded.Editors;
        if (_requester && Facts.Requester == person) return Excluded.Requester;
        return End is { Fact: GlassBroken } broken && (broken.Actor == person || broken.OnBehalfOf == person) ? Excluded.GlassBreaker : null;
    }

    /// <summary>
    /// Which separation keeps a rejection from standing. Whoever is named an editor afterwards had every right to reject before: naming
    /// somebody is an edit, and an edit lifts no rejection.
    /// </summary>
    public Excluded? ExcludedThen(string person, Seat seat)
    {
        var excluded = ExcludedBy(person, seat);
        return excluded == Excluded.Editors && EditorSince(person) > seat.Revision && (seat.Hand == person || EditorSince(seat.Hand) > seat.Revision) ? null : excluded;
    }

    private int EditorSince(string person) => Facts!.EditorSince.GetValueOrDefault(person, int.MaxValue);

    /// <summary>Which separation keeps a seat from counting: its principal's, or that of who decided from it.</summary>
    public Excluded? ExcludedBy(string person, Seat seat) => ExcludedBy(person) ?? (seat.Hand == person ? null : ExcludedBy(seat.Hand));

    /// <summary>Keeps who the people names of a stage mean now.</summary>
    public Dictionary<string, Members> Known(IReadOnlyDictionary<string, IReadOnlyList<string>> eligible)
    {
        var sets = new Dictionary<string, Members>(eligible.Count, StringComparer.Ordinal);
        foreach (var (name, ids) in eligible) People[name] = sets[name] = new Members(ids);
        return sets;
    }

    /// <summary>Whether whoever recorded a decision could use the seat it was recorded for.</summary>
    public bool MayUse(RequestEntry entry) =>
        entry.OnBehalfOf is not { } principal || principal == entry.Actor || _flow.Delegation is not null && Seats.MayUse(principal, entry.Actor);
}
