namespace Governance.Flows;

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
public sealed record RejectRule(IReadOnlyList<string> By, int Count, RejectEffect Effect, string? To)
{
    /// <summary>People names, any of whom may set a rejection aside. Sorted.</summary>
    public IReadOnlyList<string> MayLift { get; init; } = [];
}
