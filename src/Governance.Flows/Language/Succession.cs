namespace Governance.Flows;

/// <summary>What the adoption of a newer version means for a request that is in flight under an older one.</summary>
public static class Succession
{
    /// <summary>
    /// The fact to append to a request pinned to <paramref name="before"/>, as that version's own <c>new-flow-version</c> says; null when it
    /// keeps the older one. A need keeps its approvals when one of the same id means the same: as many of the same people, for the same content, when the same holds.
    /// What stands against the request stands in the newer version, too.
    /// </summary>
    public static FlowReplaced? Of(Flow before, Flow after)
    {
        if (before.NewFlowVersion == NewFlowVersion.Keep || before.Name != after.Name || before.Digest == after.Digest) return null;
        var older = before.Stages.SelectMany(s => s.Needs).ToDictionary(n => n.Id, StringComparer.Ordinal);
        var kept = new List<string>();
        var restarted = new List<string>();
        foreach (var need in after.Stages.SelectMany(s => s.Needs).OrderBy(n => n.Id, StringComparer.Ordinal))
            (before.NewFlowVersion == NewFlowVersion.CarryOver && older.TryGetValue(need.Id, out var same) && MeansTheSame(before, same, after, need) ? kept : restarted).Add(need.Id);
        var newer = kept.Concat(restarted).ToHashSet(StringComparer.Ordinal);
        return new FlowReplaced(after.Version, after.Digest, kept, restarted, [.. older.Keys.Where(id => !newer.Contains(id)).Order(StringComparer.Ordinal)]);
    }

    private static bool MeansTheSame(Flow before, Need older, Flow after, Need newer) =>
        older.Of == newer.Of && older.Approve == newer.Approve && older.TieBreak == newer.TieBreak && older.When?.Canonical == newer.When?.Canonical
        && older.Bind.SequenceEqual(newer.Bind, StringComparer.Ordinal) && Canonical(before, older.Of) == Canonical(after, newer.Of);

    private static string Canonical(Flow flow, string people)
    {
        var chain = new List<string>();
        // The parser has refused circles of `otherwise`, so this ends.
        for (string? name = people; name is not null; name = flow.People[name].Otherwise) chain.Add($"{name}: {flow.People[name].Rule}");
        return string.Join("; ", chain);
    }
}
