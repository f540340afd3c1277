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

    /// <summary>Which fields an approval is for.</summary>
    public required FlowContent Content { get; init; }

    /// <summary>People names and whom they mean.</summary>
    public required IReadOnlyDictionary<string, PeopleDefinition> People { get; init; }

    /// <summary>Who may not decide, and where one person counts once.</summary>
    public required Separation Separation { get; init; }

    /// <summary>As they stand in the file.</summary>
    public required IReadOnlyList<Stage> Stages { get; init; }

    /// <summary>Who may withdraw a request, and until when.</summary>
    public required Withdrawal Withdraw { get; init; }

    /// <summary>Who may go ahead without approvals; null when nobody may.</summary>
    public required BreakGlass? BreakGlass { get; init; }

    /// <summary>What happens when there are too few people for a quorum.</summary>
    public required TooFew TooFew { get; init; }

    /// <summary>What a new version of the flow does to requests in flight.</summary>
    public required NewFlowVersion NewFlowVersion { get; init; }

    /// <summary>Lower-case hex SHA-256 of <see cref="Canonical"/>: comments and the order of keys do not change it.</summary>
    public string Digest { get; internal init; } = "";

    /// <summary>Canonical JSON with sorted keys and every default made explicit.</summary>
    public string Canonical { get; internal init; } = "";

    /// <summary>Indexes into <see cref="Stages"/>, each stage behind those it comes after.</summary>
    internal IReadOnlyList<int> Order { get; init; } = [];
}

/// <summary>Which fields an approval is for, and which may change without touching it.</summary>
/// <param name="Bind">The fields a need binds unless it names its own. Sorted.</param>
/// <param name="Editorial">Changing these keeps approvals. Sorted.</param>
public sealed record FlowContent(IReadOnlyList<string> Bind, IReadOnlyList<string> Editorial);

/// <summary>Who can never count because of what they did to the request.</summary>
public enum Excluded
{
    /// <summary>Who wrote it. Always excluded.</summary>
    Author,

    /// <summary>Everyone who made any revision.</summary>
    Editors,

    /// <summary>Who asked for approval.</summary>
    Requester,
}

/// <summary>Within which bounds one person's approvals count once.</summary>
public enum Distinct
{
    /// <summary>In the whole flow.</summary>
    Flow,

    /// <summary>In each stage.</summary>
    Stage,

    /// <summary>Nowhere: one person may satisfy several needs.</summary>
    None,
}

/// <summary>Separation of duties.</summary>
public sealed record Separation(IReadOnlyList<Excluded> Excluded, Distinct Distinct);

/// <summary>Who may withdraw: <c>author</c>, <c>editors</c>, <c>requester</c> or people names; and until when.</summary>
/// <param name="By">Sorted.</param>
/// <param name="Until"><c>approved</c>, or the id of a stage: until that stage is closed.</param>
public sealed record Withdrawal(IReadOnlyList<string> By, string Until);

/// <summary>Who may break the glass. A reason is always required.</summary>
/// <param name="By">People names, sorted.</param>
public sealed record BreakGlass(IReadOnlyList<string> By);

/// <summary>What happens when there are too few people for a quorum.</summary>
public enum TooFew
{
    /// <summary>The request waits, and <see cref="QuorumUnreachable"/> says so.</summary>
    Block,
}

/// <summary>What a new version of the flow does to requests in flight.</summary>
public enum NewFlowVersion
{
    /// <summary>They keep the version they began with, to the end.</summary>
    Keep,
}
