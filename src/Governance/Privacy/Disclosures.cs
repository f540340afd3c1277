using System.Text.Json;

namespace Governance.Privacy;

/// <summary>One concealed member of an event, and what can be told of it.</summary>
/// <param name="Digest">Its <c>_sd</c>.</param>
/// <param name="Person">Whom it is about.</param>
/// <param name="Key">The key that it was concealed with; an erasure names it when it was destroyed.</param>
/// <param name="State">Whether it can be disclosed; unreadable is an alarm, and nothing to be passed over.</param>
/// <param name="Disclosure">What discloses it (RFC 9901 section 4.2), or null.</param>
public sealed record MemberDisclosure(string Digest, string Person, string Key, PersonalState State, string? Disclosure);

/// <summary>What concealed members say, for an auditor's export: disclosed, erased lawfully, or missing.</summary>
public sealed class Disclosures(PersonalKeys ring)
{
    /// <summary>The concealed members of an event, in its own order.</summary>
    /// <param name="data">The event's data as they are stored, with <c>c</c>.</param>
    public IReadOnlyList<MemberDisclosure> Of(JsonElement data) => [.. Concealed(data).Select(Told)];

    /// <summary>The concealed members of an event, in its own order.</summary>
    /// <param name="data">The event's data as they are stored, with <c>c</c>, in UTF-8.</param>
    public IReadOnlyList<MemberDisclosure> Of(ReadOnlyMemory<byte> data)
    {
        using var document = JsonDocument.Parse(data);
        return Of(document.RootElement);
    }

    private MemberDisclosure Told(PersonalEnvelope envelope) =>
        ring.Disclose(envelope) is var (state, disclosure) ? new(envelope.Digest, envelope.Person, envelope.Key, state, disclosure) : throw new System.Diagnostics.UnreachableException();

    private static IEnumerable<PersonalEnvelope> Concealed(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object when element.TryGetProperty(PersonalEnvelope.DigestMember, out _) => [Read(element)],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Concealed(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Concealed),
        _ => [],
    };

    private static PersonalEnvelope Read(JsonElement element)
    {
        var reader = new Utf8JsonReader(JsonSerializer.SerializeToUtf8Bytes(element));
        reader.Read();
        return PersonalEnvelope.Read(ref reader);
    }
}
