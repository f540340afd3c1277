namespace Governance.Flows;

/// <summary>Brings stages into an order in which each stands behind those it comes after, and refuses circles.</summary>
internal static class StageOrder
{
    public static Flow? Link(Flow flow, IReadOnlyList<StageRead> read, Findings findings)
    {
        var index = read.Select((r, i) => (r.Stage.Id, i)).ToDictionary(p => p.Id, p => p.i, StringComparer.Ordinal);
        var after = read.Select(r => r.Stage.After.Select(id => index[id]).ToArray()).ToArray();
        var order = Sort(after);
        for (var i = 0; i < read.Count; i++)
            if (!order.Contains(i)) findings.Add(read[i].After ?? read[i].At, $"Stage `{read[i].Stage.Id}` can never open: `after` goes in a circle.");
        if (findings.Any) return null;
        var later = Later(after, order);
        CheckReturns(read, index, later, findings);
        var extra = flow.Withdraw.By.Concat(flow.Reopen?.By ?? []).Where(flow.People.ContainsKey).Concat(flow.BreakGlass?.By ?? [])
            .Concat(new[] { flow.TooFew.Ask, flow.TooFew.Tell }.OfType<string>()).ToList();
        return flow with
        {
            Order = order,
            Review = Obligation.ReviewOf(flow),
            Confirmation = Obligation.ConfirmationOf(flow),
            Stages = [.. read.Select((r, i) => r.Stage with
            {
                Later = [.. later[i].Order()],
                PeopleNames = [.. r.Stage.PeopleNames.Concat(extra).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            })],
        };
    }

    private static List<int> Sort(int[][] after)
    {
        var order = new List<int>();
        var placed = new bool[after.Length];
        for (var found = true; found;)
        {
            found = false;
            for (var i = 0; i < after.Length; i++)
            {
                if (placed[i] || !after[i].All(a => placed[a])) continue;
                placed[i] = found = true;
                order.Add(i);
            }
        }
        return order;
    }

    private static HashSet<int>[] Later(int[][] after, List<int> order)
    {
        var later = after.Select(_ => new HashSet<int>()).ToArray();
        foreach (var i in order.AsEnumerable().Reverse())
            foreach (var earlier in after[i])
            {
                later[earlier].Add(i);
                later[earlier].UnionWith(later[i]);
            }
        return later;
    }

    private static void CheckReturns(IReadOnlyList<StageRead> read, Dictionary<string, int> index, HashSet<int>[] later, Findings findings)
    {
        for (var i = 0; i < read.Count; i++)
        {
            if (read[i].Stage.Reject.To is not { } to || index[to] == i || later[index[to]].Contains(i)) continue;
            findings.Add(read[i].Effect ?? read[i].At, $"A rejection in `{read[i].Stage.Id}` cannot go to `{to}`: that stage does not come before it.");
        }
    }
}
