namespace Governance.Ledger;

/// <summary>Proofs that a log holds an entry and has only grown: made from tiles, checked by anybody.</summary>
public static partial class Proof
{
    /// <summary>
    /// The inclusion path of a leaf in the tree of a size, from the leaf's sibling upwards (RFC 9162 section 2.1.3.1).
    /// A tile may hold more hashes than that tree had; throws <see cref="TileMissingException"/> when one holds fewer.
    /// </summary>
    public static Hash[] Inclusion(long index, long size, Func<TileAt, ReadOnlyMemory<byte>> tiles) =>
        Roots(TreeRange.ForInclusion(index, new TreeRange(0, size)), tiles);

    /// <summary>The proof that the tree of size 2 begins with the tree of size 1, which has at least one leaf (RFC 9162 section 2.1.4.1).</summary>
    public static Hash[] Consistency(long size1, long size2, Func<TileAt, ReadOnlyMemory<byte>> tiles) =>
        Roots(TreeRange.ForConsistency(new TreeRange(0, size1), size2), tiles);

    /// <summary>The root of the tree of a size.</summary>
    public static Hash RootOf(long size, Func<TileAt, ReadOnlyMemory<byte>> tiles) =>
        size == 0 ? Merkle.EmptyRoot : Root(new TreeRange(0, size), tiles);

    internal static Hash[] Roots(IReadOnlyList<TreeRange> ranges, Func<TileAt, ReadOnlyMemory<byte>> tiles) => [.. ranges.Select(x => Root(x, tiles))];

    internal static Hash Root(TreeRange range, Func<TileAt, ReadOnlyMemory<byte>> tiles)
    {
        var trees = range.Perfect().ToArray();
        var root = trees[^1].Root(tiles(trees[^1].Tile).Span);
        for (var i = trees.Length - 2; i >= 0; i--) root = Merkle.NodeHash(trees[i].Root(tiles(trees[i].Tile).Span), root);
        return root;
    }
}
