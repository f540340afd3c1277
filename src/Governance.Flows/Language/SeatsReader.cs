namespace Governance.Flows;

/// <summary>Reads who may not decide, who may decide for others, and what happens when there are too few.</summary>
internal sealed class SeatsReader(Findings findings, FlowNames names, FlowDurations durations)
{
    public Separation Separation(Mapping map)
    {
        var all = new[] { Flows.Excluded.Author, Flows.Excluded.Editors, Flows.Excluded.Requester };
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
        var excluded = separation.Names("excluded");
        foreach (var name in excluded.Where(n => !FlowNames.OfRequest.Contains(n.Text)))
            findings.Add(name, $"`excluded` may name author, editors and requester, not `{name.Text}`.{Suggestion.Nearest(name.Text, FlowNames.OfRequest)}");
        if (!excluded.Any(n => n.Text == "author")) findings.Add(at, "`excluded` must name `author`: nobody approves what they authored.");
        return [.. Enum.GetValues<Excluded>().Where(e => excluded.Any(n => n.Text.Equals(e.ToString(), StringComparison.OrdinalIgnoreCase)))];
    }

    public TooFew TooFew(Mapping map)
    {
        var block = new TooFew(TooFewAction.Block);
        if (map.Find("too-few") is not { } node || Mapping.Open(node, findings, "`too-few`", ["do", "ask", "tell"]) is not { } tooFew) return block;
        var told = People(tooFew, "tell");
        if (tooFew.Find("do") is YamlMap doing)
            return Mapping.Open(doing, findings, "`do`", ["ask"]) is { } inner && inner.Need("ask") is not null ? new TooFew(TooFewAction.Ask, People(inner, "ask"), told) : block;
        if (tooFew.Find("ask") is not null)
        {
            if (tooFew.Find("do") is not null && tooFew.Choice("do", ["ask"]) is null) return block;
            return new TooFew(TooFewAction.Ask, People(tooFew, "ask"), told);
        }
        if (tooFew.Need("do") is null) return block;
        return new TooFew(tooFew.Choice("do", ["block", "lower"]) == "lower" ? TooFewAction.Lower : TooFewAction.Block, null, told);
    }

    public DelegationRule? Delegation(Mapping map)
    {
        if (map.Find("delegation") is not { } node || Mapping.Open(node, findings, "`delegation`", ["allowed", "max", "chain"]) is not { } delegation) return null;
        if (delegation.Flag("chain") == true) findings.Add(delegation.Find("chain")!, "`chain` must be false: a seat is never handed on by whom it was handed to.");
        var allowed = delegation.Need("allowed") is not null && delegation.Flag("allowed") == true;
        var max = delegation.Find("max") is null ? null : durations.Read(delegation, "max");
        return allowed ? new DelegationRule(max) : null;
    }

    private string? People(Mapping map, string key)
    {
        if (map.Find(key) is null) return null;
        names.UsePeople(map.Find(key));
        return map.Name(key);
    }
}
