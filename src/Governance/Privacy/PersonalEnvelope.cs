using System.Text.Json;

namespace Governance.Privacy;

/// <summary>
/// How a text about a person is stored: <c>{"_sd":…,"p":…,"k":…,"c":…}</c>. The seal of an event and the ledger commit to all of it but
/// <c>c</c>, so that they hold when nobody can read <c>c</c> any more.
/// </summary>
/// <param name="Digest"><c>_sd</c>: base64url SHA-256 of the disclosure, salted (RFC 9901 section 4.2.3).</param>
/// <param name="Person"><c>p</c>: the pseudonymous id of whom it is about.</param>
/// <param name="Key"><c>k</c>: the id of the key, such as <c>acme/p-1001/5f2c9a1b4d6e7f80</c>.</param>
/// <param name="Cipher"><c>c</c>: base64url of nonce (12 bytes), ciphertext and tag (16 bytes), AES-256-GCM of the disclosure.</param>
public sealed record PersonalEnvelope(string Digest, string Person, string Key, string Cipher)
{
    /// <summary>The member by which the stored form is known.</summary>
    public const string DigestMember = "_sd";

    /// <summary>Reads the object at which the reader stands.</summary>
    /// <exception cref="JsonException">It is not exactly the stored form.</exception>
    public static PersonalEnvelope Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("Not the stored form of a text about a person.");
        var members = new Dictionary<string, string>(4, StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.String || !members.TryAdd(name, reader.GetString()!)) throw new JsonException($"Not the stored form of a text about a person: {name}.");
        }

        return members.Count == 4 && members.TryGetValue(DigestMember, out var digest) && members.TryGetValue("p", out var person) && members.TryGetValue("k", out var key) && members.TryGetValue("c", out var cipher)
            ? new(digest, person, key, cipher)
            : throw new JsonException("Not the stored form of a text about a person.");
    }

    /// <summary>Writes the object.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString(DigestMember, Digest);
        writer.WriteString("p", Person);
        writer.WriteString("k", Key);
        writer.WriteString("c", Cipher);
        writer.WriteEndObject();
    }
}
