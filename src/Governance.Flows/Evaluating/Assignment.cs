namespace Governance.Flows;

/// <summary>
/// Decides which approvals are used for which needs of a stage: the way through its tree that misses fewest people, with nobody
/// used twice where the flow says so. A maximum matching, so the order of arrival never matters.
/// </summary>
internal sealed class Assignment
{
    private Assignment() { }

    /// <summary>The needs, by index, of the way through the tree that is taken.</summary>
    public IReadOnlyList<int> Way { get; private init; } = [];

    /// <summary>Whether everyone who could approve would be enough.</summary>
    public bool Reachable { get; private init; }

    /// <summary>Who would have to approve to complete the stage; empty when it is complete or cannot be completed.</summary>
    public IReadOnlyList<string> Finish { get; private init; } = [];

    /// <summary>When the stage is not reachable: the needs of its best way that fall short, and how far they could get.</summary>
    public IReadOnlyList<(NeedPart Part, int Possible)> Short { get; private init; } = [];

    /// <summary>Seats the valid approvals of every part and fills in <see cref="NeedPart.Counted"/>.</summary>
    public static Assignment Make(NeedTree tree, NeedPart[] parts, bool distinct)
    {
        var seats = new WaySeats(parts, distinct, joined: true);
        // Somebody whose seat another decided from can still decide for themselves: only then is a quorum out of reach.
        var apart = Array.Exists(parts, p => p.Hands.Count > 0) ? new WaySeats(parts, distinct, joined: false) : null;
        WayPlan? best = null;
        foreach (var way in NeedTrees.Ways(tree, parts) ?? [])
        {
            var plan = seats.Plan(way);
            if (plan.Short.Count > 0 && apart is not null) plan = apart.Plan(way) with { Missing = plan.Missing };
            if (best is null || plan.IsBetterThan(best)) best = plan;
            if (best.Missing == 0) break;
        }
        // People may still move from one need to another until everybody is seated.
        var seating = seats.Seated(best?.Way ?? [], everywhere: true);
        foreach (var part in parts) seats.Count(seating, part);
        return best is null ? new Assignment() : new Assignment { Way = best.Way, Reachable = best.Short.Count == 0, Finish = best.Finish, Short = best.Short };
    }
}
