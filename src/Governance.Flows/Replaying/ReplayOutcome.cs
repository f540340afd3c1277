using System.Text.Json.Serialization;

namespace Governance.Flows;

/// <summary>How a past request would have come out under a proposed flow.</summary>
[JsonConverter(typeof(KebabCase<ReplayVerdict>))]
public enum ReplayVerdict
{
    /// <summary>It ends as it ended; when it was approved, with the same content. Sooner or by other hands is the same.</summary>
    Same,

    /// <summary>
    /// It certainly does not: it ends otherwise, or with another content; or it stands turned back where it had been decided; or it had been
    /// approved, and a rejection stands against it, or nobody could have completed it with that directory and content; or it is an error;
    /// or it had ended by a break-glass that the flow refuses.
    /// </summary>
    Different,

    /// <summary>When the past request ended it would still wait, for people who were never asked or had not decided; it might end as it did, or not.</summary>
    CannotBeTold,

    /// <summary>It has not ended yet: it is no past request.</summary>
    Open,
}

/// <summary>How a past request would have come out, and why.</summary>
/// <param name="Verdict">The short answer.</param>
/// <param name="Was">Where the past request stands.</param>
/// <param name="WouldBe">Where it would stand; absent when it was not replayed.</param>
/// <param name="Sentence">The reason for a person.</param>
public sealed record ReplayOutcome(
    ReplayVerdict Verdict,
    RequestState Was,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RequestState? WouldBe,
    string Sentence)
{
    /// <summary>Where both began to differ for good; absent unless the verdict is different.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReplayDifference? Difference { get; init; }

    /// <summary>For whom it would still wait, by need; empty when it would not.</summary>
    public IReadOnlyList<ReplayWait> Waiting { get; init; } = [];

    /// <summary>What people did and the flow would not have let them, in order.</summary>
    public IReadOnlyList<RefusedAct> Refused { get; init; } = [];
}

/// <summary>The past fact from which the request under the proposed flow never again stood where the past one did.</summary>
/// <param name="Version">Its version in the past request.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Fact">Its type.</param>
/// <param name="Person">Who recorded it.</param>
/// <param name="Stage">The stage that stood otherwise; absent when only the request as a whole did.</param>
/// <param name="Need">The need of that stage that made it so; absent when none did.</param>
/// <param name="Was">Where the stage or the request stood then.</param>
/// <param name="WouldBe">Where it would have stood.</param>
public sealed record ReplayDifference(
    [property: JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)] long Version,
    DateTimeOffset At,
    string Fact,
    string Person,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Stage,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Need,
    string Was,
    string WouldBe);

/// <summary>A need that would still have waited when the past request ended.</summary>
/// <param name="Stage">Its stage.</param>
/// <param name="Need">Its id.</param>
/// <param name="Approve">Its quorum as the flow writes it.</param>
/// <param name="Of">Whose approvals it asks for.</param>
/// <param name="Approved">Whose approvals would have counted.</param>
/// <param name="Undecided">Who was asked in the past request and had not approved in a way that counts here: sorted ids.</param>
/// <param name="NeverAsked">Who was never asked: sorted ids.</param>
public sealed record ReplayWait(
    string Stage, string Need, string Approve, string Of, IReadOnlyList<string> Approved, IReadOnlyList<string> Undecided, IReadOnlyList<string> NeverAsked);

/// <summary>Something a person did or wanted to do that a flow does not let them at that moment, so that it is not applied.</summary>
/// <param name="Version">Its version in the past request; of a simulated act, its place in the list, from 1.</param>
/// <param name="At">When.</param>
/// <param name="Person">Who.</param>
/// <param name="Act">What, as a word: <c>approve</c>, <c>withdraw</c> …</param>
/// <param name="Code">The code of the refusal.</param>
/// <param name="Sentence">What the person would be told.</param>
public sealed record RefusedAct(
    [property: JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)] long Version,
    DateTimeOffset At, string Person, string Act, string Code, string Sentence);
