namespace Governance.Ledger;

/// <summary>Where a tile stands in the tree (C2SP tlog-tiles, Merkle Tree): 256 hashes at a time, eight levels of the tree to a level of tiles.</summary>
/// <param name="Level">0 for leaf hashes; each hash of a higher level is the root of a full tile below. At most 7: no tree of 2^63 leaves has more.</param>
/// <param name="Index">The tile's number within its level, from 0.</param>
public readonly record struct TileAt(int Level, long Index)
{
    /// <summary>How many hashes the tile has in a tree of a size: 0 when it is not there yet, at most 256.</summary>
    public int WidthAt(long size)
    {
        var hashes = Level < 8 ? size >> (8 * Level) : 0;
        return (int)Math.Clamp(hashes - Index * Tiles.FullWidth, 0, Tiles.FullWidth);
    }
}

/// <summary>A tile that a proof needs is not there, or holds fewer hashes than a tree of that size has.</summary>
public sealed class TileMissingException(TileAt tile, int width) : Exception($"The tile of level {tile.Level} and index {tile.Index} should hold at least {width} hashes and does not.")
{
    /// <summary>Which tile.</summary>
    public TileAt Tile { get; } = tile;
}
