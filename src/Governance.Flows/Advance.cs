namespace Governance.Flows;

/// <summary>Says which facts follow from a history, to be appended in the same transaction as the fact that caused them.</summary>
public static class Advance
{
    private const string Engine = "flows";

    /// <summary>
    /// Everything that follows now, in order, until nothing more does; calling again with the result appended gives nothing.
    /// Call it before each act of a person, so that deadlines have passed and the record knows who has just joined; after it; when
    /// the directory has changed; and when a deadline comes.
    /// </summary>
    /// <param name="flow">The flow the request is pinned to.</param>
    /// <param name="history">The request's facts, including the one just decided.</param>
    /// <param name="populations">Who the flow's people names mean now, for the current revision.</param>
    /// <param name="now">The server's time: deadlines up to it have passed, and new ones are computed from it.</param>
    public static IReadOnlyList<RequestEvent> Next(Flow flow, IReadOnlyList<RequestEntry> history, Populations populations, DateTimeOffset now)
    {
        var record = new RequestRecord(flow, history);
        var facts = new List<RequestEvent>();
        // Every round opens, closes, sets, passes, returns or ends something, and an opened stage starts empty or closes: the bound is never met.
        var most = 64 + 32 * (flow.Stages.Count + flow.Stages.Sum(s => s.Needs.Count)) + 2 * (populations.Delegations.Count + record.Seats.Handed.Count);
        for (; facts.Count < most; facts.Add(record.Last!.Fact))
        {
            if (record.Request is null || record.Pinned.Digest != flow.Digest) break;
            if (Following(flow, record, populations, now) is not { } fact) break;
            record.Apply(new RequestEntry(fact, Engine, null, now, record.Last!.Version + 1));
        }
        return facts;
    }

    private static RequestEvent? Following(Flow flow, RequestRecord record, Populations populations, DateTimeOffset now)
    {
        if (Timetable.ToSet(flow, record) is { } set) return set;
        if (record.End is not null) return Afterwards(flow, record, populations, now);
        // Whoever is reminded, told or asked is somebody who is there.
        if (SeatChanges.Next(flow, record, populations, now) is { } seat) return seat;
        if (Eligibility(record.Stages, populations) is { } changed) return changed;
        if (Escalation.Next(flow, record) is { } escalated) return escalated;
        if (Timetable.Passed(record, stage => CouldAct(flow, record, stage), now) is { } passed) return passed;
        var (_, next, toOpen) = Evaluator.Judged(flow, record);
        if (next is not null || toOpen < 0) return next;
        return Open(flow.Stages[toOpen], populations);
    }

    // A review is asked for at once, a confirmation when its time has come.
    private static RequestEvent? Afterwards(Flow flow, RequestRecord record, Populations populations, DateTimeOffset now)
    {
        if (record.Owed is not { Settled: false } owed) return null;
        if (owed.Stage.Status == StageStatus.Waiting && (owed.Purpose == DeadlinePurpose.Review || owed.Passed)) return Open(owed.Stage.Stage, populations);
        if (SeatChanges.Next(flow, record, populations, now) is { } seat) return seat;
        if (Eligibility([owed.Stage], populations) is { } changed) return changed;
        if (Timetable.Passed(record, _ => [], now) is { } passed) return passed;
        var (_, next, _) = Evaluator.Judged(flow, record);
        if (next is not null) return next;
        return owed is { Passed: true, Purpose: DeadlinePurpose.Review } && flow.BreakGlass!.Review!.Otherwise == Otherwise.Undo ? new BreakGlassUndone([]) : null;
    }

    private static StageOpened Open(Stage stage, Populations populations)
    {
        var (eligible, unresolved) = Of(stage, populations);
        return new StageOpened(stage.Id, eligible, unresolved);
    }

    private static EligibilityChanged? Eligibility(IEnumerable<StageRecord> stages, Populations populations)
    {
        foreach (var stage in stages)
        {
            if (stage.Status != StageStatus.Open) continue;
            var (eligible, unresolved) = Of(stage.Stage, populations);
            if (!Same(stage, eligible, unresolved)) return new EligibilityChanged(stage.Stage.Id, eligible, unresolved);
        }
        return null;
    }

    // Nobody is reminded of a need that has what it needs.
    private static IReadOnlyList<string> CouldAct(Flow flow, RequestRecord record, StageRecord stage) =>
    [
        .. Evaluator.Judged(flow, record).Evaluation.Stages.Where(s => s.Id == stage.Stage.Id).SelectMany(s => s.Needs)
            .Where(n => n.State != PartState.Approved).SelectMany(n => n.CouldAct).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    private static (SortedDictionary<string, IReadOnlyList<string>> Eligible, SortedDictionary<string, string>? Unresolved) Of(Stage stage, Populations populations)
    {
        var eligible = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var unresolved = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in stage.PeopleNames)
        {
            if (populations.Members.TryGetValue(name, out var ids)) eligible[name] = [.. ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            else unresolved[name] = populations.Unresolved.GetValueOrDefault(name, "no people were given for it.");
        }
        return (eligible, unresolved.Count == 0 ? null : unresolved);
    }

    private static bool Same(StageRecord stage, SortedDictionary<string, IReadOnlyList<string>> eligible, SortedDictionary<string, string>? unresolved)
    {
        if (stage.Now.Count != eligible.Count || stage.Unresolved.Count != (unresolved?.Count ?? 0)) return false;
        foreach (var (name, ids) in eligible)
            if (!stage.Now.TryGetValue(name, out var now) || now.Count != ids.Count || !ids.All(now.Contains)) return false;
        return unresolved is null || unresolved.All(u => stage.Unresolved.GetValueOrDefault(u.Key) == u.Value);
    }
}
