using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Governance.Ledger;

/// <summary>How a note's key signs: the type byte of a vkey (C2SP signed-note, Signature types).</summary>
public enum NoteKeyType : byte
{
    /// <summary>Ed25519 over the note's text.</summary>
    Ed25519 = 0x01,

    /// <summary>Ed25519 over a checkpoint and a time (C2SP tlog-cosignature, Ed25519 signed message).</summary>
    Ed25519Cosignature = 0x04,

    /// <summary>ML-DSA-44 (FIPS 204) over a checkpoint's origin, size and root and a time (C2SP tlog-cosignature, ML-DSA-44 signed message).</summary>
    MlDsa44Cosignature = 0x06,
}

/// <summary>What the names and ids of keys have in common.</summary>
internal static class NoteKey
{
    /// <summary>Not empty, no white space of any script, no plus.</summary>
    public static bool IsName(string name) => name.Length > 0 && !name.Contains('+') && !name.Any(char.IsWhiteSpace) && !name.Any(char.IsControl) && StrictUtf8.Is(name);

    public static int PublicKeySize(NoteKeyType type) => type == NoteKeyType.MlDsa44Cosignature ? MlDsa44.PublicKeySize : Ed25519Check.KeySize;

    /// <summary>SHA-256(name || 0x0A || type || public key), its first four bytes.</summary>
    public static uint Id(string name, NoteKeyType type, ReadOnlySpan<byte> publicKey) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. StrictUtf8.Encoding.GetBytes(name), (byte)'\n', (byte)type, .. publicKey]));
}
