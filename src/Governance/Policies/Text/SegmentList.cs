using System.Text;

namespace Governance.Policies.Text;

/// <summary>Gathers a difference into segments: between two equal ones at most one deleted, then one inserted.</summary>
internal sealed class SegmentList
{
    private readonly List<Hunk> _hunks = [new()];

    internal void Equal(List<string> tokens)
    {
        if (tokens.Count == 0) return;
        if (_hunks[^1].HasChange) _hunks.Add(new());
        _hunks[^1].Equal.AppendJoin("", tokens);
    }

    internal void Deleted(List<string> tokens) => _hunks[^1].Deleted.AppendJoin("", tokens);

    internal void Inserted(List<string> tokens) => _hunks[^1].Inserted.AppendJoin("", tokens);

    /// <summary>The segments, with deleted and inserted exchanged when the difference was asked for backwards.</summary>
    internal List<Segment> Finish(bool backwards)
    {
        var segments = new List<Segment>();
        foreach (var hunk in Merged())
        {
            Add(SegmentKind.Equal, hunk.Equal);
            Add(SegmentKind.Deleted, backwards ? hunk.Inserted : hunk.Deleted);
            Add(SegmentKind.Inserted, backwards ? hunk.Deleted : hunk.Inserted);
        }

        return segments;

        void Add(SegmentKind kind, StringBuilder text)
        {
            if (text.Length > 0) segments.Add(new(kind, text.ToString()));
        }
    }

    /// <summary>Replacements parted by nothing but a space become one: a phrase replaced reads better whole than word by word.</summary>
    private List<Hunk> Merged()
    {
        var merged = new List<Hunk>();
        foreach (var hunk in _hunks)
            if (merged.Count > 0 && merged[^1].IsReplacement && hunk.IsReplacement && hunk.Equal is { Length: 1 } gap && gap[0] == ' ')
                merged[^1].Append(hunk);
            else merged.Add(hunk);
        return merged;
    }

    private sealed class Hunk
    {
        internal StringBuilder Equal { get; } = new();
        internal StringBuilder Deleted { get; } = new();
        internal StringBuilder Inserted { get; } = new();

        internal bool HasChange => Deleted.Length + Inserted.Length > 0;
        internal bool IsReplacement => Deleted.Length > 0 && Inserted.Length > 0;

        internal void Append(Hunk next)
        {
            Deleted.Append(next.Equal).Append(next.Deleted);
            Inserted.Append(next.Equal).Append(next.Inserted);
        }
    }
}
