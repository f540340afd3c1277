namespace Governance.Flows;

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
