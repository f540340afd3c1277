using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Governance.Privacy;

/// <summary>A salted member that a digest commits to, for whoever is to read it (RFC 9901 section 4.2.1): base64url of <c>[salt, name, value]</c>.</summary>
public static class Disclosure
{
    /// <summary>The disclosure of a member; the salt is 16 random bytes.</summary>
    public static string Of(ReadOnlySpan<byte> salt, string name, string value) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes((string[])[Base64Url.EncodeToString(salt), name, value]));

    /// <summary>Base64url SHA-256 of the disclosure's own letters (RFC 9901 section 4.2.3).</summary>
    public static string DigestOf(string disclosure) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(disclosure)));

    /// <summary>The value that it tells.</summary>
    public static string ValueOf(string disclosure) => JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(disclosure))![2];
}
