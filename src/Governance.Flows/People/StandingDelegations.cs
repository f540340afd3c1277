namespace Governance.Flows;

/// <summary>Which standing delegations of the directory hold for a request at a moment, within the bounds of its flow.</summary>
internal static class StandingDelegations
{
    public static IReadOnlyList<SeatDelegated> Of(Flow flow, RequestFacts request, List<PersonFacts> everyone, DateTimeOffset now)
    {
        if (flow.Delegation is not { } rule) return [];
        var present = everyone.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        var area = request.Subject.TryGetValue("area", out var value) ? value.Text : null;
        return
        [
            .. from person in everyone
               from stand in person.StandIns
               where stand.From <= now && now < stand.Until && stand.Delegate != person.Id && present.Contains(stand.Delegate)
               where stand.Flows.Count == 0 || stand.Flows.Contains(flow.Name)
               where stand.Areas.Count == 0 || area is not null && stand.Areas.Contains(area)
               where IsShortEnough(flow, rule, stand.From, stand.Until)
               select new SeatDelegated(person.Id, stand.Delegate, stand.Until, stand.Id),
        ];
    }

    /// <summary>Whether a delegation from one moment to another is no longer than the flow allows.</summary>
    public static bool IsShortEnough(Flow flow, DelegationRule rule, DateTimeOffset from, DateTimeOffset until) =>
        rule.Max is not { } max || until <= flow.Calendar.After(from, max).At;
}
