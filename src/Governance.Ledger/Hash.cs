using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Governance.Ledger;

/// <summary>A SHA-256 value, 32 bytes, compared by value. The default is 32 zero bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct Hash : IEquatable<Hash>
{
    /// <summary>The length of every hash, in bytes.</summary>
    public const int Size = 32;

    private readonly ulong _a, _b, _c, _d;

    private Hash(ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        (_a, _b, _c, _d) = (words[0], words[1], words[2], words[3]);
    }

    /// <summary>Copies a hash; throws <see cref="ArgumentException"/> unless there are 32 bytes.</summary>
    public static Hash Of(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Size ? new Hash(bytes) : throw new ArgumentException($"A hash has 32 bytes, not {bytes.Length}.", nameof(bytes));

    /// <summary>The SHA-256 of some bytes (FIPS 180-4).</summary>
    public static Hash OfData(ReadOnlySpan<byte> data)
    {
        Span<byte> digest = stackalloc byte[Size];
        SHA256.HashData(data, digest);
        return new Hash(digest);
    }

    /// <summary>The 32 bytes, in place.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Span => MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in _a, 4));

    /// <summary>Copies the 32 bytes into <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination) => Span.CopyTo(destination);

    /// <summary>The 32 bytes as an array of their own.</summary>
    public byte[] ToArray() => Span.ToArray();

    /// <summary>Standard base64 with padding (RFC 4648 section 4), as checkpoints and proofs write it.</summary>
    public string ToBase64() => Convert.ToBase64String(Span);

    /// <summary>Base64url without padding (RFC 4648 section 5), as entries and seals write it: 43 characters.</summary>
    public string ToBase64Url() => System.Buffers.Text.Base64Url.EncodeToString(Span);

    /// <summary>A hash from 44 characters of standard base64; false for anything else, unused bits that are set included.</summary>
    public static bool TryFromBase64(ReadOnlySpan<char> text, out Hash hash)
    {
        Span<byte> bytes = stackalloc byte[Size];
        var right = Base64Text.TryDecode(text, bytes);
        hash = right ? new Hash(bytes) : default;
        return right;
    }

    /// <summary>A hash from 43 characters of base64url without padding; false for anything else.</summary>
    public static bool TryFromBase64Url(ReadOnlySpan<char> text, out Hash hash)
    {
        Span<byte> bytes = stackalloc byte[Size];
        var right = Base64Text.TryDecodeUrl(text, bytes);
        hash = right ? new Hash(bytes) : default;
        return right;
    }

    /// <summary>Whether both have the same 32 bytes.</summary>
    public bool Equals(Hash other) => _a == other._a && _b == other._b && _c == other._c && _d == other._d;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Hash other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_a, _b);

    /// <summary>Whether both have the same 32 bytes.</summary>
    public static bool operator ==(Hash left, Hash right) => left.Equals(right);

    /// <summary>Whether the bytes differ.</summary>
    public static bool operator !=(Hash left, Hash right) => !left.Equals(right);

    /// <summary>Standard base64, for people who read logs.</summary>
    public override string ToString() => ToBase64();
}
