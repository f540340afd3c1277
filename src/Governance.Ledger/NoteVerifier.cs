using System.Globalization;

namespace Governance.Ledger;

/// <summary>A public key that checks signatures of notes: a vkey (C2SP signed-note, Verifier keys). Two are equal when their texts are.</summary>
public sealed record NoteVerifier
{
    private const int LongestText = 4096;

    private readonly byte[] _publicKey;

    private NoteVerifier(string name, NoteKeyType type, byte[] publicKey)
    {
        (Name, Type, _publicKey) = (name, type, publicKey);
        KeyId = NoteKey.Id(name, type, publicKey);
    }

    /// <summary>Whose key it is; a log's is its origin.</summary>
    public string Name { get; }

    /// <summary>How the key signs.</summary>
    public NoteKeyType Type { get; }

    /// <summary>The first four bytes of SHA-256(name || 0x0A || type || public key), which signature lines carry.</summary>
    public uint KeyId { get; }

    /// <summary>The key itself: 32 bytes, or 1,312 for ML-DSA-44.</summary>
    public ReadOnlyMemory<byte> PublicKey => _publicKey;

    /// <summary>The verifier of a key; throws <see cref="ArgumentException"/> for a name with white space or a plus, or a key of another length.</summary>
    public static NoteVerifier Of(string name, NoteKeyType type, ReadOnlySpan<byte> publicKey)
    {
        if (!NoteKey.IsName(name)) throw new ArgumentException("A key's name is not empty and holds no white space and no plus.", nameof(name));
        if (!Enum.IsDefined(type)) throw new ArgumentException("No such type of key.", nameof(type));
        if (publicKey.Length != NoteKey.PublicKeySize(type)) throw new ArgumentException($"Such a key has {NoteKey.PublicKeySize(type)} bytes, not {publicKey.Length}.", nameof(publicKey));
        return new NoteVerifier(name, type, publicKey.ToArray());
    }

    /// <summary>
    /// The verifier of a vkey, <c>name+id in hexadecimal+base64 of type and key</c>; the base64 may hold plus signs of its own.
    /// Throws <see cref="FormatException"/>, also when the printed id is not the one that name and key give.
    /// </summary>
    public static NoteVerifier Parse(string vkey)
    {
        var parts = vkey.Length <= LongestText ? vkey.Split('+', 3) : [];
        if (parts.Length != 3 || !NoteKey.IsName(parts[0])) throw new FormatException("A verifier key is a name, an id and a key, joined by plus signs.");
        if (Base64Text.Decode(parts[2]) is not { Length: > 0 } key) throw new FormatException("The key of a verifier key is base64.");
        var type = (NoteKeyType)key[0];
        if (!Enum.IsDefined(type)) throw new FormatException($"A verifier key of type 0x{key[0]:x2} is unknown here.");
        if (key.Length != 1 + NoteKey.PublicKeySize(type)) throw new FormatException($"A verifier key of type 0x{key[0]:x2} holds {NoteKey.PublicKeySize(type)} bytes.");
        var verifier = new NoteVerifier(parts[0], type, key[1..]);
        if (parts[1] != verifier.Id) throw new FormatException($"The id of the verifier key {parts[0]} is printed as {Shown(parts[1])}, but its name and key give {verifier.Id}.");
        return verifier;
    }

    /// <summary>The key under another type: a witness named by its plain Ed25519 key cosigns with the same key.</summary>
    internal NoteVerifier As(NoteKeyType type) => new(Name, type, _publicKey);

    /// <summary>Whether the signature (without its key id) is this key's over the text; for cosignatures also when it says it was made.</summary>
    public bool Verify(string text, ReadOnlySpan<byte> signature, out DateTimeOffset? at)
    {
        at = null;
        if (Type == NoteKeyType.Ed25519) return Ed25519Check.Verify(_publicKey, StrictUtf8.Encoding.GetBytes(text), signature);
        if (!Cosignature.TryRead(signature, out var cosignature) || Cosignature.Message(Type, Name, text, cosignature.Timestamp) is not { } message) return false;
        at = DateTimeOffset.FromUnixTimeSeconds(cosignature.Timestamp);
        return Type == NoteKeyType.Ed25519Cosignature
            ? Ed25519Check.Verify(_publicKey, message, cosignature.Signature.Span)
            : MlDsa44.Verify(_publicKey, message, cosignature.Signature.Span);
    }

    /// <summary>The vkey.</summary>
    public override string ToString() => $"{Name}+{Id}+{Convert.ToBase64String([(byte)Type, .. _publicKey])}";

    /// <inheritdoc/>
    public bool Equals(NoteVerifier? other) => other is not null && Name == other.Name && Type == other.Type && _publicKey.AsSpan().SequenceEqual(other._publicKey);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, KeyId);

    private string Id => KeyId.ToString("x8", CultureInfo.InvariantCulture);

    private static string Shown(string text) => text.Length <= 16 ? text : text[..16] + "…";
}
