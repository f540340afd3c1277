using System.Text.Json.Serialization;

namespace Governance.Flows;

/// <summary>The request went back: to its author for a new revision, or to a stage of the flow. That spends the rejections that did it, and the approvals of the stages that begin again.</summary>
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

/// <summary>Those who went ahead were right to: the review that breaking the glass had opened is done.</summary>
/// <param name="By">Whose decisions did it: sorted ids.</param>
public sealed record BreakGlassReviewed(IReadOnlyList<string> By) : RequestEvent;

/// <summary>What went ahead without approvals is undone: its review refused it, or nobody reviewed it in time.</summary>
/// <param name="By">Whose decisions did it: sorted ids; empty when time ran out.</param>
public sealed record BreakGlassUndone(IReadOnlyList<string> By) : RequestEvent;

/// <summary>Time ran out before the request was decided. Silence never approves.</summary>
public sealed record RequestExpired : RequestEvent;

/// <summary>A request that had ended without approval goes on from its beginning: every stage opens anew, and everybody decides again. A rejection that had ended it is spent; any other stays until it is taken back or set aside.</summary>
/// <param name="Reason">In the person's words.</param>
public sealed record RequestReopened(string Reason) : RequestEvent;

/// <summary>An approval that has to be confirmed from time to time was.</summary>
/// <param name="By">Whose decisions did it: sorted ids.</param>
public sealed record ApprovalConfirmed(IReadOnlyList<string> By) : RequestEvent;
