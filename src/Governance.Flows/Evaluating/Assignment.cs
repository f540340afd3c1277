namespace Governance.Flows;

/// <summary>
/// Decides which approvals are used for which needs of a stage: the way through its tree that misses fewest people, with nobody
/// used twice where the flow says so. A maximum matching, so the order of arrival never matters.
/// </summary>
internal sealed class Assignment
{
    private readonly NeedPart[] _parts;
    private readonly bool _distinct;
    private readonly Hands _people;

    private Assignment(NeedPart[] parts, bool distinct) => (_parts, _distinct, _people) = (parts, distinct, new Hands(parts));

    /// <summary>The needs, by index, of the way through the tree that is taken.</summary>
    public IReadOnlyList<int> Way { get; private set; } = [];

    /// <summary>Whether everyone who could approve would be enough.</summary>
    public bool Reachable { get; private set; }

    /// <summary>Who would have to approve to complete the stage; empty when it is complete or cannot be completed.</summary>
    public IReadOnlyList<string> Finish { get; private set; } = [];

    /// <summary>When the stage is not reachable: the needs of its best way that fall short, and how far they could get.</summary>
    public List<(NeedPart Part, int Possible)> Short { get; private set; } = [];

    /// <summary>Seats the valid approvals of every part and fills in <see cref="NeedPart.Counted"/>.</summary>
    public static Assignment Make(NeedTree tree, NeedPart[] parts, bool distinct)
    {
        var assignment = new Assignment(parts, distinct);
        Plan? best = null;
        foreach (var way in NeedTrees.Ways(tree, parts) ?? [])
        {
            var plan = assignment.Try(way);
            if (best is null || plan.IsBetterThan(best)) best = plan;
            if (best.Missing == 0) break;
        }
        assignment.Take(best);
        return assignment;
    }

    private void Take(Plan? best)
    {
        if (best is not null) (Way, Reachable, Finish, Short) = (best.Way, best.Short.Count == 0, best.Finish, best.Short);
        var seating = Seated(best?.Way ?? []);
        // People may still move from one need to another until everybody is seated.
        foreach (var part in _parts) seating.Fill(part.Need.Index);
        foreach (var part in _parts)
            if (part.Live)
                Count(seating, part);
    }

    private void Count(Seating seating, NeedPart part)
    {
        var seated = new HashSet<int>();
        foreach (var person in part.Valid)
            if (seating.SeatOf(Seat(person, part)) == part.Need.Index && seated.Add(Seat(person, part))) part.Counted.Add(person);
    }

    private Plan Try(int[] way)
    {
        var seating = Seated(way);
        var missing = way.Sum(n => _parts[n].Required - seating.Filled(n));
        if (missing == 0) return new Plan(way, 0, [], []);
        var seated = new bool[_people.Count * (_distinct ? 1 : _parts.Length)];
        for (var i = 0; i < seated.Length; i++) seated[i] = seating.SeatOf(i) >= 0;
        // First only those who are not used yet, so that each new approval fills one place; then whoever it takes.
        var complete = Widen(seating, way, p => !seated[p]) || Widen(seating, way, p => seated[p]);
        if (complete) return new Plan(way, missing, NewApprovals(seating, way), []);
        return new Plan(way, missing, [], [.. way.Where(n => seating.Filled(n) < _parts[n].Required).Select(n => (_parts[n], seating.Filled(n)))]);
    }

    private Seating Seated(int[] first)
    {
        var seating = new Seating(_people.Count * (_distinct ? 1 : _parts.Length), [.. _parts.Select(p => p.Required)]);
        foreach (var part in _parts)
            if (part.Live)
                foreach (var person in part.Valid) seating.Allow(Seat(person, part), part.Need.Index);
        foreach (var need in first) seating.Fill(need);
        return seating;
    }

    private bool Widen(Seating seating, int[] way, Func<int, bool> which)
    {
        var demand = new Dictionary<string, int>(StringComparer.Ordinal);
        if (!_distinct)
            foreach (var need in way)
                foreach (var person in _parts[need].Possible.Except(_parts[need].Valid)) demand[person] = demand.GetValueOrDefault(person) + 1;
        var complete = true;
        foreach (var need in way)
        {
            var part = _parts[need];
            var valid = part.Valid.ToHashSet(StringComparer.Ordinal);
            var more = part.Possible.Where(p => !valid.Contains(p) && which(Seat(p, part)));
            // Where one person may fill several needs, those who fill most come first.
            foreach (var person in _distinct ? more : more.OrderByDescending(p => demand[p])) seating.Allow(Seat(person, part), need);
        }
        foreach (var need in way) complete &= seating.Fill(need);
        return complete;
    }

    private List<string> NewApprovals(Seating seating, int[] way)
    {
        var people = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var need in way)
        {
            var valid = _parts[need].Valid.Select(p => Seat(p, _parts[need])).ToHashSet();
            people.UnionWith(_parts[need].Possible.Where(p => !valid.Contains(Seat(p, _parts[need])) && seating.SeatOf(Seat(p, _parts[need])) == need));
        }
        return [.. people];
    }

    // Where people may count twice, each need has its own copy of everybody.
    private int Seat(string person, NeedPart part) => _people.NumberOf(person) + (_distinct ? 0 : _people.Count * part.Need.Index);

    private sealed record Plan(int[] Way, int Missing, List<string> Finish, List<(NeedPart Part, int Possible)> Short)
    {
        public bool IsBetterThan(Plan other) =>
            (Short.Count == 0) != (other.Short.Count == 0) ? Short.Count == 0
            : Short.Count == 0 && Finish.Count != other.Finish.Count ? Finish.Count < other.Finish.Count
            : Missing < other.Missing;
    }
}
