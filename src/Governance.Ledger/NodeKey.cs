using System.Security.Cryptography;
using NSec.Cryptography;

namespace Governance.Ledger;

/// <summary>The key with which a node of the service seals events: Ed25519 (RFC 8032), from 32 bytes of seed. Safe to share between threads.</summary>
public sealed class NodeKey : IDisposable
{
    private readonly Key _key;

    private NodeKey(Key key)
    {
        _key = key;
        PublicKey = key.PublicKey.Export(KeyBlobFormat.RawPublicKey);
        Id = IdOf(PublicKey.Span);
    }

    /// <summary>The key of a seed of 32 bytes; who draws the seed keeps it secret.</summary>
    public static NodeKey Of(ReadOnlySpan<byte> seed) => new(Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey));

    /// <summary>The 32 bytes with which anyone checks this key's seals.</summary>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>The key's short name in seals: see <see cref="IdOf"/>.</summary>
    public string Id { get; }

    /// <summary>The first 8 bytes of the public key's SHA-256, in 16 lower-case hexadecimal digits.</summary>
    public static string IdOf(ReadOnlySpan<byte> publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey).AsSpan(0, 8));

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    internal byte[] Sign(ReadOnlySpan<byte> message) => SignatureAlgorithm.Ed25519.Sign(_key, message);
}
