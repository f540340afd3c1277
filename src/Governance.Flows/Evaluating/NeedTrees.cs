namespace Governance.Flows;

/// <summary>What the states of needs make of their tree.</summary>
internal static class NeedTrees
{
    /// <summary>
    /// The state of a branch. <c>all</c>: error, then rejected, then pending, then approved. <c>any</c>: approved, then pending,
    /// then error, then rejected. Skipped branches do not matter; only skipped branches are skipped.
    /// </summary>
    public static PartState Combine(bool all, IEnumerable<PartState> branches)
    {
        ReadOnlySpan<PartState> order = all
            ? [PartState.Error, PartState.Rejected, PartState.Waiting, PartState.Pending, PartState.Approved]
            : [PartState.Approved, PartState.Pending, PartState.Waiting, PartState.Error, PartState.Rejected];
        var present = 0;
        foreach (var branch in branches) present |= 1 << (int)branch;
        foreach (var state in order)
            if ((present & 1 << (int)state) != 0) return state;
        return PartState.Skipped;
    }

    public static PartState StateOf(NeedTree tree, IReadOnlyList<PartState> needs) => tree switch
    {
        AllOf all => Combine(true, all.Branches.Select(b => StateOf(b, needs))),
        AnyOf any => Combine(false, any.Branches.Select(b => StateOf(b, needs))),
        _ => needs[((Need)tree).Index],
    };

    /// <summary>The same tree with its explanation at every leaf.</summary>
    public static TreeExplanation Explain(NeedTree tree, IReadOnlyList<NeedExplanation> needs)
    {
        if (tree is Need need) return needs[need.Index];
        var branches = (tree is AllOf all ? all.Branches : ((AnyOf)tree).Branches).Select(b => Explain(b, needs)).ToList();
        var state = Combine(tree is AllOf, branches.Select(b => b.State));
        return tree is AllOf ? new AllExplanation(state, branches) : new AnyExplanation(state, branches);
    }

    /// <summary>
    /// The minimal sets of needs, by index, that satisfy a tree: at most as many as the parser allows. Null when nothing
    /// of the tree applies; empty when an error leaves no way.
    /// </summary>
    public static List<int[]>? Ways(NeedTree tree, NeedPart[] parts)
    {
        switch (tree)
        {
            case AllOf all:
                List<int[]>? product = null;
                foreach (var branch in all.Branches)
                    if (Ways(branch, parts) is { } ways)
                        product = product is null ? ways : [.. from left in product from right in ways select (int[])[.. left, .. right]];
                return product;
            case AnyOf any:
                List<int[]>? union = null;
                foreach (var branch in any.Branches)
                    if (Ways(branch, parts) is { } ways) union = union is null ? ways : [.. union, .. ways];
                return union;
            default:
                var part = parts[((Need)tree).Index];
                return part.Skipped ? null : part.Error is null ? [[part.Need.Index]] : [];
        }
    }
}
