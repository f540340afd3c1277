using System.Text.Json.Serialization;

namespace Governance.Flows;

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

/// <summary>Somebody who may set a rejection aside.</summary>
/// <param name="Stage">The stage it stood against.</param>
/// <param name="Person">Whose rejections or requests for changes no longer stand there.</param>
/// <param name="Reason">In the words of whoever lifted it.</param>
public sealed record RejectionLifted(string Stage, string Person, string Reason) : RequestEvent;

/// <summary>Somebody's seat may be used by another person from now on: one seat, one vote, whoever of both decided last.</summary>
/// <param name="Principal">Whose seat it is.</param>
/// <param name="Delegate">Who may decide from it.</param>
/// <param name="Until">Until when at the latest.</param>
/// <param name="Delegation">The standing delegation of the directory that it follows; absent when it was given for this request alone.</param>
/// <param name="Reason">In the principal's words.</param>
public sealed record SeatDelegated(
    string Principal,
    string Delegate,
    DateTimeOffset Until,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Delegation = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null) : RequestEvent;

/// <summary>A seat is its principal's alone again. What was decided from it meanwhile stays decided.</summary>
/// <param name="Principal">Whose seat it is.</param>
/// <param name="Delegate">Who may no longer decide from it.</param>
public sealed record SeatReturned(string Principal, string Delegate) : RequestEvent;
