using System.Text.Json.Serialization;

namespace Governance.Flows;

/// <summary>What a deadline is for.</summary>
[JsonConverter(typeof(KebabCase<DeadlinePurpose>))]
public enum DeadlinePurpose
{
    /// <summary>A stage should be decided.</summary>
    Due,

    /// <summary>People who have not decided are reminded.</summary>
    Reminder,

    /// <summary>The request ends undecided.</summary>
    Expiry,

    /// <summary>A broken glass should be reviewed.</summary>
    Review,

    /// <summary>An approval has to be confirmed again.</summary>
    Confirmation,
}

/// <summary>A moment was computed, once, with all that it was computed from; a later edition of a calendar does not move it.</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Zone">The time zone of the calendar, as IANA names it.</param>
/// <param name="Calendar">Working hours and holidays in the calendar's canonical form; empty when every moment is working time.</param>
/// <param name="TimeZoneData">The edition of the time-zone data.</param>
/// <param name="Stage">The stage it is for; absent when it is the request's.</param>
public sealed record DeadlineSet(
    DeadlinePurpose Purpose,
    DateTimeOffset At,
    string Zone,
    string Calendar,
    string TimeZoneData,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Stage = null) : RequestEvent;

/// <summary>A deadline passed, and what it was for had not happened.</summary>
/// <param name="Purpose">What it was for.</param>
/// <param name="At">When it was, UTC; the fact itself may have been recorded later.</param>
/// <param name="Stage">The stage it was for; absent when it was the request's.</param>
public sealed record DeadlinePassed(
    DeadlinePurpose Purpose,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Stage = null) : RequestEvent;

/// <summary>Whoever could still act in a stage was reminded of it.</summary>
/// <param name="Stage">The stage's id.</param>
/// <param name="At">The moment that was set for it, UTC.</param>
/// <param name="Persons">Who was reminded: sorted ids.</param>
public sealed record PeopleReminded(string Stage, DateTimeOffset At, IReadOnlyList<string> Persons) : RequestEvent;

/// <summary>Why further people are asked.</summary>
[JsonConverter(typeof(KebabCase<EscalationCause>))]
public enum EscalationCause
{
    /// <summary>The stage was not decided when it was due.</summary>
    Overdue,

    /// <summary>A quorum could not be reached.</summary>
    TooFew,
}

/// <summary>Further people are asked: their approvals count for the stage's needs, too, or for the one need.</summary>
/// <param name="Stage">The stage's id.</param>
/// <param name="To">The people name of the flow.</param>
/// <param name="Cause">Why.</param>
/// <param name="Need">The one need it is for; absent when it is all of the stage.</param>
public sealed record RequestEscalated(
    string Stage,
    string To,
    EscalationCause Cause,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Need = null) : RequestEvent;

/// <summary>People were told that a quorum cannot be reached; they are not asked to approve.</summary>
/// <param name="Stage">The stage's id.</param>
/// <param name="Need">The need's id.</param>
/// <param name="To">The people name of the flow.</param>
/// <param name="Persons">Who that was: sorted ids.</param>
public sealed record PeopleTold(string Stage, string Need, string To, IReadOnlyList<string> Persons) : RequestEvent;
