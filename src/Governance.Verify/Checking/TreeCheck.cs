using Governance.Ledger;

namespace Governance.Verify;

/// <summary>The whole log's tree: every tile is there, each follows from those below it, and the root is the checkpoint's.</summary>
internal sealed class TreeCheck(Bundle bundle, Checkpoint checkpoint, Findings findings)
{
    private readonly Dictionary<int, (long Index, byte[] Hashes)> _last = [];

    /// <summary>Checks, and answers how many tiles there are.</summary>
    public long Check(Progress progress)
    {
        var count = 0L;
        foreach (var tile in Tiles.All(checkpoint.Size))
        {
            var width = tile.WidthAt(checkpoint.Size);
            progress.Report("tiles", ++count, checkpoint.Size / 255 + 1);
            if (Hashes(tile) is not { } hashes)
            {
                findings.Add("tile.missing", Tiles.Path(tile, width), "A tile of the log's tree is missing or cut short.");
                return count;
            }
            if (width < Tiles.FullWidth) continue;
            var above = new TileAt(tile.Level + 1, tile.Index / Tiles.FullWidth);
            if (Hashes(above) is { } parent && !parent.AsSpan((int)(tile.Index % Tiles.FullWidth) * Hash.Size, Hash.Size).SequenceEqual(Merkle.PerfectRoot(hashes).Span))
                findings.Add("tile.changed", Tiles.Path(tile, width), $"A tile of the log's tree was changed: {Tiles.Path(above, above.WidthAt(checkpoint.Size))} commits to another one.");
        }
        if (Proof.RootOf(checkpoint.Size, tile => Hashes(tile) ?? []) != checkpoint.Root)
            findings.Add("tree.root", BundlePaths.Checkpoint, "The log's tree does not lead to the root that the checkpoint signs: leaves or tiles were changed, left out or added.");
        return count;
    }

    /// <summary>The hash of a leaf; null when its tile is not there.</summary>
    public Hash? Leaf(long leaf) =>
        Hashes(new TileAt(0, leaf / Tiles.FullWidth)) is { } hashes ? Hash.Of(hashes.AsSpan((int)(leaf % Tiles.FullWidth) * Hash.Size, Hash.Size)) : null;

    /// <summary>The root that the tree had at a size; null when a tile is missing.</summary>
    public Hash? RootAt(long size)
    {
        try
        {
            return Proof.RootOf(size, tile => Hashes(tile) ?? []);
        }
        catch (TileMissingException)
        {
            return null;
        }
    }

    private byte[]? Hashes(TileAt tile)
    {
        if (_last.TryGetValue(tile.Level, out var known) && known.Index == tile.Index) return known.Hashes;
        var width = tile.WidthAt(checkpoint.Size);
        if (width == 0 || bundle.Read(Tiles.Path(tile, width), Tiles.FullWidth * Hash.Size) is not { } hashes || hashes.Length != width * Hash.Size) return null;
        _last[tile.Level] = (tile.Index, hashes);
        return hashes;
    }
}
