namespace Governance.Policies.Text;

/// <summary>Segments as lines, so that no mark around a piece of text ever spans a line end.</summary>
internal static class SegmentLines
{
    /// <summary>The segments cut at every line end; an empty line is an empty list, and a line end has no kind.</summary>
    internal static List<List<Segment>> Of(IReadOnlyList<Segment> segments)
    {
        var lines = new List<List<Segment>> { new() };
        foreach (var segment in segments)
            foreach (var (i, piece) in segment.Text.Split('\n').Index())
            {
                if (i > 0) lines.Add([]);
                if (piece.Length > 0) lines[^1].Add(segment with { Text = piece });
            }

        return lines;
    }

    /// <summary>The lines as paragraphs, cut at empty lines; none is empty.</summary>
    internal static List<List<List<Segment>>> Paragraphs(IReadOnlyList<Segment> segments)
    {
        var paragraphs = new List<List<List<Segment>>> { new() };
        foreach (var line in Of(segments))
            if (line.All(segment => string.IsNullOrWhiteSpace(segment.Text))) paragraphs.Add([]);
            else paragraphs[^1].Add(line);
        paragraphs.RemoveAll(paragraph => paragraph.Count == 0);
        return paragraphs;
    }

    /// <summary>
    /// One line's changes widened to whole words between spaces: Markdown takes <c>**</c> and <c>~~</c> for marks only beside spaces or letters.
    /// </summary>
    internal static List<Segment> Widened(List<Segment> line)
    {
        var widened = new List<Segment>();
        string deleted = "", inserted = "";
        var changed = false;
        foreach (var segment in line)
            if (segment.Kind == SegmentKind.Deleted) (deleted, changed) = (deleted + segment.Text, true);
            else if (segment.Kind == SegmentKind.Inserted) (inserted, changed) = (inserted + segment.Text, true);
            else WidenAround(segment.Text);
        Flush();
        return widened;

        void WidenAround(string equal)
        {
            var first = equal.AsSpan().IndexOfAny(' ', '\t');
            if (first < 0) (deleted, inserted) = (deleted + equal, inserted + equal);
            if (first < 0) return;
            var last = equal.AsSpan().LastIndexOfAny(' ', '\t') + 1;
            (deleted, inserted) = (deleted + equal[..first], inserted + equal[..first]);
            Flush();
            widened.Add(new(SegmentKind.Equal, equal[first..last]));
            deleted = inserted = equal[last..];
        }

        void Flush()
        {
            if (!changed && deleted.Length > 0) widened.Add(new(SegmentKind.Equal, deleted));
            if (changed && deleted.Length > 0) widened.Add(new(SegmentKind.Deleted, deleted));
            if (changed && inserted.Length > 0) widened.Add(new(SegmentKind.Inserted, inserted));
            (deleted, inserted, changed) = ("", "", false);
        }
    }
}
