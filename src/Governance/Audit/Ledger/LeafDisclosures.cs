using System.Text;
using System.Text.Json;
using Governance.Directory;
using Governance.Privacy;
using Governance.Shared;

namespace Governance.Audit.Ledger;

/// <summary>
/// What a line of the log tells of concealed members: those that are disclosed, and those that are withheld. Of a member that was erased it
/// tells nothing: the erasure, a leaf of its own, names the key. What is neither disclosed, nor withheld, nor erased is missing, and whoever
/// checks takes that for a failure.
/// </summary>
/// <param name="disclosures">What can be disclosed.</param>
/// <param name="disclose">Whether it is.</param>
internal sealed class LeafDisclosures(Disclosures disclosures, bool disclose)
{
    /// <summary>Writes the members <c>disclosures</c> and <c>withheld</c>, and <c>erasures</c> of an erasure, as a bundle keeps them.</summary>
    public void Write(Utf8JsonWriter json, long leaf, string? data, ReadOnlySpan<byte> entry)
    {
        if (data is null) return;
        if (data.Contains($"\"{PersonalEnvelope.DigestMember}\"", StringComparison.Ordinal)) Members(json, leaf, data);
        var told = JsonElement.Parse(entry);
        if (told.TryGetProperty("type", out var type) && type.GetString() == nameof(PersonErased)) Erasure(json, leaf, data, told);
    }

    private void Members(Utf8JsonWriter json, long leaf, string data)
    {
        var readable = Readable(data);
        json.WriteStartArray(disclose ? "disclosures" : "withheld");
        foreach (var member in readable)
            if (disclose)
            {
                json.WriteStartObject();
                json.WriteNumber("leaf", leaf);
                json.WriteString(PersonalEnvelope.DigestMember, member.Digest);
                json.WriteString("disclosure", member.Disclosure);
                json.WriteEndObject();
            }
            else json.WriteStringValue($"{leaf} {member.Digest}");
        json.WriteEndArray();
    }

    // What somebody else wrote into the table is no stored form, and nothing of it is told.
    private List<MemberDisclosure> Readable(string data)
    {
        try
        {
            return [.. disclosures.Of(Encoding.UTF8.GetBytes(data)).Where(member => member.State == PersonalState.Readable)];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static void Erasure(Utf8JsonWriter json, long leaf, string data, JsonElement entry)
    {
        if (JsonElement.Parse(data) is not { ValueKind: JsonValueKind.Object } erased || !erased.TryGetProperty("keys", out var keys) || !erased.TryGetProperty("basis", out var basis)) return;
        json.WriteStartArray("erasures");
        json.WriteStartObject();
        json.WriteNumber("leaf", leaf);
        json.WritePropertyName("keys");
        keys.WriteTo(json);
        json.WriteString("person", StreamKeys.IdOf(entry.GetProperty("stream").GetString()!));
        json.WritePropertyName("basis");
        basis.WriteTo(json);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
