namespace Governance.Flows;

/// <summary>
/// A flow: who must agree to what, in which order. Only <see cref="FlowParser"/> makes one, so every flow has passed
/// every check: names resolve, nothing goes in circles, sizes are bounded.
/// </summary>
public sealed record Flow
{
    internal Flow() { }

    /// <summary>Its name, unique in the organisation.</summary>
    public required string Name { get; init; }

    /// <summary>From 1; a request is pinned to one.</summary>
    public required int Version { get; init; }

    /// <summary>The type of subject it is for: <c>policy-version</c>, <c>post</c> …</summary>
    public required string Subject { get; init; }

    /// <summary>What people call it.</summary>
    public required string Title { get; init; }

    /// <summary>When its people work: what its durations are counted by.</summary>
    public required WorkCalendar Calendar { get; init; }

    /// <summary>Which fields an approval is for.</summary>
    public required FlowContent Content { get; init; }

    /// <summary>People names and whom they mean.</summary>
    public required IReadOnlyDictionary<string, PeopleDefinition> People { get; init; }

    /// <summary>Who may not decide, and where one person counts once.</summary>
    public required Separation Separation { get; init; }

    /// <summary>As they stand in the file.</summary>
    public required IReadOnlyList<Stage> Stages { get; init; }

    /// <summary>What happens when there are too few people for a quorum.</summary>
    public required TooFew TooFew { get; init; }

    /// <summary>Whether people may decide for others; null when nobody may.</summary>
    public required DelegationRule? Delegation { get; init; }

    /// <summary>Who may withdraw a request, and until when.</summary>
    public required Withdrawal Withdraw { get; init; }

    /// <summary>When a request ends undecided; null when it never does.</summary>
    public required Expiry? Expire { get; init; }

    /// <summary>Who may let a request that ended without approval go on; null when nobody may.</summary>
    public required Reopening? Reopen { get; init; }

    /// <summary>Who may go ahead without approvals; null when nobody may.</summary>
    public required BreakGlass? BreakGlass { get; init; }

    /// <summary>What is still owed once a request is approved; null when nothing is.</summary>
    public required AfterApproval? AfterApproval { get; init; }

    /// <summary>What a new version of the flow does to requests in flight.</summary>
    public required NewFlowVersion NewFlowVersion { get; init; }

    /// <summary>Lower-case hex SHA-256 of <see cref="Canonical"/>: comments and the order of keys do not change it.</summary>
    public string Digest { get; internal init; } = "";

    /// <summary>Canonical JSON with sorted keys and every default made explicit.</summary>
    public string Canonical { get; internal init; } = "";

    /// <summary>The review of a broken glass, as a stage that opens behind that end; null when the flow asks for none.</summary>
    internal Stage? Review { get; init; }

    /// <summary>The confirmation of an approval, as a stage that opens behind that end; null when the flow asks for none.</summary>
    internal Stage? Confirmation { get; init; }

    /// <summary>Indexes into <see cref="Stages"/>, each stage behind those it comes after.</summary>
    internal IReadOnlyList<int> Order { get; init; } = [];
}

/// <summary>Which fields an approval is for, and which may change without touching it.</summary>
/// <param name="Bind">The fields a need binds unless it names its own. Sorted.</param>
/// <param name="Editorial">Changing these keeps approvals. Sorted.</param>
public sealed record FlowContent(IReadOnlyList<string> Bind, IReadOnlyList<string> Editorial);

/// <summary>What a new version of the flow does to requests in flight.</summary>
public enum NewFlowVersion
{
    /// <summary>They keep the version they began with, to the end.</summary>
    Keep,

    /// <summary>They follow the new version; needs with the same id and meaning keep their approvals.</summary>
    CarryOver,

    /// <summary>They follow the new version, as a new revision that everybody decides on again.</summary>
    Restart,
}
