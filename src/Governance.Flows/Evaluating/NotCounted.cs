using System.Text.Json.Serialization;

namespace Governance.Flows;

/// <summary>An approval that counts.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Revision">The revision that was current when it was made.</param>
/// <param name="Revived">Says so when the content had changed since and has returned.</param>
public sealed record CountedApproval(
    string Person,
    int Revision,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Revived = null)
{
    /// <summary>Who decided from this person's seat, when it was not the person.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Hand { get; init; }
}

/// <summary>Why a decision does not count for a need.</summary>
[JsonConverter(typeof(KebabCase<WhyNot>))]
public enum WhyNot
{
    /// <summary>The content it was for has changed.</summary>
    Stale,

    /// <summary>It names a digest that this request never had.</summary>
    UnknownDigest,

    /// <summary>Separation of duties.</summary>
    Excluded,

    /// <summary>Did not belong to the people asked when deciding.</summary>
    NotEligible,

    /// <summary>Belonged when deciding, and does not any more.</summary>
    Left,

    /// <summary>Came after the stage had opened, and the quorum is a share of those who were there.</summary>
    CameLater,

    /// <summary>Taken back.</summary>
    TakenBack,

    /// <summary>Abstained.</summary>
    Abstained,

    /// <summary>Rejected.</summary>
    Rejected,

    /// <summary>Asked for changes.</summary>
    RequestedChanges,

    /// <summary>Counts for another need, and nobody counts twice.</summary>
    UsedForAnotherNeed,

    /// <summary>The quorum is complete without it.</summary>
    Surplus,

    /// <summary>Decided before the request went back to an earlier stage.</summary>
    BeforeReturn,

    /// <summary>Rejected, and that stands no longer: it has had its effect, or was set aside.</summary>
    Lifted,

    /// <summary>Made from somebody else's seat, which had not been handed over.</summary>
    Delegated,

    /// <summary>Decided by the same hand as an approval that counts.</summary>
    SameHand,
}

/// <summary>A decision that does not count, and why.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Reason">Why, for programs.</param>
/// <param name="Sentence">Why, for people.</param>
/// <param name="UsedFor">The need it is used for instead.</param>
/// <param name="Changes">What changed since, when it is stale.</param>
public sealed record NotCounted(
    string Person,
    WhyNot Reason,
    string Sentence,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? UsedFor = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FieldChange>? Changes = null);

/// <summary>A field that changed, in which revision, by whom.</summary>
public sealed record FieldChange(string Field, int Revision, string By);
