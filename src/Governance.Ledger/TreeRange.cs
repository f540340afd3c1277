using System.Numerics;

namespace Governance.Ledger;

/// <summary>The leaves from <paramref name="Start"/> up to and without <paramref name="End"/>; Start is a multiple of the least power of two that is not less than their number, so that they are a tree of their own.</summary>
internal readonly record struct TreeRange(long Start, long End)
{
    public long Size => End - Start;

    private TreeRange Left => new(Start, Start + Merkle.Split(Size));

    private TreeRange Right => new(Start + Merkle.Split(Size), End);

    /// <summary>The perfect trees that the range is made of, from the left and so from the greatest.</summary>
    public IEnumerable<PerfectTree> Perfect()
    {
        var start = Start;
        while (start < End)
        {
            var height = BitOperations.Log2((ulong)(End - start));
            yield return new PerfectTree(height, start >> height);
            start += 1L << height;
        }
    }

    /// <summary>The trees whose roots are the inclusion path of a leaf of a tree, from the leaf's sibling upwards (RFC 9162 section 2.1.3.1).</summary>
    public static IReadOnlyList<TreeRange> ForInclusion(long index, TreeRange tree)
    {
        if (index < tree.Start || index >= tree.End) throw new ArgumentOutOfRangeException(nameof(index), index, "The tree has no such leaf.");
        var path = new List<TreeRange>();
        while (tree.Size > 1)
        {
            var toTheLeft = index < tree.Left.End;
            path.Add(toTheLeft ? tree.Right : tree.Left);
            tree = toTheLeft ? tree.Left : tree.Right;
        }
        path.Reverse();
        return path;
    }

    /// <summary>
    /// The trees whose roots prove that a tree of <paramref name="size"/> leaves holds <paramref name="first"/> unchanged (RFC 9162 section 2.1.4.1,
    /// where the first tree starts at 0).
    /// </summary>
    public static IReadOnlyList<TreeRange> ForConsistency(TreeRange first, long size)
    {
        if (first.Size <= 0 || first.End > size) throw new ArgumentOutOfRangeException(nameof(first), first, "The first tree has at least one leaf and no more than the second.");
        var path = new List<TreeRange>();
        var tree = new TreeRange(0, size);
        var known = true;
        while (first != tree)
        {
            var (left, right) = (tree.Left, tree.Right);
            if (first.End <= left.End)
            {
                path.Add(right);
                tree = left;
                continue;
            }
            path.Add(left);
            tree = right;
            if (first.Start >= left.End) continue;
            // The first tree's own root is no node of the second: its right part has to be shown too.
            first = first with { Start = left.End };
            known = false;
        }
        if (!known) path.Add(tree);
        path.Reverse();
        return path;
    }
}

/// <summary>A tree of 2^<paramref name="Height"/> leaves, the <paramref name="Index"/>th of that height.</summary>
internal readonly record struct PerfectTree(int Height, long Index)
{
    /// <summary>The first of the hashes, in the tile's level, that the tree stands on.</summary>
    private long First => Index << (Height % 8);

    /// <summary>The tile whose hashes the tree's root is worked out from.</summary>
    public TileAt Tile => new(Height / 8, First / Tiles.FullWidth);

    /// <summary>The tree's root, out of its tile's bytes.</summary>
    public Hash Root(ReadOnlySpan<byte> tile)
    {
        var (offset, count) = ((int)(First % Tiles.FullWidth), 1 << (Height % 8));
        if (tile.Length < (offset + count) * Hash.Size) throw new TileMissingException(Tile, offset + count);
        return Merkle.PerfectRoot(tile.Slice(offset * Hash.Size, count * Hash.Size));
    }
}
