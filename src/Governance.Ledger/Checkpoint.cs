using System.Globalization;

namespace Governance.Ledger;

/// <summary>What a log signs: how large it is and its root (C2SP tlog-checkpoint, Note text).</summary>
/// <param name="Origin">The log's name, which is also its key's.</param>
/// <param name="Size">How many leaves.</param>
/// <param name="Root">The root of the tree of that size.</param>
public sealed record Checkpoint(string Origin, long Size, Hash Root)
{
    /// <summary>Further lines, each ended by a line feed; our logs write none, since nobody checks them.</summary>
    public string Extensions { get; init; } = "";

    /// <summary>The note's text, its last line feed included.</summary>
    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root.ToBase64()}\n{Extensions}");

    /// <summary>A checkpoint of a note's text; throws <see cref="FormatException"/> when it is none.</summary>
    public static Checkpoint Parse(string text) => TryParse(text) ?? throw new FormatException("A checkpoint has three lines: a log's name, how many leaves it has, and the base64 of a root of 32 bytes.");

    /// <summary>A checkpoint of a note's text, or null when it is none.</summary>
    public static Checkpoint? TryParse(string text)
    {
        var lines = text.Split('\n', 4);
        if (lines.Length < 4 || lines[0].Length == 0) return null;
        if (!TrySize(lines[1], out var size) || !Hash.TryFromBase64(lines[2], out var root)) return null;
        var extensions = lines[3];
        if (extensions.Length > 0 && (extensions[0] == '\n' || extensions[^1] != '\n' || extensions.Contains("\n\n", StringComparison.Ordinal))) return null;
        return new Checkpoint(lines[0], size, root) { Extensions = extensions };
    }

    /// <summary>Decimal digits without a leading zero, up to 2^63 - 1.</summary>
    internal static bool TrySize(string text, out long size) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size) && (text[0] != '0' || text.Length == 1);
}
