using DiffPlex;

namespace Governance.Approvals;

/// <summary>What became of a line.</summary>
public enum LineChange
{
    /// <summary>It is in both texts.</summary>
    Same,

    /// <summary>It is in the text before only.</summary>
    Removed,

    /// <summary>It is in the text after only.</summary>
    Added,
}

/// <summary>A line of two compared texts.</summary>
/// <param name="Change">What became of it.</param>
/// <param name="Text">The line.</param>
/// <param name="Before">Its number in the text before, from 1; absent when it was added.</param>
/// <param name="After">Its number in the text after, from 1; absent when it was removed.</param>
public sealed record DiffLine(LineChange Change, string Text, int? Before, int? After);

/// <summary>The difference of two texts line by line, in bounded time.</summary>
public static class LineDiff
{
    // The most that the lines of one text times those of the other may be, without what both begin and end with: the worst case costs that much.
    private const long MostComparisons = 4_000_000;

    private static readonly string[] Ends = ["\r\n", "\r", "\n"];

    /// <summary>Every line of both texts in order. Texts too large and too different to compare are one removal and one addition.</summary>
    public static IReadOnlyList<DiffLine> Between(string before, string after)
    {
        var (old, now) = (Lines(before), Lines(after));
        var shorter = Math.Min(old.Length, now.Length);
        int head = 0, tail = 0;
        while (head < shorter && old[head] == now[head]) head++;
        while (tail < shorter - head && old[^(tail + 1)] == now[^(tail + 1)]) tail++;
        var lines = new List<DiffLine>(old.Length + now.Length);
        Same(lines, old, 0, 0, head);
        Middle(lines, old, now, head, tail);
        Same(lines, old, old.Length - tail, now.Length - tail, tail);
        return lines;
    }

    private static void Middle(List<DiffLine> lines, string[] old, string[] now, int head, int tail)
    {
        var (oldMiddle, newMiddle) = (old[head..^tail], now[head..^tail]);
        if ((long)oldMiddle.Length * newMiddle.Length > MostComparisons || oldMiddle.Length == 0 || newMiddle.Length == 0)
        {
            Removed(lines, old, head, oldMiddle.Length);
            Added(lines, now, head, newMiddle.Length);
            return;
        }

        var (at, to) = (0, 0);
        foreach (var block in Differ.Instance.CreateDiffs(Ended(oldMiddle), Ended(newMiddle), ignoreWhiteSpace: false, ignoreCase: false, EndedLines.Instance).DiffBlocks)
        {
            Same(lines, old, head + at, head + to, block.DeleteStartA - at);
            Removed(lines, old, head + block.DeleteStartA, block.DeleteCountA);
            Added(lines, now, head + block.InsertStartB, block.InsertCountB);
            (at, to) = (block.DeleteStartA + block.DeleteCountA, block.InsertStartB + block.InsertCountB);
        }

        Same(lines, old, head + at, head + to, oldMiddle.Length - at);
    }

    // What ends with a line break has no line behind it.
    private static string[] Lines(string text) => text.Length == 0 ? [] : text.Split(Ends, StringSplitOptions.None) is [.. var all, ""] ? all : text.Split(Ends, StringSplitOptions.None);

    private static string Ended(string[] lines) => string.Concat(lines.Select(line => $"{line}\n"));

    private static void Same(List<DiffLine> lines, string[] old, int before, int after, int count)
    {
        for (var i = 0; i < count; i++) lines.Add(new(LineChange.Same, old[before + i], before + i + 1, after + i + 1));
    }

    private static void Removed(List<DiffLine> lines, string[] old, int from, int count)
    {
        for (var i = from; i < from + count; i++) lines.Add(new(LineChange.Removed, old[i], i + 1, null));
    }

    private static void Added(List<DiffLine> lines, string[] now, int from, int count)
    {
        for (var i = from; i < from + count; i++) lines.Add(new(LineChange.Added, now[i], null, i + 1));
    }

    // The library's own chunker takes one empty line for none.
    private sealed class EndedLines : IChunker
    {
        public static readonly EndedLines Instance = new();

        public IReadOnlyList<string> Chunk(string text) => text.Split('\n')[..^1];
    }
}
