using System.Text.Json;

namespace Governance.Verify;

/// <summary>An erasure: which keys were destroyed, about whom, on which legal basis.</summary>
/// <param name="Leaf">The leaf of the log that says so.</param>
/// <param name="Keys">The destroyed keys.</param>
/// <param name="Person">The pseudonym, or null.</param>
/// <param name="Basis">The legal basis, or null.</param>
internal sealed record Erasure(long Leaf, IReadOnlySet<string> Keys, string? Person, string? Basis)
{
    /// <summary>The erasure that an event's data tell; null when they name no keys.</summary>
    public static Erasure? Of(long leaf, JsonElement data, string? stream)
    {
        if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty("keys", out var keys) || keys.ValueKind != JsonValueKind.Array) return null;
        if (keys.EnumerateArray().Any(x => x.ValueKind != JsonValueKind.String)) return null;
        var person = stream is not null && stream.Contains('/', StringComparison.Ordinal) ? stream[(stream.IndexOf('/', StringComparison.Ordinal) + 1)..] : Text(data, "person");
        return new Erasure(leaf, keys.EnumerateArray().Select(x => x.GetString()!).ToHashSet(StringComparer.Ordinal), person, Text(data, "basis"));
    }

    /// <summary>A line of erasures.jsonl; null when it is none.</summary>
    public static Erasure? Read(byte[] line)
    {
        try
        {
            var json = JsonElement.Parse(line);
            return json.ValueKind == JsonValueKind.Object && json.TryGetProperty("leaf", out var leaf) && leaf.ValueKind == JsonValueKind.Number && leaf.TryGetInt64(out var number) ? Of(number, json, null) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether a claim says nothing that this does not.</summary>
    public bool Says(Erasure claim) =>
        claim.Keys.IsSubsetOf(Keys) && (claim.Person is null || claim.Person == Person) && (claim.Basis is null || claim.Basis == Basis);

    private static string? Text(JsonElement value, string name) => value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
