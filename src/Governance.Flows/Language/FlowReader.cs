namespace Governance.Flows;

/// <summary>Reads the top of a flow and brings its parts together.</summary>
internal sealed class FlowReader(Findings findings)
{
    private static readonly string[] Known =
        ["flow", "version", "subject", "title", "content", "people", "separation", "stages", "too-few", "withdraw", "break-glass", "new-flow-version"];

    private static readonly string[] Later = ["calendar", "delegation", "expire", "reopen", "after-approval"];
    private readonly FlowNames _names = new(findings);

    /// <summary>The flow, or null when nothing could be made of the file; the findings decide whether it is valid.</summary>
    public Flow? Read(YamlNode root)
    {
        if (Mapping.Open(root, findings, "A flow", Known, Later) is not { } map) return null;
        var content = Content(map);
        var people = new PeopleReader(findings, _names).Read(map);
        var stages = new StageReader(findings, _names, content.Bind).Read(map);
        var flow = new Flow
        {
            Name = map.Name("flow"),
            Version = map.Positive("version"),
            Subject = map.Name("subject"),
            Title = map.Text("title"),
            Content = content,
            People = people,
            Separation = Separation(map),
            Withdraw = Withdraw(map),
            BreakGlass = BreakGlass(map),
            TooFew = TooFew(map),
            NewFlowVersion = NewVersion(map),
            Stages = [.. stages.Select(s => s.Stage)],
        };
        _names.Check();
        return findings.Any ? null : StageOrder.Link(flow, stages, findings);
    }

    private FlowContent Content(Mapping map)
    {
        if (map.Need("content") is not { } node || Mapping.Open(node, findings, "`content`", ["bind", "editorial"]) is not { } content)
            return new FlowContent([], []);
        var bind = content.Names("bind", content.FieldOf);
        var editorial = content.Names("editorial", content.FieldOf);
        if (content.Need("bind") is { } at && bind.Count == 0) findings.Add(at, "`bind` must name at least one field: an approval is for something.");
        foreach (var field in editorial.Where(e => bind.Any(b => b.Text == e.Text)))
            findings.Add(field, $"`{field.Text}` is in `bind` too; a change of it cannot both end approvals and keep them.");
        return new FlowContent(Sorted(bind), Sorted(editorial));
    }

    private Separation Separation(Mapping map)
    {
        var all = new[] { Excluded.Author, Excluded.Editors, Excluded.Requester };
        if (map.Find("separation") is not { } node || Mapping.Open(node, findings, "`separation`", ["excluded", "distinct"]) is not { } separation)
            return new Separation(all, Distinct.Flow);
        var distinct = separation.Choice("distinct", ["flow", "stage", "none"]) switch
        {
            "stage" => Distinct.Stage,
            "none" => Distinct.None,
            _ => Distinct.Flow,
        };
        return new Separation(separation.Find("excluded") is { } list ? ExcludedIn(separation, list) : all, distinct);
    }

    private IReadOnlyList<Excluded> ExcludedIn(Mapping separation, YamlNode at)
    {
        var names = separation.Names("excluded");
        foreach (var name in names.Where(n => !FlowNames.OfRequest.Contains(n.Text)))
            findings.Add(name, $"`excluded` may name author, editors and requester, not `{name.Text}`.{Suggestion.Nearest(name.Text, FlowNames.OfRequest)}");
        if (!names.Any(n => n.Text == "author")) findings.Add(at, "`excluded` must name `author`: nobody approves what they authored.");
        return [.. Enum.GetValues<Excluded>().Where(e => names.Any(n => n.Text.Equals(e.ToString(), StringComparison.OrdinalIgnoreCase)))];
    }

    private Withdrawal Withdraw(Mapping map)
    {
        if (map.Find("withdraw") is not { } node || Mapping.Open(node, findings, "`withdraw`", ["by", "until"]) is not { } withdraw)
            return new Withdrawal(["requester"], "approved");
        var by = withdraw.Names("by");
        if (withdraw.Need("by") is { } at && by.Count == 0) findings.Add(at, "`by` must name somebody: author, editors, requester or people of the flow.");
        foreach (var name in by.Where(n => !FlowNames.OfRequest.Contains(n.Text))) _names.UsePeople(name);
        var until = withdraw.Find("until") is null ? "approved" : withdraw.Name("until");
        if (until is not ("approved" or "")) _names.UseStage(withdraw.Find("until"));
        return new Withdrawal(Sorted(by), until);
    }

    private BreakGlass? BreakGlass(Mapping map)
    {
        if (map.Find("break-glass") is not { } node || Mapping.Open(node, findings, "`break-glass`", ["by", "reason"], "review") is not { } glass) return null;
        var by = glass.Names("by");
        if (glass.Need("by") is { } at && by.Count == 0) findings.Add(at, "`by` must name people of the flow.");
        foreach (var name in by) _names.UsePeople(name);
        if (glass.Need("reason") is not null) glass.Choice("reason", ["required"]);
        return new BreakGlass(Sorted(by));
    }

    private TooFew TooFew(Mapping map)
    {
        if (map.Find("too-few") is { } node && Mapping.Open(node, findings, "`too-few`", ["do"], "ask", "tell") is { } tooFew && tooFew.Need("do") is not null)
            tooFew.Choice("do", ["block"], "ask", "lower");
        return Flows.TooFew.Block;
    }

    private static NewFlowVersion NewVersion(Mapping map)
    {
        map.Choice("new-flow-version", ["keep"], "carry-over", "restart");
        return NewFlowVersion.Keep;
    }

    internal static IReadOnlyList<string> Sorted(IEnumerable<YamlScalar> names) => [.. names.Select(n => n.Text).Order(StringComparer.Ordinal)];
}
