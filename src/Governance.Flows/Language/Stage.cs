namespace Governance.Flows;

/// <summary>A stage: a tree of needs that opens when the stages before it are done.</summary>
/// <param name="Id">Unique in the flow.</param>
/// <param name="After">The stages that must be closed or skipped first. Sorted.</param>
/// <param name="When">The stage is skipped when this does not hold.</param>
/// <param name="Tree">What must be agreed.</param>
/// <param name="Reject">What a rejection does.</param>
public sealed record Stage(string Id, IReadOnlyList<string> After, Condition? When, NeedTree Tree, RejectRule Reject)
{
    /// <summary>The stage's needs in the order of the file.</summary>
    public IReadOnlyList<Need> Needs { get; } = [.. Tree.Leaves()];

    /// <summary>Every people name the stage asks for, sorted.</summary>
    internal IReadOnlyList<string> PeopleNames { get; init; } = [];

    /// <summary>Indexes of all stages that come after this one, directly or not.</summary>
    internal IReadOnlyList<int> Later { get; init; } = [];
}

/// <summary>A tree of needs.</summary>
public abstract record NeedTree
{
    internal abstract IEnumerable<Need> Leaves();
}

/// <summary>Satisfied when every branch that applies is.</summary>
public sealed record AllOf(IReadOnlyList<NeedTree> Branches) : NeedTree
{
    internal override IEnumerable<Need> Leaves() => Branches.SelectMany(b => b.Leaves());
}

/// <summary>Satisfied when one branch is.</summary>
public sealed record AnyOf(IReadOnlyList<NeedTree> Branches) : NeedTree
{
    internal override IEnumerable<Need> Leaves() => Branches.SelectMany(b => b.Leaves());
}

/// <summary>So many approvals of these people for this content.</summary>
/// <param name="Id">Unique in the flow.</param>
/// <param name="Approve">How many.</param>
/// <param name="Of">A people name.</param>
/// <param name="When">The need is skipped when this does not hold.</param>
/// <param name="Bind">The fields an approval is for. Sorted.</param>
/// <param name="Index">The need's place among its stage's needs, from 0.</param>
public sealed record Need(string Id, Quorum Approve, string Of, Condition? When, IReadOnlyList<string> Bind, int Index) : NeedTree
{
    internal override IEnumerable<Need> Leaves() => [this];
}

/// <summary>How a quorum is counted.</summary>
public enum QuorumKind
{
    /// <summary>A fixed number of approvals.</summary>
    Count,

    /// <summary>Every eligible person of when the stage opened.</summary>
    All,

    /// <summary>More than half of them.</summary>
    Majority,

    /// <summary>That many in a hundred of them, rounded up.</summary>
    Percent,
}

/// <summary>How many approvals a need asks for.</summary>
/// <param name="Kind">How it is counted.</param>
/// <param name="Number">The count or the percentage; 0 for the others.</param>
public sealed record Quorum(QuorumKind Kind, int Number)
{
    /// <summary>Whether it is a share of those who were eligible when the stage opened, so that nobody who came later can stand in.</summary>
    public bool IsShare => Kind != QuorumKind.Count;

    /// <summary>How many approvals that is of so many people; never below 1.</summary>
    public int Of(int people) => Math.Max(1, Kind switch
    {
        QuorumKind.Count => Number,
        QuorumKind.All => people,
        QuorumKind.Majority => people / 2 + 1,
        _ => (int)(((long)people * Number + 99) / 100),
    });

    /// <summary>As it is written in a flow.</summary>
    public override string ToString() => Kind switch
    {
        QuorumKind.Count => $"{Number}",
        QuorumKind.Percent => $"{Number}%",
        QuorumKind.All => "all",
        _ => "majority",
    };
}

/// <summary>What standing rejections do.</summary>
public enum RejectEffect
{
    /// <summary>The request waits for a new revision.</summary>
    RequestChanges,

    /// <summary>The request is rejected for good.</summary>
    End,

    /// <summary>A stage, and those after it, begin again.</summary>
    Stage,
}

/// <summary>Whose rejections count, how many, and what they do.</summary>
/// <param name="By">People names, sorted.</param>
/// <param name="Count">From 1.</param>
/// <param name="Effect">What they do.</param>
/// <param name="To">The stage, when the effect is one.</param>
public sealed record RejectRule(IReadOnlyList<string> By, int Count, RejectEffect Effect, string? To);
