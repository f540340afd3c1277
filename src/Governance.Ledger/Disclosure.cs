using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Governance.Ledger;

/// <summary>
/// A personal member in the clear: the base64url of the JSON array of a salt, a name and a value (RFC 9901 section 4.2.1).
/// The digest of that text is all that a seal and a leaf commit to.
/// </summary>
public sealed record Disclosure
{
    /// <summary>The longest text that is read, in characters.</summary>
    public const int MaxLength = 1_000_000;

    private Disclosure(string encoded, string salt, string? name, JsonElement value) => (Encoded, Salt, Name, Value) = (encoded, salt, name, value);

    /// <summary>The text that is digested.</summary>
    public string Encoded { get; }

    /// <summary>Random, so that nobody can guess the value from the digest.</summary>
    public string Salt { get; }

    /// <summary>The member's name; null in the form for elements of arrays.</summary>
    public string? Name { get; }

    /// <summary>The member's value.</summary>
    public JsonElement Value { get; }

    /// <summary>The SHA-256 of the text's ASCII bytes (RFC 9901 section 4.2.3): the member <c>_sd</c> of the stored form.</summary>
    public Hash Digest => DigestOf(Encoded);

    /// <summary>The digest of a disclosure's text, without looking into it.</summary>
    public static Hash DigestOf(string encoded) => Hash.OfData(Encoding.ASCII.GetBytes(encoded));

    /// <summary>
    /// Writes a disclosure; <paramref name="salt"/> is at least 16 fresh random bytes, <paramref name="utf8Value"/> the value in JSON.
    /// Throws <see cref="CanonicalJsonException"/> when the value has no canonical form.
    /// </summary>
    public static Disclosure Make(ReadOnlySpan<byte> salt, string name, ReadOnlySpan<byte> utf8Value)
    {
        if (salt.Length < 16) throw new ArgumentException("A salt has at least 16 bytes.", nameof(salt));
        var nameJson = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(name));
        byte[] array = [(byte)'[', (byte)'"', .. Encoding.ASCII.GetBytes(Base64Url.EncodeToString(salt)), (byte)'"', (byte)',', .. nameJson, (byte)',', .. utf8Value, (byte)']'];
        return Parse(Base64Url.EncodeToString(CanonicalJson.Of(array)));
    }

    /// <summary>Reads a disclosure; throws <see cref="FormatException"/> when the text is none.</summary>
    public static Disclosure Parse(string encoded)
    {
        if (encoded.Length > MaxLength || Base64Text.DecodeUrl(encoded) is not { } json) throw Wrong();
        try
        {
            var array = JsonElement.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (array.ValueKind != JsonValueKind.Array || array.GetArrayLength() is not (2 or 3)) throw Wrong();
            var last = array.GetArrayLength() - 1;
            if (array.EnumerateArray().Take(last).Any(x => x.ValueKind != JsonValueKind.String)) throw Wrong();
            return new Disclosure(encoded, array[0].GetString()!, last == 2 ? array[1].GetString() : null, array[last]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Wrong();
        }
    }

    private static FormatException Wrong() => new("A disclosure is the base64url of a JSON array of a salt, a name and a value.");
}
