namespace Governance.Ledger;

/// <summary>
/// Grows a tree leaf by leaf in memory and remembers which tiles changed. Not safe between threads.
/// Nothing is written here: who owns the appender stores <see cref="Touched"/>, then the new size and root, in one transaction.
/// </summary>
public sealed class TreeAppender
{
    /// <summary>A level's last tile while it is not full, and whether a hash was added to it.</summary>
    private sealed class Open(long index)
    {
        public readonly byte[] Hashes = new byte[Tiles.FullWidth * Hash.Size];
        public long Index = index;
        public int Width;
        public bool Changed;

        public byte[] Written => Hashes.AsSpan(0, Width * Hash.Size).ToArray();
    }

    private readonly List<Open> _levels = [];
    private readonly Dictionary<TileAt, byte[]> _full = [];

    /// <summary>
    /// Goes on from a tree of a size; <paramref name="rightEdgeTile"/> gives the tiles of <see cref="Tiles.RightEdge"/>, of which more may be stored than that tree had.
    /// Throws <see cref="TileMissingException"/> when one holds fewer hashes.
    /// </summary>
    public TreeAppender(long size, Func<TileAt, byte[]> rightEdgeTile)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        Size = size;
        for (var (level, hashes) = (0, size); hashes > 0; (level, hashes) = (level + 1, hashes / Tiles.FullWidth))
        {
            var open = new Open(hashes / Tiles.FullWidth) { Width = (int)(hashes % Tiles.FullWidth) };
            _levels.Add(open);
            if (open.Width == 0) continue;
            var tile = rightEdgeTile(new TileAt(level, open.Index));
            if (tile is null || tile.Length < open.Width * Hash.Size) throw new TileMissingException(new TileAt(level, open.Index), open.Width);
            tile.AsSpan(0, open.Width * Hash.Size).CopyTo(open.Hashes);
        }
    }

    /// <summary>How many leaves the tree has.</summary>
    public long Size { get; private set; }

    /// <summary>The root of the tree as it is now.</summary>
    public Hash Root => Proof.RootOf(Size, tile => _levels[tile.Level].Hashes);

    /// <summary>The whole content of every tile that changed since the appender was made.</summary>
    public IReadOnlyDictionary<TileAt, byte[]> Touched
    {
        get
        {
            var touched = new Dictionary<TileAt, byte[]>(_full);
            for (var level = 0; level < _levels.Count; level++)
            {
                if (_levels[level].Changed) touched[new TileAt(level, _levels[level].Index)] = _levels[level].Written;
            }
            return touched;
        }
    }

    /// <summary>Adds a leaf by its hash: see <see cref="Merkle.LeafHash"/>.</summary>
    public void Append(Hash leaf)
    {
        Append(0, leaf);
        Size++;
    }

    private void Append(int level, Hash hash)
    {
        if (level == _levels.Count) _levels.Add(new Open(0));
        var open = _levels[level];
        hash.CopyTo(open.Hashes.AsSpan(open.Width * Hash.Size));
        open.Width++;
        open.Changed = true;
        if (open.Width < Tiles.FullWidth) return;
        _full[new TileAt(level, open.Index)] = open.Written;
        Append(level + 1, Merkle.PerfectRoot(open.Hashes));
        open.Index++;
        (open.Width, open.Changed) = (0, false);
    }
}
