namespace Governance.Flows;

/// <summary>A stage with the places in the file that later checks point at.</summary>
internal sealed record StageRead(Stage Stage, YamlNode At, YamlNode? After, YamlNode? Effect);

/// <summary>Reads <c>stages</c>: their order, their conditions, what they need and what a rejection does.</summary>
internal sealed class StageReader(Findings findings, FlowNames names, FlowDurations durations, IReadOnlyList<string> bind)
{
    private const int Most = 32;
    private const int MostChecks = 32;
    private const int MostReminders = 10;
    private static readonly string[] Known = ["id", "when", "after", "checks", "all", "any", "reject", "due", "remind", "overdue"];

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
            if (Mapping.Open(item, findings, "A stage", Known) is not { } map) continue;
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
        var stage = new Stage(id, after, When(map, findings), tree, new RejectReader(findings, names).Read(map, tree))
        {
            Checks = Checks(map),
            Due = map.Find("due") is null ? null : durations.Read(map, "due"),
            Remind = durations.ReadAll(map, "remind", MostReminders),
            Overdue = Overdue(map),
        };
        var people = stage.Needs.SelectMany(n => (string?[])[n.Of, n.TieBreak]).Append(stage.Overdue).OfType<string>()
            .Concat(stage.Reject.By).Concat(stage.Reject.MayLift).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
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

    private List<Check> Checks(Mapping map)
    {
        var checks = new List<Check>();
        if (map.Find("checks") is not { } node) return checks;
        if (node is not YamlList { Items: { Count: > 0 and <= MostChecks } items })
        {
            findings.Add(node, $"`checks` must be a list of 1 to {MostChecks} conditions, each with `id`, `that` and `says`.");
            return checks;
        }
        foreach (var item in items)
        {
            if (Mapping.Open(item, findings, "A check", ["id", "that", "says"]) is not { } check) continue;
            var (id, says) = (check.Name("id"), check.Text("says"));
            if (checks.Exists(c => c.Id == id)) findings.Add(check.Find("id")!, $"Another check of this stage is called `{id}` already.");
            if (check.Text("that").Length > 0 && Condition.Read((YamlScalar)check.Find("that")!, findings, knowsPerson: false) is { } that) checks.Add(new Check(id, that, says));
        }
        return checks;
    }

    private string? Overdue(Mapping map)
    {
        if (map.Find("overdue") is not { } node || Mapping.Open(node, findings, "`overdue`", ["ask"]) is not { } overdue) return null;
        if (map.Find("due") is null) findings.Add(node, "`overdue` needs `due`: nothing is overdue that is never due.");
        names.UsePeople(overdue.Need("ask"));
        return overdue.Find("ask") is null ? null : overdue.Name("ask");
    }
}
