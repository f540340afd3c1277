using System.Text.Json;

namespace Governance.Shared;

/// <summary>What a value may be, in a sentence for whoever sent another.</summary>
public static class Forms
{
    /// <summary>The words of a list, spelled as the JSON of the answers spells them.</summary>
    public static string OneOf(Type words) =>
        $"Give one of {string.Join(", ", Enum.GetValues(words).Cast<object>().Select(word => JsonSerializer.SerializeToElement(word, words, Json.Options).GetString()).Distinct())}.";

    /// <summary>What a member of a type may be; null when nothing more can be said.</summary>
    public static string? Of(Type type) =>
        Nullable.GetUnderlyingType(type) is { } given ? Of(given)
        : type.IsEnum ? OneOf(type)
        : type == typeof(DateTimeOffset) ? Instant.InBody
        : type == typeof(DateOnly) ? "Give a date, such as 2027-03-03."
        : type == typeof(bool) ? "Give true or false."
        : type == typeof(int) || type == typeof(long) ? "Give a whole number."
        : type == typeof(string) ? "Give a text."
        : null;
}
