using System.Text.Json;
using System.Text.Json.Serialization;

namespace Governance.Ledger;

/// <summary>
/// What the service signs about an event before the database sees it; stored as the event's header <c>seal</c> and given to the caller as a receipt.
/// </summary>
/// <param name="K">The id of the node's key: see <see cref="NodeKey.IdOf"/>.</param>
/// <param name="N">16 random bytes, so that equal events have different seals.</param>
/// <param name="B">The digest of the data: see <see cref="SealedData.Digest"/>.</param>
/// <param name="Sig">64 bytes: Ed25519 (RFC 8032) over <see cref="Message"/>.</param>
[JsonConverter(typeof(SealJson))]
public sealed record Seal(string K, byte[] N, Hash B, byte[] Sig)
{
    /// <summary>The length of <see cref="N"/>, in bytes.</summary>
    public const int NonceSize = 16;

    /// <summary>The version of the form, and of the message that is signed.</summary>
    public const int V = 1;

    /// <summary>
    /// What is signed: "governance-seal/v1", tenant, stream, event id (lower case, with hyphens), type, b and n (base64url without padding), each ended by a line feed.
    /// Throws <see cref="ArgumentException"/> when a part holds a line feed or is not valid Unicode, since another event could then have the same message.
    /// </summary>
    public static byte[] Message(string tenant, string stream, Guid eventId, string type, Hash b, ReadOnlySpan<byte> n)
    {
        if (n.Length != NonceSize) throw new ArgumentException($"A seal's n has {NonceSize} bytes.", nameof(n));
        foreach (var part in (ReadOnlySpan<string>)[tenant, stream, type])
        {
            if (part.Contains('\n')) throw new ArgumentException("A tenant, stream or type that holds a line feed cannot be sealed.");
        }
        return StrictUtf8.Encoding.GetBytes($"governance-seal/v1\n{tenant}\n{stream}\n{eventId:D}\n{type}\n{b.ToBase64Url()}\n{System.Buffers.Text.Base64Url.EncodeToString(n)}\n");
    }

    /// <summary>Seals an event; <paramref name="n"/> is 16 fresh random bytes.</summary>
    public static Seal Make(NodeKey key, string tenant, string stream, Guid eventId, string type, Hash b, ReadOnlySpan<byte> n) =>
        new(key.Id, n.ToArray(), b, key.Sign(Message(tenant, stream, eventId, type, b, n)));

    /// <summary>Whether the key of <paramref name="publicKey"/> (32 bytes) made this seal for this event with data of digest <paramref name="b"/>.</summary>
    public bool Verify(ReadOnlySpan<byte> publicKey, string tenant, string stream, Guid eventId, string type, Hash b) =>
        B == b
        && N.Length == NonceSize
        && !(tenant.Contains('\n') || stream.Contains('\n') || type.Contains('\n'))
        && K == NodeKey.IdOf(publicKey)
        && Ed25519Check.Verify(publicKey, Message(tenant, stream, eventId, type, b, N), Sig);

    /// <summary>The seal as stored: <c>{"v":1,"k":"…","n":"…","b":"…","sig":"…"}</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>A seal as stored, its members in any order and no others; null when the text is anything else.</summary>
    public static Seal? Parse(ReadOnlySpan<byte> utf8Json)
    {
        try
        {
            return JsonSerializer.Deserialize<Seal>(utf8Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether both say the same, byte for byte.</summary>
    public bool Equals(Seal? other) =>
        other is not null && K == other.K && B == other.B && N.AsSpan().SequenceEqual(other.N) && Sig.AsSpan().SequenceEqual(other.Sig);

    /// <inheritdoc/>
    public override int GetHashCode() => B.GetHashCode();
}
