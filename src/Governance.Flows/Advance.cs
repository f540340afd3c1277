namespace Governance.Flows;

/// <summary>Says which facts follow from a history, to be appended in the same transaction as the fact that caused them.</summary>
public static class Advance
{
    private const string Engine = "flows";

    /// <summary>
    /// Everything that follows now, in order, until nothing more does; calling again with the result appended gives nothing.
    /// Call it after each fact of a person, and when the directory has changed; for a decision of somebody who has just
    /// joined, also before it, so that the record knows them.
    /// </summary>
    /// <param name="flow">The flow the request is pinned to.</param>
    /// <param name="history">The request's facts, including the one just decided.</param>
    /// <param name="populations">Who the flow's people names mean now, for the current revision.</param>
    /// <param name="now">The server's time: deadlines up to it have passed, and new ones are computed from it.</param>
    public static IReadOnlyList<RequestEvent> Next(Flow flow, IReadOnlyList<RequestEntry> history, Populations populations, DateTimeOffset now)
    {
        var record = new RequestRecord(flow, history);
        var facts = new List<RequestEvent>();
        // Every round opens, closes, returns or ends something, and an opened stage starts empty or closes: the bound is never met.
        for (var most = 16 * (flow.Stages.Count + flow.Stages.Sum(s => s.Needs.Count)); facts.Count < most; facts.Add(record.Last!.Fact))
        {
            if (record.End is not null || record.Request is null) break;
            if (Following(flow, record, populations) is not { } fact) break;
            record.Apply(new RequestEntry(fact, Engine, null, now, record.Last!.Version + 1));
        }
        return facts;
    }

    private static RequestEvent? Following(Flow flow, RequestRecord record, Populations populations)
    {
        if (Eligibility(record, populations) is { } changed) return changed;
        var (_, next, toOpen) = Evaluator.Judged(flow, record);
        if (next is not null || toOpen < 0) return next;
        var (eligible, unresolved) = Of(flow.Stages[toOpen], populations);
        return new StageOpened(flow.Stages[toOpen].Id, eligible, unresolved);
    }

    private static EligibilityChanged? Eligibility(RequestRecord record, Populations populations)
    {
        foreach (var stage in record.Stages)
        {
            if (stage.Status != StageStatus.Open) continue;
            var (eligible, unresolved) = Of(stage.Stage, populations);
            if (!Same(stage, eligible, unresolved)) return new EligibilityChanged(stage.Stage.Id, eligible, unresolved);
        }
        return null;
    }

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
