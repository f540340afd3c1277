using System.Text.Json.Serialization;

namespace Governance.Flows;

/// <summary>
/// A fact of an approval request, stored for ever under its class name. Who and when are metadata (<see cref="RequestEntry"/>).
/// People are pseudonymous ids; digests are lower-case hex SHA-256; decimals and 64-bit numbers are text.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ApprovalRequested), nameof(ApprovalRequested))]
[JsonDerivedType(typeof(RequestRevised), nameof(RequestRevised))]
[JsonDerivedType(typeof(StageOpened), nameof(StageOpened))]
[JsonDerivedType(typeof(EligibilityChanged), nameof(EligibilityChanged))]
[JsonDerivedType(typeof(DecisionMade), nameof(DecisionMade))]
[JsonDerivedType(typeof(DecisionTakenBack), nameof(DecisionTakenBack))]
[JsonDerivedType(typeof(QuorumUnreachable), nameof(QuorumUnreachable))]
[JsonDerivedType(typeof(StageSkipped), nameof(StageSkipped))]
[JsonDerivedType(typeof(StageClosed), nameof(StageClosed))]
[JsonDerivedType(typeof(RequestReturned), nameof(RequestReturned))]
[JsonDerivedType(typeof(RequestApproved), nameof(RequestApproved))]
[JsonDerivedType(typeof(RequestRejected), nameof(RequestRejected))]
[JsonDerivedType(typeof(RequestWithdrawn), nameof(RequestWithdrawn))]
[JsonDerivedType(typeof(GlassBroken), nameof(GlassBroken))]
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

/// <summary>A stage began, or began again after its content or an earlier stage had changed.</summary>
/// <param name="Stage">The stage's id.</param>
/// <param name="Eligible">For each people name the stage asks for, who that is now: sorted ids, excluded people among them.</param>
/// <param name="Unresolved">People names nobody could resolve, each with the reason. Their needs are errors.</param>
public sealed record StageOpened(
    string Stage,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Eligible,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Unresolved = null) : RequestEvent;

/// <summary>The directory changed while a stage is open: this is who its people names mean now.</summary>
/// <param name="Stage">The stage's id.</param>
/// <param name="Eligible">All people names of the stage, not only the changed ones.</param>
/// <param name="Unresolved">As in <see cref="StageOpened"/>.</param>
public sealed record EligibilityChanged(
    string Stage,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Eligible,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Unresolved = null) : RequestEvent;

/// <summary>What a person can decide.</summary>
[JsonConverter(typeof(KebabCase<Decision>))]
public enum Decision
{
    /// <summary>Agrees to exactly the content shown.</summary>
    Approve,

    /// <summary>Disagrees; the stage's <c>reject</c> says what follows.</summary>
    Reject,

    /// <summary>Asks for a new revision.</summary>
    RequestChanges,

    /// <summary>Takes part without agreeing or disagreeing.</summary>
    Abstain,
}

/// <summary>A person decided.</summary>
/// <param name="Decision">What.</param>
/// <param name="Digests">For each need it is meant for, the binding digest of the content the person was shown.</param>
/// <param name="Roles">The people names of the flow the person belonged to at that moment.</param>
/// <param name="Need">The one need it is meant for, when the person named one; then it is used nowhere else.</param>
/// <param name="Reason">In the person's words.</param>
public sealed record DecisionMade(
    Decision Decision,
    IReadOnlyDictionary<string, string> Digests,
    IReadOnlyList<string> Roles,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Need = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null) : RequestEvent;

/// <summary>A person took back what they had decided: everything in the open stages, or what concerns one need.</summary>
/// <param name="Need">The one need, when the person named one.</param>
/// <param name="Reason">In the person's words.</param>
public sealed record DecisionTakenBack(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Need = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null) : RequestEvent;

/// <summary>There are fewer people than a need asks for, so its stage cannot be completed as things stand.</summary>
/// <param name="Stage">The stage's id.</param>
/// <param name="Need">The need's id.</param>
/// <param name="Required">How many approvals it needs.</param>
/// <param name="Possible">How many there could be at most, with nobody counted twice where the flow says so.</param>
public sealed record QuorumUnreachable(string Stage, string Need, int Required, int Possible) : RequestEvent;

/// <summary>A stage does not apply to this subject.</summary>
/// <param name="Stage">The stage's id.</param>
public sealed record StageSkipped(string Stage) : RequestEvent;

/// <summary>A stage has what it needs. Later changes of the directory do not touch it.</summary>
/// <param name="Stage">The stage's id.</param>
/// <param name="Counted">For each need that was satisfied, whose approvals were used for it: sorted ids.</param>
public sealed record StageClosed(string Stage, IReadOnlyDictionary<string, IReadOnlyList<string>> Counted) : RequestEvent;

/// <summary>The request went back: to its author for a new revision, or to a stage of the flow.</summary>
/// <param name="Stage">The stage that sent it back.</param>
/// <param name="By">Whose decisions did it: sorted ids.</param>
/// <param name="To">The stage that begins again; absent when a new revision is needed.</param>
public sealed record RequestReturned(
    string Stage,
    IReadOnlyList<string> By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? To = null) : RequestEvent;

/// <summary>Every stage of the flow is closed or skipped: the current content is approved.</summary>
public sealed record RequestApproved : RequestEvent;

/// <summary>A stage rejected the request for good.</summary>
/// <param name="Stage">The stage's id.</param>
/// <param name="By">Whose decisions did it: sorted ids.</param>
public sealed record RequestRejected(string Stage, IReadOnlyList<string> By) : RequestEvent;

/// <summary>The request was taken away before it came to an end.</summary>
/// <param name="Reason">In the person's words.</param>
public sealed record RequestWithdrawn(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null) : RequestEvent;

/// <summary>Somebody who may do so went ahead without the approvals. It is an end of its own, never an approval.</summary>
/// <param name="Reason">Why it could not wait.</param>
public sealed record GlassBroken(string Reason) : RequestEvent;
