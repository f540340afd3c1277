using DiffPlex;

namespace Governance.Policies.Text;

/// <summary>The difference of two passages word by word, in bounded time.</summary>
internal static class WordDiff
{
    /// <summary>
    /// The most that one passage's tokens times the other's may be for a comparison word by word, whose worst case is that product.
    /// It bounds a whole redline: cut into such passages, n tokens cost at most n times its root.
    /// </summary>
    private const long MostComparisons = 100_000;

    /// <summary>The segments; none when both passages are empty. The way back gives the same with deleted and inserted exchanged.</summary>
    internal static IReadOnlyList<Segment> Between(string before, string after)
    {
        if (before == after) return before.Length == 0 ? [] : [new(SegmentKind.Equal, before)];
        if (before.Length == 0) return [new(SegmentKind.Inserted, after)];
        if (after.Length == 0) return [new(SegmentKind.Deleted, before)];
        // Of several shortest differences the algorithm finds one by direction: always ask in the same.
        var backwards = string.CompareOrdinal(before, after) > 0;
        var segments = new SegmentList();
        Compare(Words.Tokens(backwards ? after : before), Words.Tokens(backwards ? before : after), segments, Coarse);
        return segments.Finish(backwards);
    }

    private delegate void Fallback(List<string> before, List<string> after, SegmentList segments);

    private static void Compare(List<string> before, List<string> after, SegmentList segments, Fallback whenTooLarge)
    {
        var shorter = Math.Min(before.Count, after.Count);
        int head = 0, tail = 0;
        while (head < shorter && before[head] == after[head]) head++;
        while (tail < shorter - head && before[^(tail + 1)] == after[^(tail + 1)]) tail++;
        segments.Equal(before[..head]);
        var (oldMiddle, newMiddle) = (before[head..^tail], after[head..^tail]);
        if ((long)oldMiddle.Count * newMiddle.Count <= MostComparisons) Fine(oldMiddle, newMiddle, segments);
        else whenTooLarge(oldMiddle, newMiddle, segments);
        segments.Equal(before[^tail..]);
    }

    private static void Fine(List<string> before, List<string> after, SegmentList segments)
    {
        var at = 0;
        foreach (var block in Blocks(before, after))
        {
            segments.Equal(before[at..block.DeleteStartA]);
            at = block.DeleteStartA + block.DeleteCountA;
            segments.Deleted(before[block.DeleteStartA..at]);
            segments.Inserted(after.GetRange(block.InsertStartB, block.InsertCountB));
        }

        segments.Equal(before[at..]);
    }

    private static IList<DiffPlex.Model.DiffBlock> Blocks(List<string> before, List<string> after) =>
        Differ.Instance.CreateDiffs(string.Concat(before), string.Concat(after), ignoreWhiteSpace: false, ignoreCase: false, TokenChunker.Instance).DiffBlocks;

    /// <summary>Sentences that stand once in both passages and in the same order hold them together; what lies between is compared again.</summary>
    private static void Coarse(List<string> before, List<string> after, SegmentList segments)
    {
        var (oldSentences, newSentences) = (Sentences.Of(before), Sentences.Of(after));
        int oldAt = 0, newAt = 0;
        foreach (var (oldAnchor, newAnchor) in Sentences.Anchors(oldSentences, newSentences))
        {
            Compare(before[oldAt..oldAnchor.Start], after[newAt..newAnchor.Start], segments, Replace);
            segments.Equal(before[oldAnchor.Start..oldAnchor.End]);
            (oldAt, newAt) = (oldAnchor.End, newAnchor.End);
        }

        Compare(before[oldAt..], after[newAt..], segments, Replace);
    }

    private static void Replace(List<string> before, List<string> after, SegmentList segments)
    {
        segments.Deleted(before);
        segments.Inserted(after);
    }

    private sealed class TokenChunker : IChunker
    {
        internal static readonly TokenChunker Instance = new();

        public IReadOnlyList<string> Chunk(string text) => Words.Tokens(text);
    }
}
