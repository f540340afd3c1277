using System.Text.Json;

namespace Governance.Shared;

/// <summary>One word of a list in a query, spelled exactly as the JSON of the answers spells it: what was read can be asked for.</summary>
public readonly record struct Word<T>(T Value) where T : struct, Enum
{
    private static readonly Dictionary<string, T> Spelled =
        Enum.GetValues<T>().ToDictionary(value => JsonSerializer.SerializeToElement(value, Json.Options).GetString()!, StringComparer.Ordinal);

    /// <summary>The word in a query; false when the list does not have it.</summary>
    public static bool TryParse(string? text, out Word<T> word)
    {
        var known = Spelled.TryGetValue(text ?? "", out var value);
        word = new(value);
        return known;
    }
}
