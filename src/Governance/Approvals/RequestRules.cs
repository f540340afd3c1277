using Governance.Shared;

namespace Governance.Approvals;

/// <summary>Every no of opening, revising and reading requests, with its code; what a flow refuses is <see cref="Flows.RequestGuard"/>'s.</summary>
public static class RequestRules
{
    /// <summary>Nobody but those who wrote it and who asks changes what is before the approvers.</summary>
    public static readonly Refusal NotYoursToRevise = new(
        "request.not-yours-to-revise", "Only its author, its editors and whoever asks may revise it. Ask one of them, or decide to request changes.", RefusalKind.NotYours);

    /// <summary>The revision is the content that is there.</summary>
    public static readonly Refusal Unchanged = new("request.unchanged", "This is the content that is before the approvers already, about the same subject. Change something, or leave it as it is.");

    /// <summary>No such revision.</summary>
    public static readonly Refusal RevisionUnknown = new("request.revision-unknown", "The request has no such revision. Its explanation says which is the current one; they count from 1.", RefusalKind.Unknown);

    /// <summary>Somebody else's seat, which no flow gives away.</summary>
    public static readonly Refusal NotYourSeat = new("request.not-eligible", "You may decide for nobody but yourself here. Leave onBehalfOf out.", RefusalKind.NotYours, "onBehalfOf");

    /// <summary>The organisation has no such flow.</summary>
    public static Refusal FlowNotAdopted(string flow) => new("flow.not-adopted", $"The organisation has not adopted the flow {flow}. GET /flows lists those it has.");

    /// <summary>The subject comes before its approvers by a way of its own.</summary>
    public static Refusal OtherDoor(SubjectType subject) => new("request.other-door", subject.Door);

    /// <summary>Another request about the same subject is open under the same flow.</summary>
    public static Refusal AlreadyOpen(string requestId) => new(
        "request.already-open", $"The request {requestId} about this subject is open under this flow. Revise that one, or withdraw it before you open another.", Field: "subjectId");

    /// <summary>Editors that the directory does not know.</summary>
    public static Refusal EditorUnknown(IEnumerable<string> people) => new(
        "request.editor-unknown", $"Nobody of the organisation has the id {string.Join(", ", people)}, or not any more. GET /people lists everybody.", RefusalKind.Content, "editors");
}
