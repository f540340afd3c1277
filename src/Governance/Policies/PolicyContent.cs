using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Governance.Policies;

/// <summary>How binding a document is.</summary>
public enum PolicyKind
{
    /// <summary>What holds, and for whom.</summary>
    Policy,

    /// <summary>What exactly must be met.</summary>
    Standard,

    /// <summary>Who does what, in which order.</summary>
    Procedure,

    /// <summary>What is recommended.</summary>
    Guideline,
}

/// <summary>A role in an area, such as the policy owner of communications; who holds it is the directory's to say.</summary>
public sealed record RoleInArea(string Role, string Area);

/// <summary>
/// The whole content of one version of a policy, as events keep it for ever. Two contents are equal when every field is, list by list.
/// <see cref="Text.PolicyContentRules"/> says what each field may hold.
/// </summary>
/// <param name="Title">The policy's name, one line.</param>
/// <param name="Kind">How binding it is.</param>
/// <param name="Area">The area it belongs to.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Audience">Whom it binds, one group an item.</param>
/// <param name="Scope">What it applies to, one line.</param>
/// <param name="Jurisdiction">Where it applies, one place an item.</param>
/// <param name="Language">The language it is written in (BCP 47).</param>
/// <param name="ReviewCycleMonths">After how many months it is reviewed, 1 to 60.</param>
/// <param name="Platforms">The platforms it applies to, or <c>all</c>.</param>
/// <param name="AccountClasses">The classes of accounts it applies to.</param>
/// <param name="EffectiveFrom">When it is meant to take effect; null when that is still open.</param>
/// <param name="Contact">Whom to ask, one line.</param>
/// <param name="Glossary">What its terms mean: term to text, one line each, in ordinal order.</param>
/// <param name="Body">The normalised text.</param>
public sealed record PolicyContent(
    string Title, [property: JsonRequired] PolicyKind Kind, string Area, RoleInArea Owner, IReadOnlyList<string> Audience, string Scope,
    IReadOnlyList<string> Jurisdiction, string Language, int ReviewCycleMonths, IReadOnlyList<string> Platforms,
    IReadOnlyList<string> AccountClasses, DateTimeOffset? EffectiveFrom, string? Contact, ImmutableSortedDictionary<string, string>? Glossary,
    [property: JsonPropertyOrder(1)] string Body)
{
    /// <summary>What its terms mean, in ordinal order; empty when there is none.</summary>
    public ImmutableSortedDictionary<string, string> Glossary { get; init; } =
        (Glossary ?? ImmutableSortedDictionary<string, string>.Empty).WithComparers(StringComparer.Ordinal);

    /// <summary>
    /// The SHA-256 of each field's plain form, UTF-8, in lowercase hexadecimal, in ordinal order of the names. The forms, as an auditor
    /// pipes them into <c>sha256sum</c>:
    /// <list type="bullet">
    /// <item><c>title area scope language contact</c>: the words as they are, no line end (<c>printf %s "$title"</c>).</item>
    /// <item><c>kind</c>: <c>policy</c>, <c>standard</c>, <c>procedure</c> or <c>guideline</c>, no line end.</item>
    /// <item><c>owner</c>: <c>role@area</c>, no line end. <c>reviewCycle</c>: the months as an integer, no line end.</item>
    /// <item><c>effectiveFrom</c>: RFC 3339 in UTC with <c>Z</c>, seconds with as many decimals as are not zero and none when whole
    /// (<c>2027-01-01T00:00:00Z</c>), no line end.</item>
    /// <item><c>audience jurisdiction platforms accountClasses</c>: the items in their order, each ended by one LF (<c>printf '%s\n' "$a" "$b"</c>).</item>
    /// <item><c>glossary</c>: <c>term: text</c> for each term in ordinal order of the terms' UTF-16, each ended by one LF.</item>
    /// <item><c>body</c>: the text itself, which ends with an LF (<c>sha256sum</c> of the file that holds only it).</item>
    /// </list>
    /// No item, term or single-line field holds a line end, and no term a colon, so no two contents have the same forms. An absent field
    /// (null or empty) has the empty form: every content has every field, so that a flow may bind any of them.
    /// </summary>
    public ImmutableSortedDictionary<string, string> FieldDigests() =>
        PlainForms().ToImmutableSortedDictionary(field => field.Key, field => Sha256(field.Value), StringComparer.Ordinal);

    /// <summary>
    /// What approvals bind to: the SHA-256 of the manifest <c>&lt;digest&gt;  &lt;field&gt;\n</c> (two spaces, one LF), a line for each entry of
    /// <see cref="FieldDigests"/> in that order, so that <c>sha256sum</c> over files named as the fields prints the manifest.
    /// </summary>
    public string Digest() => Sha256(string.Concat(FieldDigests().Select(field => $"{field.Value}  {field.Key}\n")));

    /// <summary>Whether every field is equal, lists item by item and the effective date as an instant.</summary>
    public bool Equals(PolicyContent? other) =>
        other is not null && Scalars().Equals(other.Scalars()) && Glossary.SequenceEqual(other.Glossary)
        && Audience.SequenceEqual(other.Audience) && Jurisdiction.SequenceEqual(other.Jurisdiction)
        && Platforms.SequenceEqual(other.Platforms) && AccountClasses.SequenceEqual(other.AccountClasses);

    /// <inheritdoc/>
    public override int GetHashCode() => Scalars().GetHashCode();

    private (string, PolicyKind, string, RoleInArea, string, string, int, DateTimeOffset?, string?, string) Scalars() =>
        (Title, Kind, Area, Owner, Scope, Language, ReviewCycleMonths, EffectiveFrom, Contact, Body);

    private Dictionary<string, string> PlainForms() => new()
    {
        ["title"] = Title,
        ["kind"] = Kind.ToString().ToLowerInvariant(),
        ["area"] = Area,
        ["owner"] = $"{Owner.Role}@{Owner.Area}",
        ["audience"] = Lines(Audience),
        ["scope"] = Scope,
        ["jurisdiction"] = Lines(Jurisdiction),
        ["language"] = Language,
        ["reviewCycle"] = ReviewCycleMonths.ToString(CultureInfo.InvariantCulture),
        ["platforms"] = Lines(Platforms),
        ["accountClasses"] = Lines(AccountClasses),
        ["effectiveFrom"] = EffectiveFrom is { } from ? Text.Rfc3339.Write(from) : "",
        ["contact"] = Contact ?? "",
        ["glossary"] = Lines(Glossary.Select(entry => $"{entry.Key}: {entry.Value}")),
        ["body"] = Body,
    };

    private static string Lines(IEnumerable<string> items) => string.Concat(items.Select(item => item + "\n"));

    private static string Sha256(string form) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(form)));
}
