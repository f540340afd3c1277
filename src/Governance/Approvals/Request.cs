using Governance.Flows;

namespace Governance.Approvals;

/// <summary>An approval request: what it is about, its whole history for the evaluator, and whom it waits for.</summary>
/// <param name="Id">The stream key, <c>request/…</c>.</param>
public sealed record Request(string Id)
{
    /// <summary>The flow's name.</summary>
    public string Flow { get; init; } = "";

    /// <summary>The digest of the flow's version that it follows: to its end, unless a newer one takes over as that version says.</summary>
    public string FlowDigest { get; init; } = "";

    /// <summary>The kind of subject.</summary>
    public string SubjectType { get; init; } = "";

    /// <summary>The subject.</summary>
    public string SubjectId { get; init; } = "";

    /// <summary>What people call it.</summary>
    public string Title { get; init; } = "";

    /// <summary>Who asks.</summary>
    public string Requester { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public RequestState State { get; init; }

    /// <summary>Whether it has not ended: about one subject one request is open under a flow at a time.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether a request in this state has not ended.</summary>
    public static bool IsOpenIn(RequestState state) => state is RequestState.Pending or RequestState.ChangesRequested or RequestState.Error;

    /// <summary>Where it stands, for a person.</summary>
    public string Sentence { get; init; } = "";

    /// <summary>The digest of the content before the approvers now.</summary>
    public string Content { get; init; } = "";

    /// <summary>When it was opened.</summary>
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>When its last fact was recorded.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The stream's version.</summary>
    public long Version { get; init; }

    /// <summary>Every fact with who and when, in the order of the stream.</summary>
    public IReadOnlyList<RequestEntry> History { get; init; } = [];
}
