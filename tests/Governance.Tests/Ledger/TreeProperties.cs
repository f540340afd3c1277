using CsCheck;
using Governance.Ledger;

namespace Governance.Tests.Ledger;

/// <summary>Rules that hold for every tree, however it grew.</summary>
public sealed class TreeProperties
{
    private static readonly Gen<int> Sizes = Gen.OneOf(Gen.Int[1, 20], Gen.Int[250, 260], Gen.Int[1, 1500], Gen.Const(256), Gen.Const(512), Gen.Const(65_536), Gen.Const(65_537), Gen.Int[65_500, 66_600]);

    private static readonly Hash[] Leaves = [.. Enumerable.Range(0, 70_000).Select(x => Hash.OfData(BitConverter.GetBytes(x)))];

    /// <summary>A stored tree: what a database would hold after batches of these sizes.</summary>
    private static (Dictionary<TileAt, byte[]> Tiles, Hash Root) Grow(int size, params IEnumerable<int> batches)
    {
        var (tiles, at, root) = (new Dictionary<TileAt, byte[]>(), 0, Merkle.EmptyRoot);
        foreach (var batch in batches.Append(size))
        {
            var tree = new TreeAppender(at, tile => tiles[tile]);
            Assert.Equal(root, tree.Root);
            for (; at < size && tree.Size - at < batch && batch > 0; at++) tree.Append(Leaves[at]);
            foreach (var (tile, hashes) in tree.Touched) tiles[tile] = hashes;
            root = tree.Root;
            Assert.Equal(at, tree.Size);
        }
        return (tiles, root);
    }

    private static readonly Lazy<Dictionary<TileAt, byte[]>> Large = new(() => Grow(Leaves.Length).Tiles);

    private static ReadOnlyMemory<byte> Tile(TileAt at) => Large.Value[at];

    private static Hash RootOf(int size) => Proof.RootOf(size, Tile);

    [Fact]
    public void However_the_leaves_come_in_batches_the_tiles_and_the_root_are_the_same() => Gen.Select(Gen.OneOf(Gen.Int[0, 1500], Gen.Const(256), Gen.Const(512)), Gen.OneOf(Gen.Int[0, 400], Gen.Const(256)).Array[0, 8]).Sample((size, batches) =>
    {
        var (one, other) = (Grow(size), Grow(size, batches));
        Assert.Equal(Merkle.Root(Leaves[..size]), other.Root);
        Assert.Equal(one.Tiles.OrderBy(x => x.Key.Level).ThenBy(x => x.Key.Index), other.Tiles.OrderBy(x => x.Key.Level).ThenBy(x => x.Key.Index));
        Assert.Equal(Tiles.All(size).ToDictionary(x => x, x => x.WidthAt(size) * Hash.Size), other.Tiles.ToDictionary(x => x.Key, x => x.Value.Length));
    }, iter: 30);

    [Fact]
    public void The_root_of_any_size_comes_from_the_tiles_that_it_is_said_to_need() => Sizes.Sample(size =>
    {
        var needed = Tiles.ForRoot(size);
        return Proof.RootOf(size, at => needed.Contains(at) ? Tile(at) : throw new TileMissingException(at, 0)) == Merkle.Root(Leaves[..size]);
    }, iter: 20);

    [Fact]
    public void Every_leaf_of_every_tree_can_be_proved_from_the_tiles_that_the_proof_is_said_to_need() => Gen.Select(Sizes, Gen.Double[0, 1]).Sample((size, part) =>
    {
        var index = Math.Min(size - 1, (int)(part * size));
        var needed = Tiles.ForInclusion(index, size);
        var path = Proof.Inclusion(index, size, at => needed.Contains(at) ? Tile(at) : throw new TileMissingException(at, 0));
        return Proof.VerifyInclusion(index, size, Leaves[index], path, RootOf(size));
    });

    [Fact]
    public void Any_two_sizes_can_be_proved_consistent_from_the_tiles_that_the_proof_is_said_to_need() => Gen.Select(Sizes, Gen.Double[0, 1]).Sample((size2, part) =>
    {
        var size1 = Math.Max(1, (int)(part * size2));
        var needed = Tiles.ForConsistency(size1, size2);
        var path = Proof.Consistency(size1, size2, at => needed.Contains(at) ? Tile(at) : throw new TileMissingException(at, 0));
        return Proof.VerifyConsistency(size1, RootOf(size1), size2, RootOf(size2), path);
    });

    [Fact]
    public void Any_bit_changed_in_any_part_of_an_inclusion_proof_breaks_it() => Gen.Select(Sizes, Gen.Double[0, 1], Gen.Int[0, int.MaxValue]).Sample((size, share, where) =>
    {
        var index = Math.Min(size - 1, (int)(share * size));
        var path = Proof.Inclusion(index, size, Tile);
        var (leaf, root) = (Leaves[index], RootOf(size));
        var (part, bit) = (where % (path.Length + 2), where / (path.Length + 2) % 256);
        if (part < path.Length) path[part] = Flipped(path[part], bit);
        else if (part == path.Length) leaf = Flipped(leaf, bit);
        else root = Flipped(root, bit);
        return !Proof.VerifyInclusion(index, size, leaf, path, root);
    });

    [Fact]
    public void An_inclusion_proof_holds_for_its_own_index_and_length_only() => Gen.Select(Gen.Int[1, 600], Gen.Double[0, 1], Gen.Int[-3, 3]).Sample((size, share, off) =>
    {
        var index = Math.Min(size - 1, (int)(share * size));
        var (path, root) = (Proof.Inclusion(index, size, Tile), RootOf(size));
        Assert.Equal(off == 0, Proof.VerifyInclusion(index + off, size, Leaves[index], path, root));
        Assert.False(Proof.VerifyInclusion(index, size, Leaves[index], [.. path, root], root));
        if (path.Length > 0) Assert.False(Proof.VerifyInclusion(index, size, Leaves[index], path.AsSpan(1), root));
        if (path.Length > 0) Assert.False(Proof.VerifyInclusion(index, size, Leaves[index], path.AsSpan(..^1), root));
    });

    [Fact]
    public void Any_bit_changed_in_any_part_of_a_consistency_proof_breaks_it() => Gen.Select(Sizes, Gen.Double[0, 1], Gen.Int[0, int.MaxValue]).Sample((size2, share, where) =>
    {
        var size1 = Math.Max(1, (int)(share * size2));
        var path = Proof.Consistency(size1, size2, Tile);
        var (root1, root2) = (RootOf(size1), RootOf(size2));
        var (part, bit) = (where % (path.Length + 2), where / (path.Length + 2) % 256);
        if (part < path.Length) path[part] = Flipped(path[part], bit);
        else if (part == path.Length) root1 = Flipped(root1, bit);
        else root2 = Flipped(root2, bit);
        return !Proof.VerifyConsistency(size1, root1, size2, root2, path);
    });

    [Fact]
    public void A_tree_is_not_proved_to_begin_with_nothing()
    {
        Assert.False(Proof.VerifyConsistency(0, Merkle.EmptyRoot, 0, Merkle.EmptyRoot, []));
        Assert.False(Proof.VerifyConsistency(0, Merkle.EmptyRoot, 5, RootOf(5), []));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proof.Consistency(0, 5, Tile));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proof.Consistency(6, 5, Tile));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proof.Inclusion(5, 5, Tile));
    }

    [Fact]
    public void Sizes_and_indexes_beyond_any_tree_are_refused_and_do_not_run_long()
    {
        Assert.False(Proof.VerifyInclusion(-1, 5, Leaves[0], [], Leaves[0]));
        Assert.False(Proof.VerifyInclusion(long.MaxValue - 1, long.MaxValue, Leaves[0], [Leaves[1]], Leaves[0]));
        Assert.False(Proof.VerifyConsistency(long.MaxValue - 1, Leaves[0], long.MaxValue, Leaves[1], [Leaves[2]]));
        Assert.False(Proof.VerifyConsistency(-5, Leaves[0], -3, Leaves[1], [Leaves[2]]));
    }

    [Fact]
    public void A_tile_that_is_missing_or_too_short_is_named()
    {
        Assert.Equal(new TileAt(0, 1), Assert.Throws<TileMissingException>(() => Proof.Inclusion(300, 400, at => at.Index == 1 ? default : Tile(at))).Tile);
        Assert.Equal(new TileAt(0, 1), Assert.Throws<TileMissingException>(() => new TreeAppender(300, _ => new byte[43 * 32])).Tile);
    }

    private static Hash Flipped(Hash hash, int bit)
    {
        var bytes = hash.ToArray();
        bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        return Hash.Of(bytes);
    }
}
