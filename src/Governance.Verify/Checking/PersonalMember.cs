using System.Text.Json;

namespace Governance.Verify;

/// <summary>A personal member of an event: a digest in place of the text.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="Digest">The base64url SHA-256 of the disclosure.</param>
/// <param name="Person">Whom it is about, as a pseudonym.</param>
/// <param name="Key">The key under which the text was stored.</param>
internal sealed record PersonalMember(string Name, string Digest, string Person, string Key)
{
    /// <summary>The personal members of an event's data.</summary>
    public static IReadOnlyList<PersonalMember> In(ReadOnlySpan<byte> data)
    {
        // A name may be spelled with escapes: only data without any can be passed over by their bytes.
        if (data.IndexOf("_sd"u8) < 0 && !data.Contains((byte)'\\')) return [];
        var found = new List<PersonalMember>();
        Find(JsonElement.Parse(data), "", found);
        return found;
    }

    private static void Find(JsonElement value, string name, List<PersonalMember> found)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray()) Find(item, name, found);
        }
        if (value.ValueKind != JsonValueKind.Object) return;
        if (Text(value, "_sd") is { } digest) found.Add(new PersonalMember(name, digest, Text(value, "p") ?? "somebody", Text(value, "k") ?? ""));
        foreach (var member in value.EnumerateObject()) Find(member.Value, member.Name, found);
    }

    private static string? Text(JsonElement value, string name) => value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
