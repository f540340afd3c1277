using System.Text;

namespace Governance.Policies.Text;

/// <summary>A redline as Markdown (CommonMark with strikethrough): <c>~~deleted~~</c>, <c>**inserted**</c>, the policy's own Markdown escaped.</summary>
public static class RedlineMarkdown
{
    /// <summary>
    /// The summary, the preamble and every clause, or with <paramref name="changesOnly"/> only those that are not unchanged. Changes are widened to
    /// whole words. Nothing in the texts can end a mark, a paragraph or a clause, nor become a link.
    /// </summary>
    public static string Write(Redline redline, bool changesOnly = false)
    {
        ArgumentNullException.ThrowIfNull(redline);
        var blocks = new List<string> { RedlineWords.Summary(redline) };
        if (!changesOnly || redline.Summary.PreambleChanged) blocks.AddRange(Paragraphs(redline.Preamble));
        foreach (var clause in redline.Clauses.Where(clause => !changesOnly || !RedlineWords.IsUnchanged(clause)))
        {
            blocks.Add(Title(clause));
            blocks.AddRange(Paragraphs(clause.Text));
        }

        return string.Join("\n\n", blocks) + "\n";
    }

    private static string Title(ClauseChange clause)
    {
        var heading = string.Concat(SegmentLines.Of(clause.Heading).Select(Line));
        var title = $"### {Escaped(clause.NewNumber ?? clause.OldNumber!)} {heading}".TrimEnd();
        return $"{title} ({RedlineWords.Change(clause)})";
    }

    private static IEnumerable<string> Paragraphs(IReadOnlyList<Segment> segments) =>
        SegmentLines.Paragraphs(segments).Select(paragraph => string.Join("\\\n", paragraph.Select(Line)));

    private static string Line(List<Segment> line)
    {
        var text = new StringBuilder();
        foreach (var segment in SegmentLines.Widened(line))
        {
            // A replaced word stands beside its replacement: two marks need a space between them.
            if (segment.Kind == SegmentKind.Inserted && text.Length > 0 && text[^1] == '~') text.Append(' ');
            text.Append(Marked(segment));
        }

        return text.ToString().Trim();
    }

    private static string Marked(Segment segment)
    {
        var words = segment.Text.Trim();
        if (segment.Kind == SegmentKind.Equal || words.Length == 0) return Escaped(segment.Text);
        var mark = segment.Kind == SegmentKind.Deleted ? "~~" : "**";
        var start = segment.Text.IndexOf(words, StringComparison.Ordinal);
        return $"{segment.Text[..start]}{mark}{Escaped(words)}{mark}{segment.Text[(start + words.Length)..]}";
    }

    // CommonMark 0.31, section 2.4: a backslash before any ASCII punctuation makes it literal.
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text) (char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c)) ? escaped.Append('\\') : escaped).Append(c);
        return escaped.ToString();
    }
}
