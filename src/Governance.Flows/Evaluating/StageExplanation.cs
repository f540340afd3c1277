using System.Text.Json.Serialization;

namespace Governance.Flows;

/// <summary>A stage, explained.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Sentence">The same for a person.</param>
/// <param name="Tree">Its needs.</param>
/// <param name="Rejections">What stands against it.</param>
/// <param name="Finish">A smallest set of people whose approvals would complete it now; empty when nobody can, or nothing is missing.</param>
public sealed record StageExplanation(
    string Id,
    PartState State,
    string Sentence,
    TreeExplanation Tree,
    RejectionExplanation Rejections,
    IReadOnlyList<string> Finish)
{
    /// <summary>What must hold before it can close.</summary>
    public IReadOnlyList<CheckExplanation> Checks { get; init; } = [];

    /// <summary>When it should be decided, UTC; absent when it may take its time, or is not open.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Due { get; init; }

    /// <summary>Whether that has passed.</summary>
    public bool Overdue { get; init; }

    /// <summary>The stage's needs in the order of the flow.</summary>
    [JsonIgnore]
    public IEnumerable<NeedExplanation> Needs => Tree.Leaves();
}

/// <summary>A tree of needs, explained.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AllExplanation), "all")]
[JsonDerivedType(typeof(AnyExplanation), "any")]
[JsonDerivedType(typeof(NeedExplanation), "need")]
public abstract record TreeExplanation(PartState State)
{
    internal abstract IEnumerable<NeedExplanation> Leaves();
}

/// <summary>Every branch that applies must be satisfied.</summary>
public sealed record AllExplanation(PartState State, IReadOnlyList<TreeExplanation> Branches) : TreeExplanation(State)
{
    internal override IEnumerable<NeedExplanation> Leaves() => Branches.SelectMany(b => b.Leaves());
}

/// <summary>One branch must be satisfied.</summary>
public sealed record AnyExplanation(PartState State, IReadOnlyList<TreeExplanation> Branches) : TreeExplanation(State)
{
    internal override IEnumerable<NeedExplanation> Leaves() => Branches.SelectMany(b => b.Leaves());
}

/// <summary>A need, explained.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Of">Whose approvals it asks for.</param>
/// <param name="Approve">Its quorum as the flow writes it.</param>
/// <param name="Required">How many approvals that is.</param>
/// <param name="Possible">How many people could approve it at most.</param>
/// <param name="Digest">The binding digest an approval must carry now.</param>
/// <param name="Counted">The approvals that count, by person.</param>
/// <param name="NotCounted">Whose decisions do not count, and why.</param>
/// <param name="CouldAct">Who could still approve: sorted ids.</param>
/// <param name="Error">Why it cannot be told, naming the expression.</param>
public sealed record NeedExplanation(
    string Id,
    PartState State,
    string Of,
    string Approve,
    int Required,
    int Possible,
    string Digest,
    IReadOnlyList<CountedApproval> Counted,
    IReadOnlyList<NotCounted> NotCounted,
    IReadOnlyList<string> CouldAct,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error) : TreeExplanation(State)
{
    /// <summary>Every people name whose approvals count: the need's own, and those asked as well because it is overdue, too few or tied.</summary>
    public IReadOnlyList<string> Asks { get; init; } = [];

    /// <summary>Why it does not apply, when it does not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Skipped { get; init; }

    internal override IEnumerable<NeedExplanation> Leaves() => [this];
}

/// <summary>What stands against a stage.</summary>
/// <param name="Required">How many rejections have an effect.</param>
/// <param name="Effect"><c>request-changes</c>, <c>end</c>, or the stage that begins again.</param>
/// <param name="Standing">The rejections and requests for changes that stand, by person.</param>
public sealed record RejectionExplanation(int Required, string Effect, IReadOnlyList<StandingRejection> Standing);

/// <summary>A rejection or request for changes that stands until the person decides otherwise or takes it back.</summary>
public sealed record StandingRejection(
    string Person,
    Decision Decision,
    int Revision,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason)
{
    /// <summary>Who decided from this person's seat, when it was not the person.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Hand { get; init; }
}

/// <summary>A check of a stage.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Holds">Whether it holds; absent when that cannot be told, which blocks.</param>
/// <param name="Sentence">What to do, and which part of the condition failed.</param>
public sealed record CheckExplanation(
    string Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Holds,
    string Sentence);
