using System.Globalization;

namespace Governance.Ledger;

/// <summary>The names of tiles and which of them a question needs (C2SP tlog-tiles).</summary>
public static class Tiles
{
    /// <summary>The hashes of a full tile, and the entries of a full bundle.</summary>
    public const int FullWidth = 256;

    private const string TilePrefix = "tile/", EntriesPrefix = "tile/entries/";
    private const int MaxLevel = 63;

    /// <summary>A tile's address below the log's: <c>tile/0/x001/234</c>, or <c>tile/0/x001/234.p/5</c> when it holds fewer than 256 hashes.</summary>
    public static string Path(TileAt tile, int width) => string.Create(CultureInfo.InvariantCulture, $"{TilePrefix}{tile.Level}/{Number(tile.Index)}{Partial(width)}");

    /// <summary>The address of an entry bundle: <c>tile/entries/x001/234.p/5</c>.</summary>
    public static string EntriesPath(long index, int width) => EntriesPrefix + Number(index) + Partial(width);

    /// <summary>Reads what <see cref="Path"/> writes, and nothing else.</summary>
    public static bool TryParsePath(string path, out TileAt tile, out int width)
    {
        (tile, width) = (default, 0);
        if (!path.StartsWith(TilePrefix, StringComparison.Ordinal)) return false;
        var slash = path.IndexOf('/', TilePrefix.Length);
        if (slash < 0 || !TryDigits(path.AsSpan(TilePrefix.Length, slash - TilePrefix.Length), 0, MaxLevel, out var level)) return false;
        if (!TryParseNumber(path[(slash + 1)..], out var index, out width)) return false;
        tile = new TileAt(level, index);
        return true;
    }

    /// <summary>Reads what <see cref="EntriesPath"/> writes, and nothing else.</summary>
    public static bool TryParseEntriesPath(string path, out long index, out int width)
    {
        (index, width) = (0, 0);
        return path.StartsWith(EntriesPrefix, StringComparison.Ordinal) && TryParseNumber(path[EntriesPrefix.Length..], out index, out width);
    }

    /// <summary>The partial tiles at the right edge of a tree, lowest level first: what a <see cref="TreeAppender"/> goes on from.</summary>
    public static IReadOnlyList<TileAt> RightEdge(long size)
    {
        var edge = new List<TileAt>();
        for (var (level, hashes) = (0, size); hashes > 0; (level, hashes) = (level + 1, hashes / FullWidth))
        {
            if (hashes % FullWidth > 0) edge.Add(new TileAt(level, hashes / FullWidth));
        }
        return edge;
    }

    /// <summary>Every tile of a tree, level by level.</summary>
    public static IEnumerable<TileAt> All(long size)
    {
        for (var (level, hashes) = (0, size); hashes > 0; (level, hashes) = (level + 1, hashes / FullWidth))
        {
            for (var index = 0L; index * FullWidth < hashes; index++) yield return new TileAt(level, index);
        }
    }

    /// <summary>The tiles that <see cref="Proof.RootOf"/> reads.</summary>
    public static IReadOnlySet<TileAt> ForRoot(long size) => TilesOf([new TreeRange(0, size)]);

    /// <summary>The tiles that <see cref="Proof.Inclusion"/> reads.</summary>
    public static IReadOnlySet<TileAt> ForInclusion(long index, long size) => TilesOf(TreeRange.ForInclusion(index, new TreeRange(0, size)));

    /// <summary>The tiles that <see cref="Proof.Consistency"/> reads.</summary>
    public static IReadOnlySet<TileAt> ForConsistency(long size1, long size2) => TilesOf(TreeRange.ForConsistency(new TreeRange(0, size1), size2));

    private static HashSet<TileAt> TilesOf(IEnumerable<TreeRange> ranges) => [.. ranges.SelectMany(x => x.Perfect()).Select(x => x.Tile)];

    private static string Number(long index)
    {
        var path = (index % 1000).ToString("D3", CultureInfo.InvariantCulture);
        for (index /= 1000; index > 0; index /= 1000) path = string.Create(CultureInfo.InvariantCulture, $"x{index % 1000:D3}/{path}");
        return path;
    }

    private static string Partial(int width) => width switch
    {
        FullWidth => "",
        > 0 and < FullWidth => string.Create(CultureInfo.InvariantCulture, $".p/{width}"),
        _ => throw new ArgumentOutOfRangeException(nameof(width), width, "A tile holds 1 to 256 hashes."),
    };

    private static bool TryParseNumber(string text, out long index, out int width)
    {
        (index, width) = (0, FullWidth);
        if (text.Length > 64) return false;
        var partial = text.IndexOf(".p/", StringComparison.Ordinal);
        if (partial >= 0 && !TryDigits(text.AsSpan(partial + 3), 1, FullWidth - 1, out width)) return false;
        var number = partial < 0 ? text : text[..partial];
        foreach (var part in number.Replace("x", "", StringComparison.Ordinal).Split('/'))
        {
            if (part.Length != 3 || index > (long.MaxValue >> 8) / 1000) return false;
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var digits)) return false;
            index = index * 1000 + digits;
        }
        return Number(index) == number;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, int least, int most, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= most && (text[0] != '0' || text.Length == 1);
}
