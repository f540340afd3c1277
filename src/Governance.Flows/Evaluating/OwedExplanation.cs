using System.Text.Json.Serialization;

namespace Governance.Flows;

/// <summary>Where something stands that is owed behind the end of a request.</summary>
[JsonConverter(typeof(KebabCase<OwedState>))]
public enum OwedState
{
    /// <summary>Not yet: its time has not come.</summary>
    Later,

    /// <summary>People are asked.</summary>
    Open,

    /// <summary>People are asked, and their time is over.</summary>
    Overdue,

    /// <summary>Done.</summary>
    Met,

    /// <summary>Refused or run out, and what had gone ahead was undone.</summary>
    Undone,
}

/// <summary>What is owed behind an end. A broken glass is an exception in every report until its review is met.</summary>
/// <param name="Purpose"><c>review</c> of a broken glass, or <c>confirmation</c> of an approval.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Sentence">The same for a person.</param>
/// <param name="At">Until when, or from when, UTC; absent when no time was computed.</param>
/// <param name="Stage">Whom it asks and who decided; absent while nobody is asked.</param>
public sealed record OwedExplanation(
    DeadlinePurpose Purpose,
    OwedState State,
    string Sentence,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] StageExplanation? Stage);
