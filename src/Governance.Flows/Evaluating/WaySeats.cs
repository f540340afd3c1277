namespace Governance.Flows;

/// <summary>
/// Seats people at the needs of one way through a stage's tree. Either with the approvals as they are, where all that one hand did
/// counts once; or as though everybody acted for themselves, where what somebody else's hand did for them counts for nothing yet.
/// </summary>
internal sealed class WaySeats
{
    private readonly NeedPart[] _parts;
    private readonly bool _distinct;
    private readonly bool _joined;
    private readonly Hands[] _people;
    private readonly int[] _offset;
    private readonly int _count;

    public WaySeats(NeedPart[] parts, bool distinct, bool joined)
    {
        (_parts, _distinct, _joined) = (parts, distinct, joined);
        // Where people may count twice, each need has its own copy of everybody.
        _people = distinct ? [new Hands(parts.SelectMany(SeatsOf))] : [.. parts.Select(p => new Hands(SeatsOf(p)))];
        _offset = new int[_people.Length];
        foreach (var (people, i) in _people.Select((p, i) => (p, i)))
        {
            _offset[i] = _count;
            _count += people.Count;
        }
    }

    /// <summary>The approvals seated at these needs first, and then wherever else there is room.</summary>
    public Seating Seated(IReadOnlyList<int> first, bool everywhere)
    {
        var seating = new Seating(_count, [.. _parts.Select(p => p.Required)]);
        foreach (var part in _parts)
            foreach (var person in Given(part)) seating.Allow(NumberOf(person, part), part.Need.Index);
        foreach (var need in first) seating.Fill(need);
        if (everywhere)
            foreach (var part in _parts) seating.Fill(part.Need.Index);
        return seating;
    }

    /// <summary>Puts those into <see cref="NeedPart.Counted"/> who sit at their need.</summary>
    public void Count(Seating seating, NeedPart part)
    {
        var seated = new HashSet<int>();
        foreach (var person in Given(part))
            if (NumberOf(person, part) is var number && seating.SeatOf(number) == part.Need.Index && seated.Add(number)) part.Counted.Add(person);
    }

    /// <summary>What a way still takes.</summary>
    public WayPlan Plan(int[] way)
    {
        var seating = Seated(way, everywhere: false);
        var missing = way.Sum(n => _parts[n].Required - seating.Filled(n));
        if (missing == 0) return new WayPlan(way, 0, [], []);
        var seated = new bool[_count];
        for (var i = 0; i < _count; i++) seated[i] = seating.SeatOf(i) >= 0;
        // First only those who are not used yet, so that each new approval fills one place; then whoever it takes.
        var complete = Widen(seating, way, p => !seated[p]) || Widen(seating, way, p => seated[p]);
        return complete
            ? new WayPlan(way, missing, NewApprovals(seating, way), [])
            : new WayPlan(way, missing, [], [.. way.Where(n => seating.Filled(n) < _parts[n].Required).Select(n => (_parts[n], seating.Filled(n)))]);
    }

    private bool Widen(Seating seating, int[] way, Func<int, bool> which)
    {
        var demand = new Dictionary<string, int>(StringComparer.Ordinal);
        if (!_distinct)
            foreach (var need in way)
                foreach (var person in More(_parts[need])) demand[person] = demand.GetValueOrDefault(person) + 1;
        var complete = true;
        foreach (var need in way)
        {
            var part = _parts[need];
            var more = More(part).Where(p => which(NumberOf(p, part)));
            // Where one person may fill several needs, those who fill most come first.
            foreach (var person in _distinct ? more : more.OrderByDescending(p => demand[p])) seating.Allow(NumberOf(person, part), need);
        }
        foreach (var need in way) complete &= seating.Fill(need);
        return complete;
    }

    private List<string> NewApprovals(Seating seating, int[] way)
    {
        var people = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var part in way.Select(n => _parts[n]))
        {
            var given = Given(part).Select(p => NumberOf(p, part)).ToHashSet();
            people.UnionWith(More(part).Where(p => NumberOf(p, part) is var number && !given.Contains(number) && seating.SeatOf(number) == part.Need.Index));
            if (!_joined && !_distinct) Loosen(seating, [part], people);
        }
        if (!_joined && _distinct) Loosen(seating, [.. _parts.Where(p => p.Live)], people);
        return [.. people];
    }

    // Two people who are seated are one as long as a hand holds them together: then whoever it acted for decides anew.
    private void Loosen(Seating seating, IReadOnlyList<NeedPart> parts, SortedSet<string> people)
    {
        var hands = new Hands(parts.SelectMany(p => p.Possible.Select(person => (person, p.Hands.GetValueOrDefault(person, person)))));
        var seated = parts.SelectMany(p => p.Possible.Where(person => seating.SeatOf(NumberOf(person, p)) >= 0)).Distinct(StringComparer.Ordinal).CountBy(hands.NumberOf).ToDictionary();
        people.UnionWith(parts.SelectMany(p => p.Hands.Keys).Where(person => seated.GetValueOrDefault(hands.NumberOf(person)) > 1));
    }

    private IEnumerable<(string Person, string Hand)> SeatsOf(NeedPart part) => !part.Live ? []
        : part.Possible.Concat(part.Valid).Select(p => (p, _joined ? part.Hands.GetValueOrDefault(p, p) : p));

    private IEnumerable<string> Given(NeedPart part) => !part.Live ? [] : _joined || part.Hands.Count == 0 ? part.Valid : part.Valid.Where(p => !part.Hands.ContainsKey(p));

    private IEnumerable<string> More(NeedPart part) => part.Possible.Where(p => !part.IsValid(p) || !_joined && part.Hands.ContainsKey(p));

    private int NumberOf(string person, NeedPart part) => _distinct ? _people[0].NumberOf(person) : _offset[part.Need.Index] + _people[part.Need.Index].NumberOf(person);
}

/// <summary>What a way through a stage's tree still takes.</summary>
/// <param name="Way">Its needs, by index.</param>
/// <param name="Missing">How many places are empty.</param>
/// <param name="Finish">Whose approvals would fill them; empty when nobody's would.</param>
/// <param name="Short">Needs that could not be filled by everyone together, and how far they could get.</param>
internal sealed record WayPlan(int[] Way, int Missing, List<string> Finish, List<(NeedPart Part, int Possible)> Short)
{
    // Of ways that cannot be gone, the one that comes nearest: a need that somebody could approve can be lowered, one that nobody could cannot.
    private (int Empty, int Lacking) Shortage => (Short.Count(s => s.Possible == 0), Short.Sum(s => s.Part.Required - s.Possible));

    public bool IsBetterThan(WayPlan other)
    {
        if (Short.Count == 0 != (other.Short.Count == 0)) return Short.Count == 0;
        if (Short.Count > 0 && Shortage != other.Shortage) return Shortage.CompareTo(other.Shortage) < 0;
        return Finish.Count != other.Finish.Count ? Finish.Count < other.Finish.Count : Missing < other.Missing;
    }
}
