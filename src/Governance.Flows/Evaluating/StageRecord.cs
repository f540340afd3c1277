namespace Governance.Flows;

internal enum StageStatus { Waiting, Open, Closed, Skipped }

/// <summary>The newest decision of one person in one place; <see cref="Made"/> is null when it was taken back.</summary>
/// <param name="Entry">The fact with its metadata.</param>
/// <param name="Made">What was decided.</param>
/// <param name="Digest">The binding digest the person was shown, if any.</param>
/// <param name="Revision">The revision that was current then.</param>
internal sealed record Seat(RequestEntry Entry, DecisionMade? Made, string? Digest, int Revision)
{
    public bool Rejects => Made?.Decision is Decision.Reject or Decision.RequestChanges;
}

/// <summary>What the facts of a request add up to for one stage.</summary>
internal sealed class StageRecord(Stage stage)
{
    private static readonly Dictionary<string, HashSet<string>> Nobody = [];
    private static readonly Dictionary<string, string> NoReason = [];

    public Stage Stage => stage;

    public StageStatus Status { get; set; }

    /// <summary>Decisions up to this version were spent when the request went back.</summary>
    public long Since { get; set; }

    /// <summary>When the stage last asked for a new revision; 0 when it has not since it began.</summary>
    public long ReturnedAt { get; set; }

    /// <summary>The revision that was current when the stage was closed or skipped.</summary>
    public int SettledRevision { get; private set; }

    public Dictionary<string, HashSet<string>> AtOpening { get; private set; } = Nobody;

    public Dictionary<string, HashSet<string>> Now { get; private set; } = Nobody;

    public IReadOnlyDictionary<string, string> Unresolved { get; private set; } = NoReason;

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Counted { get; private set; } = new Dictionary<string, IReadOnlyList<string>>();

    public Dictionary<string, (int Required, int Possible)> Raised { get; } = new(StringComparer.Ordinal);

    /// <summary>For each need, by its index: the newest decision of each person that is meant for it.</summary>
    public Dictionary<string, Seat>[] Seats { get; } = [.. stage.Needs.Select(_ => new Dictionary<string, Seat>(StringComparer.Ordinal))];

    /// <summary>The newest decision of each person that is meant for the whole stage.</summary>
    public Dictionary<string, Seat> Whole { get; } = new(StringComparer.Ordinal);

    public void Open(Dictionary<string, HashSet<string>> eligible, IReadOnlyDictionary<string, string>? unresolved)
    {
        (Status, AtOpening, Now, Unresolved) = (StageStatus.Open, eligible, eligible, unresolved ?? NoReason);
        Raised.Clear();
    }

    public void Change(Dictionary<string, HashSet<string>> eligible, IReadOnlyDictionary<string, string>? unresolved)
    {
        if (Status != StageStatus.Open) return;
        foreach (var need in stage.Needs)
            if (Raised.ContainsKey(need.Id) && eligible.TryGetValue(need.Of, out var now) && !now.IsSubsetOf(Members(Now, need.Of))) Raised.Remove(need.Id);
        (Now, Unresolved) = (eligible, unresolved ?? NoReason);
    }

    public void Close(IReadOnlyDictionary<string, IReadOnlyList<string>> counted, int revision) =>
        (Status, Counted, SettledRevision) = (StageStatus.Closed, counted, revision);

    public void Skip(int revision) => (Status, SettledRevision) = (StageStatus.Skipped, revision);

    public void Decide(RequestEntry entry, DecisionMade made, int revision)
    {
        if (Status != StageStatus.Open) return;
        foreach (var need in stage.Needs)
        {
            var digest = made.Digests.GetValueOrDefault(need.Id);
            if (made.Need is null ? digest is not null : made.Need == need.Id) Seats[need.Index][entry.Actor] = new Seat(entry, made, digest, revision);
        }
        if (made.Need is null) Whole[entry.Actor] = new Seat(entry, made, null, revision);
    }

    public void TakeBack(RequestEntry entry, DecisionTakenBack back, int revision)
    {
        if (Status is not (StageStatus.Open or StageStatus.Waiting)) return;
        var nothing = new Seat(entry, null, null, revision);
        foreach (var need in stage.Needs)
            if ((back.Need is null || back.Need == need.Id) && Seats[need.Index].ContainsKey(entry.Actor)) Seats[need.Index][entry.Actor] = nothing;
        if (back.Need is null && Whole.ContainsKey(entry.Actor)) Whole[entry.Actor] = nothing;
    }

    /// <summary>Whether the person has a decision here that could be taken back.</summary>
    public bool HasDecision(string person, string? need) =>
        Status is StageStatus.Open or StageStatus.Waiting
        && (stage.Needs.Any(n => (need is null || n.Id == need) && Stands(Seats[n.Index], person)) || need is null && Stands(Whole, person));

    public static IReadOnlySet<string> Members(Dictionary<string, HashSet<string>> people, string name) =>
        people.TryGetValue(name, out var members) ? members : new HashSet<string>();

    private bool Stands(Dictionary<string, Seat> seats, string person) =>
        seats.TryGetValue(person, out var seat) && seat.Made is not null && seat.Entry.Version > Since;
}
