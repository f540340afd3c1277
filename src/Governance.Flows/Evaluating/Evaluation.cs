using System.Text.Json.Serialization;

namespace Governance.Flows;

/// <summary>Where a request stands.</summary>
[JsonConverter(typeof(KebabCase<RequestState>))]
public enum RequestState
{
    /// <summary>Waits for decisions.</summary>
    Pending,

    /// <summary>Waits for a new revision.</summary>
    ChangesRequested,

    /// <summary>Every stage is closed or skipped.</summary>
    Approved,

    /// <summary>Rejected for good.</summary>
    Rejected,

    /// <summary>Taken away before its end.</summary>
    Withdrawn,

    /// <summary>Time ran out.</summary>
    Expired,

    /// <summary>Somebody went ahead without the approvals: never the same as approved.</summary>
    ApprovedByBreakGlass,

    /// <summary>Somebody went ahead without the approvals, and that was undone.</summary>
    Undone,

    /// <summary>Cannot go on before what <see cref="Evaluation.Errors"/> names is put right.</summary>
    Error,
}

/// <summary>Where a stage, a need or a branch between them stands.</summary>
[JsonConverter(typeof(KebabCase<PartState>))]
public enum PartState
{
    /// <summary>Does not apply to this subject.</summary>
    Skipped,

    /// <summary>Not open: something before it is not done.</summary>
    Waiting,

    /// <summary>Open, and not complete.</summary>
    Pending,

    /// <summary>Has what it needs.</summary>
    Approved,

    /// <summary>So many rejections stand that it cannot be completed.</summary>
    Rejected,

    /// <summary>Cannot be told; blocks.</summary>
    Error,
}

/// <summary>A request, evaluated and explained in one go. Serialisable as it stands.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Sentence">The same for a person.</param>
/// <param name="Flow">The flow's name.</param>
/// <param name="FlowVersion">Its version.</param>
/// <param name="FlowDigest">Its digest.</param>
/// <param name="Revision">The current revision, from 1; 0 when nothing was requested.</param>
/// <param name="Content">The digest of the current content; empty when nothing was requested.</param>
/// <param name="Errors">Everything that blocks because it cannot be told.</param>
/// <param name="Stages">In the order of the flow.</param>
public sealed record Evaluation(
    RequestState State,
    string Sentence,
    string Flow,
    int FlowVersion,
    string FlowDigest,
    int Revision,
    string Content,
    IReadOnlyList<string> Errors,
    IReadOnlyList<StageExplanation> Stages);

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
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason);
