namespace Governance.Flows;

/// <summary>A stage with the places in the file that later checks point at.</summary>
internal sealed record StageRead(Stage Stage, YamlNode At, YamlNode? After, YamlNode? Effect);

/// <summary>Reads <c>stages</c>: their order, their conditions, what they need and what a rejection does.</summary>
internal sealed class StageReader(Findings findings, FlowNames names, IReadOnlyList<string> bind)
{
    private const int Most = 32;
    private static readonly string[] Known = ["id", "when", "after", "all", "any", "reject"];
    private static readonly string[] Later = ["checks", "due", "remind", "overdue"];

    public IReadOnlyList<StageRead> Read(Mapping flow)
    {
        if (flow.Need("stages") is not { } node) return [];
        if (node is not YamlList { Items: { Count: > 0 and <= Most } items })
        {
            findings.Add(node, $"`stages` must be a list of 1 to {Most} stages.");
            return [];
        }
        var stages = new List<StageRead>();
        string? previous = null;
        foreach (var item in items)
        {
            if (Mapping.Open(item, findings, "A stage", Known, Later) is not { } map) continue;
            stages.Add(One(map, item, previous));
            previous = stages[^1].Stage.Id;
        }
        return stages;
    }

    private StageRead One(Mapping map, YamlNode at, string? previous)
    {
        var id = map.Name("id");
        names.DeclareStage(map.Find("id"), id);
        var after = map.Find("after") is null && previous is not null ? [previous] : FlowReader.Sorted(UsedStages(map));
        var tree = new NeedReader(findings, names, bind).Read(map);
        var stage = new Stage(id, after, When(map, findings), tree, Reject(map, tree));
        var people = stage.Needs.Select(n => n.Of).Concat(stage.Reject.By).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var effect = map.Find("reject") is YamlMap reject ? reject.Entries.FirstOrDefault(e => e.Key.Text == "effect")?.Value : null;
        return new StageRead(stage with { PeopleNames = [.. people] }, at, map.Find("after"), effect);
    }

    private IReadOnlyList<YamlScalar> UsedStages(Mapping map)
    {
        var after = map.Names("after");
        foreach (var name in after) names.UseStage(name);
        return after;
    }

    internal static Condition? When(Mapping map, Findings findings) =>
        map.OptionalText("when") is null ? null : Condition.Read((YamlScalar)map.Find("when")!, findings, knowsPerson: false);

    private RejectRule Reject(Mapping map, NeedTree tree)
    {
        var everyone = tree.Leaves().Select(n => n.Of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (map.Find("reject") is not { } node || Mapping.Open(node, findings, "`reject`", ["by", "count", "effect"], "may-lift") is not { } reject)
            return new RejectRule(everyone, 1, RejectEffect.RequestChanges, null);
        var by = reject.Names("by");
        foreach (var name in by) names.UsePeople(name);
        if (reject.Find("by") is { } at && by.Count == 0) findings.Add(at, "`by` must name people of the flow; leave it out for everyone the stage asks.");
        var (effect, to) = Effect(reject);
        return new RejectRule(by.Count > 0 ? FlowReader.Sorted(by) : everyone, reject.Find("count") is null ? 1 : reject.Positive("count"), effect, to);
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
