namespace Governance.Flows;

/// <summary>Brings a request up to date with who stands in for whom: what the directory hands over, and what has run out.</summary>
internal static class SeatChanges
{
    public static RequestEvent? Next(Flow flow, RequestRecord record, Populations populations, DateTimeOffset now)
    {
        if (flow.Delegation is null) return null;
        foreach (var seat in record.Seats.Handed)
            if (!Holds(seat, populations, now) || seat.Delegation is not null && !populations.Pairs.Contains((seat.Principal, seat.Delegate))) return new SeatReturned(seat.Principal, seat.Delegate);
        var asked = Asked(record);
        SeatDelegated? first = null;
        foreach (var seat in populations.Delegations)
            if ((first is null || InOrder(seat, first) < 0) && asked.Contains(seat.Principal) && !record.Seats.MayUse(seat.Principal, seat.Delegate) && Holds(seat, populations, now)) first = seat;
        return first;
    }

    // Both of them are still there, and the time is not over.
    private static bool Holds(SeatDelegated seat, Populations populations, DateTimeOffset now) =>
        now < seat.Until && (populations.Everyone is not { } everyone || everyone.Contains(seat.Principal) && everyone.Contains(seat.Delegate));

    private static int InOrder(SeatDelegated a, SeatDelegated b) =>
        string.CompareOrdinal(a.Principal, b.Principal) is var first && first != 0 ? first : string.CompareOrdinal(a.Delegate, b.Delegate);

    private static HashSet<string> Asked(RequestRecord record)
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var stage in record.End is null ? record.Stages : record.Owed is { } owed ? [owed.Stage] : [])
            if (stage.Status == StageStatus.Open)
                foreach (var name in stage.Stage.PeopleNames) asked.UnionWith(stage.MembersOf(name).Sorted);
        return asked;
    }
}
