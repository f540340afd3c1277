namespace Governance.Flows;

/// <summary>What people have decided in one stage: of each person and need the newest, from whichever hand.</summary>
internal sealed class StageDecisions(Stage stage)
{
    private readonly Dictionary<string, long> _settled = new(StringComparer.Ordinal);

    /// <summary>Decisions up to this version were spent when the stage began again; rejections were not.</summary>
    public long Since { get; private set; }

    /// <summary>For each need, by its index: the newest decision of each person that is meant for it.</summary>
    public Dictionary<string, Seat>[] Seats { get; } = [.. stage.Needs.Select(_ => new Dictionary<string, Seat>(StringComparer.Ordinal))];

    /// <summary>The newest decision of each person that is meant for the whole stage.</summary>
    public Dictionary<string, Seat> Whole { get; } = new(StringComparer.Ordinal);

    /// <summary>A person's seat decides.</summary>
    public void Decide(string person, DecisionMade made, Seat seat)
    {
        foreach (var need in stage.Needs)
            if (made.Need is null ? made.Digests.ContainsKey(need.Id) || MovesOn(made, Seats[need.Index], person) : made.Need == need.Id) Put(Seats[need.Index], person, seat);
        if (made.Need is null) Put(Whole, person, seat);
    }

    /// <summary>A person's seat is empty again.</summary>
    public void TakeBack(string person, DecisionTakenBack back, Seat nothing)
    {
        foreach (var need in stage.Needs)
            if ((back.Need is null || back.Need == need.Id) && Seats[need.Index].ContainsKey(person)) Seats[need.Index][person] = nothing;
        if (back.Need is null && Whole.ContainsKey(person)) Whole[person] = nothing;
    }

    /// <summary>A rejection that an older version of the flow had counted stands here until its person takes it back, decides anew, or somebody who may sets it aside.</summary>
    public void Stand(string person, Seat seat)
    {
        if (!Whole.TryGetValue(person, out var newer) || newer.Entry.Version <= seat.Entry.Version) Whole[person] = seat with { Carried = true };
    }

    /// <summary>The stage begins again: what was decided up to this version is spent, but for rejections. Those stay until they have had their effect, or are set aside.</summary>
    public void BeginAgain(long version) => Since = version;

    /// <summary>A person's rejections up to this version stand no longer: they have had their effect, or somebody set them aside.</summary>
    public void Settle(string person, long version) => _settled[person] = Math.Max(version, _settled.GetValueOrDefault(person));

    /// <summary>Whether a decision has no effect any more, though its person never took it back.</summary>
    public bool IsSpent(string person, Seat seat) => seat.Entry.Version <= (seat.Rejects ? _settled.GetValueOrDefault(person) : Since);

    /// <summary>Whether a person has a decision here that could be taken back.</summary>
    public bool Has(string person, string? need) =>
        stage.Needs.Any(n => (need is null || n.Id == need) && Stands(Seats[n.Index], person)) || need is null && Stands(Whole, person);

    private bool Stands(Dictionary<string, Seat> seats, string person) => seats.TryGetValue(person, out var seat) && seat.Made is not null && !IsSpent(person, seat);

    // Who rejects or abstains without having been shown any content leaves behind what they had approved.
    private static bool MovesOn(DecisionMade made, Dictionary<string, Seat> seats, string person) => made.Decision != Decision.Approve && seats.ContainsKey(person);

    // What somebody recorded for a seat that was not theirs to use takes nothing away from it.
    private static void Put(Dictionary<string, Seat> seats, string person, Seat seat)
    {
        if (seat.Authorised || !seats.TryGetValue(person, out var before) || !before.Authorised) seats[person] = seat;
    }
}
