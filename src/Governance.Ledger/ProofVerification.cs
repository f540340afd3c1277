using System.Numerics;

namespace Governance.Ledger;

public static partial class Proof
{
    /// <summary>Whether a path proves that a leaf is the <paramref name="index"/>th of the tree with this size and root (RFC 9162 section 2.1.3.2).</summary>
    public static bool VerifyInclusion(long index, long size, in Hash leafHash, ReadOnlySpan<Hash> path, in Hash root)
    {
        if (index < 0 || index >= size) return false;
        var (fn, sn) = (index, size - 1);
        var r = leafHash;
        foreach (ref readonly var p in path)
        {
            if (sn == 0) return false;
            if ((fn & 1) == 1 || fn == sn)
            {
                r = Merkle.NodeHash(p, r);
                (fn, sn) = UpFromTheRight(fn, sn);
            }
            else r = Merkle.NodeHash(r, p);
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 && r == root;
    }

    /// <summary>
    /// Whether a path proves that the tree of size and root 2 begins with the tree of size and root 1 (RFC 9162 section 2.1.4.2).
    /// Size 1 must be at least 1: that a tree begins with nothing proves nothing about it.
    /// </summary>
    public static bool VerifyConsistency(long size1, in Hash root1, long size2, in Hash root2, ReadOnlySpan<Hash> path)
    {
        if (size1 < 1 || size1 > size2) return false;
        if (size1 == size2) return path.IsEmpty && root1 == root2;
        if (path.IsEmpty) return false;
        var whole = BitOperations.IsPow2(size1);
        var (fn, sn) = (size1 - 1, size2 - 1);
        var shift = BitOperations.TrailingZeroCount(~fn);
        (fn, sn) = (fn >> shift, sn >> shift);
        var fr = whole ? root1 : path[0];
        var sr = fr;
        foreach (ref readonly var c in whole ? path : path[1..])
        {
            if (sn == 0) return false;
            if ((fn & 1) == 1 || fn == sn)
            {
                fr = Merkle.NodeHash(c, fr);
                sr = Merkle.NodeHash(c, sr);
                (fn, sn) = UpFromTheRight(fn, sn);
            }
            else sr = Merkle.NodeHash(sr, c);
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return fr == root1 && sr == root2 && sn == 0;
    }

    /// <summary>Skips the levels at which the right edge has no sibling.</summary>
    private static (long Fn, long Sn) UpFromTheRight(long fn, long sn)
    {
        while ((fn & 1) == 0 && fn != 0) (fn, sn) = (fn >> 1, sn >> 1);
        return (fn, sn);
    }
}
