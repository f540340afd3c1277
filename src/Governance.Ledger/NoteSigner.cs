using System.Buffers.Binary;
using NSec.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;

namespace Governance.Ledger;

/// <summary>
/// A private key that signs notes: <c>PRIVATE+KEY+name+id+base64 of type and seed</c>, the form that Go's note package writes,
/// with a seed of 32 bytes for every type. Safe to share between threads.
/// </summary>
public sealed class NoteSigner : IDisposable
{
    private const string Prefix = "PRIVATE+KEY+";
    private const int SeedSize = 32;

    private readonly Key? _ed25519;
    private readonly MLDsaPrivateKeyParameters? _mlDsa44;

    private NoteSigner(string name, NoteKeyType type, ReadOnlySpan<byte> seed)
    {
        byte[] publicKey;
        if (type == NoteKeyType.MlDsa44Cosignature)
        {
            _mlDsa44 = MlDsa44.KeyOf(seed);
            publicKey = MlDsa44.PublicKeyOf(_mlDsa44);
        }
        else
        {
            _ed25519 = Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey);
            publicKey = _ed25519.PublicKey.Export(KeyBlobFormat.RawPublicKey);
        }
        Verifier = NoteVerifier.Of(name, type, publicKey);
    }

    /// <summary>The public half.</summary>
    public NoteVerifier Verifier { get; }

    /// <summary>The signer of a seed of 32 bytes; who draws the seed keeps it secret.</summary>
    public static NoteSigner Of(string name, NoteKeyType type, ReadOnlySpan<byte> seed) => seed.Length == SeedSize
        ? new NoteSigner(name, type, seed)
        : throw new ArgumentException($"A seed has {SeedSize} bytes.", nameof(seed));

    /// <summary>The signer of a private key's text; throws <see cref="FormatException"/>, without showing the text, when it is none.</summary>
    public static NoteSigner Parse(string skey)
    {
        var parts = skey.StartsWith(Prefix, StringComparison.Ordinal) ? skey[Prefix.Length..].Split('+', 3) : [];
        if (parts.Length != 3 || !NoteKey.IsName(parts[0]) || Base64Text.Decode(parts[2]) is not { Length: 1 + SeedSize } key || !Enum.IsDefined((NoteKeyType)key[0]))
            throw new FormatException("A private key of notes is PRIVATE+KEY+name+id+base64 of a type and 32 bytes.");
        var signer = new NoteSigner(parts[0], (NoteKeyType)key[0], key.AsSpan(1));
        if (signer.Verifier.ToString().StartsWith($"{parts[0]}+{parts[1]}+", StringComparison.Ordinal)) return signer;
        signer.Dispose();
        throw new FormatException("The id of the private key is not the one that its name and key give.");
    }

    /// <summary>The private key's text of a seed: secret.</summary>
    public static string Text(string name, NoteKeyType type, ReadOnlySpan<byte> seed)
    {
        using var signer = Of(name, type, seed);
        return $"{Prefix}{name}+{signer.Verifier.KeyId:x8}+{Convert.ToBase64String([(byte)type, .. seed])}";
    }

    /// <summary>
    /// Signs a note's text; cosignatures say that they were made <paramref name="at"/>, to the second, plain Ed25519 ignores it.
    /// Throws <see cref="FormatException"/> when an ML-DSA-44 key is to sign what is no checkpoint.
    /// </summary>
    public NoteSignature Sign(string text, DateTimeOffset at)
    {
        var verifier = Verifier;
        if (verifier.Type == NoteKeyType.Ed25519) return Line(SignatureAlgorithm.Ed25519.Sign(_ed25519!, StrictUtf8.Encoding.GetBytes(text)));
        var timestamp = at.ToUnixTimeSeconds();
        var message = Cosignature.Message(verifier.Type, verifier.Name, text, timestamp) ?? throw new FormatException("Only a checkpoint can be cosigned.");
        var signature = _mlDsa44 is null ? SignatureAlgorithm.Ed25519.Sign(_ed25519!, message) : MlDsa44.Sign(_mlDsa44, message);
        return Line(new Cosignature(timestamp, signature).ToBytes());
    }

    /// <inheritdoc/>
    public void Dispose() => _ed25519?.Dispose();

    private NoteSignature Line(ReadOnlySpan<byte> signature)
    {
        var bytes = new byte[4 + signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Verifier.KeyId);
        signature.CopyTo(bytes.AsSpan(4));
        return new NoteSignature(Verifier.Name, bytes);
    }
}
