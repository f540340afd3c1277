using System.Globalization;

namespace Governance.Flows;

/// <summary>Reads the tree of needs of one stage.</summary>
internal sealed class NeedReader(Findings findings, FlowNames names, IReadOnlyList<string> bind)
{
    private const int MostNeeds = 128;
    private const int MostWays = 64;
    private static readonly string[] Known = ["id", "approve", "of", "when", "bind", "tie-break"];
    private int _count;

    public NeedTree Read(Mapping stage)
    {
        var (all, any) = (stage.Find("all"), stage.Find("any"));
        if (all is null == any is null)
        {
            findings.Add(stage.At, "A stage needs either `all` or `any`: a list of needs, which may hold further `all` and `any`.");
            return new AllOf([]);
        }
        var tree = Group(all ?? any!, isAll: all is not null);
        if (Ways(tree) > MostWays) findings.Add(all ?? any!, $"There are more than {MostWays} ways to satisfy this stage. Split it into stages.");
        if (names.Needs > MostNeeds) findings.Add(all ?? any!, $"A flow has at most {MostNeeds} needs.");
        return tree;
    }

    private NeedTree Group(YamlNode node, bool isAll)
    {
        var items = node is YamlList list ? list.Items : [];
        if (items.Count == 0) findings.Add(node, $"`{(isAll ? "all" : "any")}` must be a list of at least one need.");
        var branches = items.Select(Branch).OfType<NeedTree>().ToList();
        return isAll ? new AllOf(branches) : new AnyOf(branches);
    }

    private NeedTree? Branch(YamlNode node)
    {
        if (node is YamlMap { Entries: [{ Key.Text: "all" or "any" } group] }) return Group(group.Value, group.Key.Text == "all");
        if (Mapping.Open(node, findings, "A need", Known) is not { } map) return null;
        var id = map.Name("id");
        names.DeclareNeed(map.Find("id"), id);
        names.UsePeople(map.Find("of"));
        var own = map.Names("bind", map.FieldOf);
        if (map.Find("bind") is { } at && own.Count == 0) findings.Add(at, "`bind` must name at least one field: an approval is for something.");
        return new Need(id, Approve(map, findings), map.Name("of"), StageReader.When(map, findings), own.Count > 0 ? FlowReader.Sorted(own) : bind, _count++) { TieBreak = TieBreak(map) };
    }

    private string? TieBreak(Mapping map)
    {
        if (map.Find("tie-break") is not { } node) return null;
        names.UsePeople(node);
        if (map.Find("approve") is not YamlScalar { Text: "majority" }) findings.Add(node, "`tie-break` goes with `approve: majority` only: nothing else can be tied.");
        return map.Name("tie-break");
    }

    /// <summary>A quorum as needs and reviews write it.</summary>
    internal static Quorum Approve(Mapping map, Findings findings)
    {
        if (map.Need("approve") is not { } node) return new Quorum(QuorumKind.Count, 1);
        switch (node)
        {
            case YamlScalar { IsNumber: true } n when Mapping.WholeNumber(n.Text) is { } number: return new Quorum(QuorumKind.Count, number);
            case YamlScalar { IsText: true, Text: "all" }: return new Quorum(QuorumKind.All, 0);
            case YamlScalar { IsText: true, Text: "majority" }: return new Quorum(QuorumKind.Majority, 0);
            case YamlScalar { IsText: true } p when p.Text.EndsWith('%') && Mapping.WholeNumber(p.Text[..^1]) is { } percent and <= 100: return new Quorum(QuorumKind.Percent, percent);
        }
        findings.Add(node, string.Create(CultureInfo.InvariantCulture, $"`approve` must be a whole number from 1, all, majority, or a percentage from 1% to 100%."));
        return new Quorum(QuorumKind.Count, 1);
    }

    /// <summary>In how many minimal ways a tree can be satisfied; capped, because it grows with every `any` under an `all`.</summary>
    private static int Ways(NeedTree tree) => tree switch
    {
        AllOf all => all.Branches.Aggregate(1, (ways, b) => Math.Min(MostWays + 1, ways * Ways(b))),
        AnyOf any => Math.Min(MostWays + 1, any.Branches.Sum(Ways)),
        _ => 1,
    };
}
