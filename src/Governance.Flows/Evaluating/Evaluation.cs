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
    IReadOnlyList<StageExplanation> Stages)
{
    /// <summary>When the request ends undecided, UTC; absent when it never does, or has ended.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What a history records that does not follow from what people did in it, each a sentence; absent when all of it does, or nobody looked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Unfounded { get; init; }

    /// <summary>Whose seats may be used by whom.</summary>
    public IReadOnlyList<SeatDelegated> Seats { get; init; } = [];

    /// <summary>What is still owed behind the end; absent when nothing ever was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OwedExplanation? Owed { get; init; }

    /// <summary>The next moment at which something happens by itself, UTC; absent when nothing does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NextDeadline? Next { get; init; }
}

/// <summary>The next moment at which something happens by itself.</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Stage">The stage it is for; absent when it is the request's.</param>
public sealed record NextDeadline(
    DeadlinePurpose Purpose,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Stage = null);
