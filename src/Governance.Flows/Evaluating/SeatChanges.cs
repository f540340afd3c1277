namespace Governance.Flows;

/// <summary>Brings a request up to date with who stands in for whom: what the directory hands over, and what has run out.</summary>
internal static class SeatChanges
{
    public static RequestEvent? Next(Flow flow, RequestRecord record, Populations populations, DateTimeOffset now)
    {
        if (flow.Delegation is null) return null;
        foreach (var seat in record.Seats.Handed)
            if (HasEnded(seat, populations, now)) return new SeatReturned(seat.Principal, seat.Delegate);
        var asked = Asked(record);
        return populations.Delegations
            .Where(d => asked.Contains(d.Principal) && !record.Seats.MayUse(d.Principal, d.Delegate))
            .OrderBy(d => d.Principal, StringComparer.Ordinal).ThenBy(d => d.Delegate, StringComparer.Ordinal).FirstOrDefault();
    }

    private static bool HasEnded(SeatDelegated seat, Populations populations, DateTimeOffset now) =>
        seat.Until <= now
        || populations.Everyone is { } everyone && !everyone.Contains(seat.Delegate)
        || seat.Delegation is not null && !populations.Delegations.Any(d => d.Principal == seat.Principal && d.Delegate == seat.Delegate);

    private static HashSet<string> Asked(RequestRecord record)
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var stage in record.End is null ? record.Stages : record.Owed is { } owed ? [owed.Stage] : [])
            if (stage.Status == StageStatus.Open)
                foreach (var name in stage.Stage.PeopleNames) asked.UnionWith(StageRecord.Members(stage.Now, name));
        return asked;
    }
}
