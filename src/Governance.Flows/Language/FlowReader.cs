namespace Governance.Flows;

/// <summary>Reads the top of a flow and brings its parts together.</summary>
internal sealed class FlowReader(Findings findings)
{
    private static readonly string[] Known =
    [
        "flow", "version", "subject", "title", "calendar", "content", "people", "separation", "stages", "too-few", "delegation",
        "withdraw", "expire", "reopen", "break-glass", "after-approval", "new-flow-version",
    ];

    private readonly FlowNames _names = new(findings);
    private readonly FlowDurations _durations = new(findings);

    /// <summary>The flow, or null when nothing could be made of the file; the findings decide whether it is valid.</summary>
    public Flow? Read(YamlNode root)
    {
        if (Mapping.Open(root, findings, "A flow", Known) is not { } map) return null;
        var content = Content(map);
        var people = new PeopleReader(findings, _names).Read(map);
        var stages = new StageReader(findings, _names, _durations, content.Bind).Read(map);
        var (seats, ends) = (new SeatsReader(findings, _names, _durations), new EndsReader(findings, _names, _durations));
        var calendar = new CalendarReader(findings).Read(map);
        var flow = new Flow
        {
            Name = map.Name("flow"),
            Version = map.Positive("version"),
            Subject = map.Name("subject"),
            Title = map.Text("title"),
            Content = content,
            People = people,
            Calendar = calendar ?? WorkCalendar.Always,
            Separation = seats.Separation(map),
            TooFew = seats.TooFew(map),
            Delegation = seats.Delegation(map),
            Withdraw = ends.Withdraw(map),
            Expire = ends.Expire(map),
            Reopen = ends.Reopen(map),
            BreakGlass = ends.BreakGlass(map),
            AfterApproval = ends.AfterApproval(map, stages),
            NewFlowVersion = NewVersion(map),
            Stages = [.. stages.Select(s => s.Stage)],
        };
        _names.Check();
        if (!findings.Any) CheckBinding(content, map, flow);
        if (map.Find("calendar") is null || calendar is not null) _durations.Check(flow.Calendar);
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

    // A field that is to be bound and is not could be changed behind every approval; one that is called editorial and is bound would end them.
    private void CheckBinding(FlowContent content, Mapping map, Flow flow)
    {
        if (map.Find("content") is not { } at || flow.Stages.Count == 0) return;
        var bound = flow.Stages.SelectMany(s => s.Needs).SelectMany(n => n.Bind).ToHashSet(StringComparer.Ordinal);
        foreach (var field in content.Bind.Where(f => !bound.Contains(f)))
            findings.Add(at, $"`{field}` is in `bind`, and every need binds fields of its own without it: bind it in one of them, or call it editorial.");
        foreach (var field in content.Editorial.Where(bound.Contains))
            findings.Add(at, $"`{field}` is called editorial, and a need binds it; a change of it cannot both end approvals and keep them.");
    }

    private static NewFlowVersion NewVersion(Mapping map) => map.Choice("new-flow-version", ["keep", "carry-over", "restart"]) switch
    {
        "carry-over" => NewFlowVersion.CarryOver,
        "restart" => NewFlowVersion.Restart,
        _ => NewFlowVersion.Keep,
    };

    internal static IReadOnlyList<string> Sorted(IEnumerable<YamlScalar> names) => [.. names.Select(n => n.Text).Order(StringComparer.Ordinal)];
}
