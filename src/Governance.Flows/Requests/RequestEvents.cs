using System.Text.Json.Serialization;

namespace Governance.Flows;

/// <summary>
/// A fact of an approval request, stored for ever under its class name. Who and when are metadata (<see cref="RequestEntry"/>).
/// People are pseudonymous ids; digests are lower-case hex SHA-256; decimals and 64-bit numbers are text.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ApprovalRequested), nameof(ApprovalRequested))]
[JsonDerivedType(typeof(RequestRevised), nameof(RequestRevised))]
[JsonDerivedType(typeof(FlowReplaced), nameof(FlowReplaced))]
[JsonDerivedType(typeof(StageOpened), nameof(StageOpened))]
[JsonDerivedType(typeof(EligibilityChanged), nameof(EligibilityChanged))]
[JsonDerivedType(typeof(DeadlineSet), nameof(DeadlineSet))]
[JsonDerivedType(typeof(DeadlinePassed), nameof(DeadlinePassed))]
[JsonDerivedType(typeof(PeopleReminded), nameof(PeopleReminded))]
[JsonDerivedType(typeof(RequestEscalated), nameof(RequestEscalated))]
[JsonDerivedType(typeof(PeopleTold), nameof(PeopleTold))]
[JsonDerivedType(typeof(SeatDelegated), nameof(SeatDelegated))]
[JsonDerivedType(typeof(SeatReturned), nameof(SeatReturned))]
[JsonDerivedType(typeof(DecisionMade), nameof(DecisionMade))]
[JsonDerivedType(typeof(DecisionTakenBack), nameof(DecisionTakenBack))]
[JsonDerivedType(typeof(RejectionLifted), nameof(RejectionLifted))]
[JsonDerivedType(typeof(QuorumUnreachable), nameof(QuorumUnreachable))]
[JsonDerivedType(typeof(QuorumLowered), nameof(QuorumLowered))]
[JsonDerivedType(typeof(StageSkipped), nameof(StageSkipped))]
[JsonDerivedType(typeof(StageClosed), nameof(StageClosed))]
[JsonDerivedType(typeof(RequestReturned), nameof(RequestReturned))]
[JsonDerivedType(typeof(RequestApproved), nameof(RequestApproved))]
[JsonDerivedType(typeof(ApprovalConfirmed), nameof(ApprovalConfirmed))]
[JsonDerivedType(typeof(RequestRejected), nameof(RequestRejected))]
[JsonDerivedType(typeof(RequestWithdrawn), nameof(RequestWithdrawn))]
[JsonDerivedType(typeof(RequestExpired), nameof(RequestExpired))]
[JsonDerivedType(typeof(RequestReopened), nameof(RequestReopened))]
[JsonDerivedType(typeof(GlassBroken), nameof(GlassBroken))]
[JsonDerivedType(typeof(BreakGlassReviewed), nameof(BreakGlassReviewed))]
[JsonDerivedType(typeof(BreakGlassUndone), nameof(BreakGlassUndone))]
public abstract record RequestEvent;

/// <summary>Somebody asked for approval of exactly this content under exactly this version of a flow. It is revision 1.</summary>
/// <param name="Flow">The flow's name.</param>
/// <param name="FlowVersion">Its version, from 1.</param>
/// <param name="FlowDigest">The digest of its canonical form: the flow that was meant, whatever a file says today.</param>
/// <param name="SubjectType">What is to be approved: <c>policy-version</c>, <c>post</c> …</param>
/// <param name="SubjectId">Which one.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Subject">What conditions and people of the flow may ask about.</param>
/// <param name="Fields">The content: a SHA-256 for each field. Absent is another content than empty.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Editors">Who else wrote on it before.</param>
/// <param name="Requester">Who asks.</param>
public sealed record ApprovalRequested(
    string Flow,
    int FlowVersion,
    string FlowDigest,
    string SubjectType,
    string SubjectId,
    string Title,
    IReadOnlyDictionary<string, FactValue> Subject,
    IReadOnlyDictionary<string, string> Fields,
    string Author,
    IReadOnlyList<string> Editors,
    string Requester) : RequestEvent;

/// <summary>The content changed. Whoever recorded it is an editor from now on, and so is everyone named here.</summary>
/// <param name="Fields">All fields of the new content, not only the changed ones.</param>
/// <param name="Subject">What the subject says now, all of it.</param>
/// <param name="Editors">Who else wrote on this revision.</param>
/// <param name="Summary">What changed, in a person's words.</param>
public sealed record RequestRevised(
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyDictionary<string, FactValue> Subject,
    IReadOnlyList<string> Editors,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Summary = null) : RequestEvent;

/// <summary>A newer version of the flow took over while the request was in flight, as the flow it followed says.</summary>
/// <param name="FlowVersion">The version that is followed from here on.</param>
/// <param name="FlowDigest">The digest of its canonical form.</param>
/// <param name="Kept">Needs that keep their approvals: the same id asks the same people for the same content. Sorted.</param>
/// <param name="Restarted">Needs of the newer version that start without any. Sorted.</param>
/// <param name="Dropped">Needs of the older version that the newer one does not have. Sorted.</param>
public sealed record FlowReplaced(int FlowVersion, string FlowDigest, IReadOnlyList<string> Kept, IReadOnlyList<string> Restarted, IReadOnlyList<string> Dropped) : RequestEvent;
