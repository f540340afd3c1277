namespace Governance.Flows;

/// <summary>
/// Looks whether what a recorded history concludes follows from what people did in it: nobody has to believe that a stage was closed or a
/// request approved because a line says so. Whom the flow asked at each moment is taken from the record.
/// </summary>
internal static class HistoryAudit
{
    /// <summary>Every conclusion that does not follow, by version; empty when all of them do.</summary>
    /// <param name="flow">The flow that is followed at the end of the history.</param>
    /// <param name="history">Its facts. What was concluded under an older version of the flow that version can tell, this one cannot.</param>
    public static IReadOnlyList<string> Of(Flow flow, IReadOnlyList<RequestEntry> history)
    {
        var since = 0;
        for (var i = 0; i < history.Count; i++)
            if (history[i].Fact is FlowReplaced) since = i + 1;
        var record = new RequestRecord(flow, [.. history.Take(since)]);
        if (since == 0 && history.Count > 0 && history[0].Fact is ApprovalRequested) record.Apply(history[since++]);
        if (record.Request is null || Faults.Of(flow, record).Count > 0) return [];
        var faults = new List<string>();
        foreach (var entry in history.Skip(since))
        {
            if (!Follows(flow, record, entry)) faults.Add($"{entry.Fact.GetType().Name} at version {entry.Version} does not follow from what was decided before it.");
            record.Apply(entry);
        }
        return faults;
    }

    private static bool Follows(Flow flow, RequestRecord record, RequestEntry entry) => entry.Fact switch
    {
        StageClosed or StageSkipped or RequestApproved or RequestRejected or RequestReturned or QuorumUnreachable or BreakGlassReviewed or ApprovalConfirmed =>
            Same(Evaluator.Judged(flow, record).Next, entry.Fact),
        BreakGlassUndone => record.Owed is { Passed: true } || Same(Evaluator.Judged(flow, record).Next, entry.Fact),
        RequestExpired => record.Expiry?.At <= entry.At,
        QuorumLowered lowered => flow.TooFew.Do == TooFewAction.Lower && record.Stages.Any(s => s.Stage.Id == lowered.Stage && s.Raised.ContainsKey(lowered.Need)),
        RequestEscalated escalated => IsAsked(flow, record, escalated),
        GlassBroken => record.ExcludedBy(entry.Actor) is null && Named(record, flow.BreakGlass?.By, entry.Actor),
        RejectionLifted lifted => record.ExcludedBy(entry.Actor) is null && Named(record, flow.Stages.FirstOrDefault(s => s.Id == lifted.Stage)?.Reject.MayLift, entry.Actor),
        _ => true,
    };

    private static bool Same(RequestEvent? expected, RequestEvent recorded) => (expected, recorded) switch
    {
        (StageClosed e, StageClosed r) => e.Stage == r.Stage && SameCounts(e.Counted, r.Counted),
        (StageSkipped e, StageSkipped r) => e.Stage == r.Stage,
        (RequestReturned e, RequestReturned r) => e.Stage == r.Stage && e.To == r.To,
        (RequestRejected e, RequestRejected r) => e.Stage == r.Stage,
        (QuorumUnreachable e, QuorumUnreachable r) => e == r,
        _ => expected?.GetType() == recorded.GetType(),
    };

    private static bool SameCounts(IReadOnlyDictionary<string, IReadOnlyList<string>> a, IReadOnlyDictionary<string, IReadOnlyList<string>> b) =>
        a.Count == b.Count && a.All(need => b.TryGetValue(need.Key, out var people) && people.SequenceEqual(need.Value, StringComparer.Ordinal));

    private static bool IsAsked(Flow flow, RequestRecord record, RequestEscalated escalated) => record.Stages.Any(s => s.Stage.Id == escalated.Stage
        && (escalated.Cause == EscalationCause.Overdue ? s.Times.Overdue && s.Stage.Overdue == escalated.To : flow.TooFew.Ask == escalated.To && s.Raised.ContainsKey(escalated.Need ?? "")));

    private static bool Named(RequestRecord record, IReadOnlyList<string>? names, string person) =>
        names?.Any(name => record.People.TryGetValue(name, out var people) && people.Contains(person)) == true;
}
