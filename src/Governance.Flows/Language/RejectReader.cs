namespace Governance.Flows;

/// <summary>Reads what a rejection does in a stage, whose counts, and who may set one aside.</summary>
internal sealed class RejectReader(Findings findings, FlowNames names)
{
    public RejectRule Read(Mapping map, NeedTree tree)
    {
        var everyone = tree.Leaves().Select(n => n.Of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (map.Find("reject") is not { } node || Mapping.Open(node, findings, "`reject`", ["by", "count", "effect", "may-lift"]) is not { } reject)
            return new RejectRule(everyone, 1, RejectEffect.RequestChanges, null);
        var by = reject.Names("by");
        foreach (var name in by) names.UsePeople(name);
        if (reject.Find("by") is { } at && by.Count == 0) findings.Add(at, "`by` must name people of the flow; leave it out for everyone the stage asks.");
        var (effect, to) = Effect(reject);
        var lift = reject.Names("may-lift");
        foreach (var name in lift) names.UsePeople(name);
        return new RejectRule(by.Count > 0 ? FlowReader.Sorted(by) : everyone, reject.Find("count") is null ? 1 : reject.Positive("count"), effect, to) { MayLift = FlowReader.Sorted(lift) };
    }

    private (RejectEffect Effect, string? To) Effect(Mapping reject)
    {
        if (reject.Find("effect") is not { } node) return (RejectEffect.RequestChanges, null);
        switch (reject.Name("effect"))
        {
            case "request-changes": return (RejectEffect.RequestChanges, null);
            case "end": return (RejectEffect.End, null);
            case var stage:
                if (stage.Length > 0) names.UseStage(node);
                return (RejectEffect.Stage, stage);
        }
    }
}
