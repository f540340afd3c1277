using System.Buffers;
using System.Numerics;
using System.Security.Cryptography;

namespace Governance.Ledger;

/// <summary>The Merkle tree hash of RFC 9162 section 2.1.1 (the same as RFC 6962's), with SHA-256.</summary>
public static class Merkle
{
    private const int OnStack = 2048;

    /// <summary>The root of a tree without leaves: the SHA-256 of nothing.</summary>
    public static Hash EmptyRoot { get; } = Hash.OfData([]);

    /// <summary>A leaf's hash: SHA-256(0x00 || entry).</summary>
    public static Hash LeafHash(ReadOnlySpan<byte> entry)
    {
        byte[]? rented = null;
        var bytes = entry.Length < OnStack ? stackalloc byte[OnStack] : rented = ArrayPool<byte>.Shared.Rent(entry.Length + 1);
        bytes[0] = 0;
        entry.CopyTo(bytes[1..]);
        var hash = Hash.OfData(bytes[..(entry.Length + 1)]);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }

    /// <summary>The hash of a node: SHA-256(0x01 || left || right).</summary>
    public static Hash NodeHash(in Hash left, in Hash right)
    {
        Span<byte> bytes = stackalloc byte[1 + 2 * Hash.Size];
        bytes[0] = 1;
        left.CopyTo(bytes[1..]);
        right.CopyTo(bytes[(1 + Hash.Size)..]);
        return Hash.OfData(bytes);
    }

    /// <summary>The root of a tree with these leaf hashes, straight from the definition; for a stored tree see <see cref="Proof.RootOf"/>.</summary>
    public static Hash Root(IReadOnlyList<Hash> leaves) => leaves.Count == 0 ? EmptyRoot : Root(leaves, 0, leaves.Count);

    private static Hash Root(IReadOnlyList<Hash> leaves, int start, int end)
    {
        if (end - start == 1) return leaves[start];
        var left = start + (int)Split(end - start);
        return NodeHash(Root(leaves, start, left), Root(leaves, left, end));
    }

    /// <summary>The greatest power of two below a size of at least 2: how many leaves stand to the left (the section's k).</summary>
    internal static long Split(long size) => 1L << BitOperations.Log2((ulong)(size - 1));

    /// <summary>The root of a perfect tree over 1, 2, 4 … 256 hashes that lie one after the other, such as a full tile.</summary>
    public static Hash PerfectRoot(ReadOnlySpan<byte> hashes)
    {
        if (hashes.Length == Hash.Size) return Hash.Of(hashes);
        Span<byte> row = stackalloc byte[128 * Hash.Size];
        Span<byte> node = stackalloc byte[1 + 2 * Hash.Size];
        node[0] = 1;
        scoped var above = hashes;
        for (var count = hashes.Length / Hash.Size / 2; count > 0; count /= 2)
        {
            for (var i = 0; i < count; i++)
            {
                above.Slice(i * 2 * Hash.Size, 2 * Hash.Size).CopyTo(node[1..]);
                SHA256.HashData(node, row[(i * Hash.Size)..]);
            }
            above = row;
        }
        return Hash.Of(row[..Hash.Size]);
    }
}
