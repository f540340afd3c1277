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

    /// <summary>What must hold before the stage can close, whoever approves.</summary>
    public IReadOnlyList<Check> Checks { get; init; } = [];

    /// <summary>So long after it opened it should be decided; null when it may take its time.</summary>
    public Duration? Due { get; init; }

    /// <summary>So long after it opened those who have not decided are reminded, as often.</summary>
    public IReadOnlyList<Duration> Remind { get; init; } = [];

    /// <summary>The people name that is asked as well when it is overdue; null when nobody is.</summary>
    public string? Overdue { get; init; }

    /// <summary>Every people name the stage asks for, sorted.</summary>
    internal IReadOnlyList<string> PeopleNames { get; init; } = [];

    /// <summary>Indexes of all stages that come after this one, directly or not.</summary>
    internal IReadOnlyList<int> Later { get; init; } = [];
}

/// <summary>A condition that must hold before a stage can close.</summary>
/// <param name="Id">Unique in the stage.</param>
/// <param name="That">The condition.</param>
/// <param name="Says">What to do when it does not hold.</param>
public sealed record Check(string Id, Condition That, string Says);

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
    /// <summary>The people name that decides when everybody has decided and exactly half approve; null when nobody does.</summary>
    public string? TieBreak { get; init; }

    internal override IEnumerable<Need> Leaves() => [this];
}
