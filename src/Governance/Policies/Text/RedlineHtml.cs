using System.Net;
using System.Text;

namespace Governance.Policies.Text;

/// <summary>
/// A redline as an HTML fragment: <c>&lt;ins&gt;</c> and <c>&lt;del&gt;</c> around encoded text. Browsers do not announce those elements, so each also says
/// what it is in a span of class <c>visually-hidden</c>, which the page hides from the eye.
/// </summary>
public static class RedlineHtml
{
    /// <summary>A section with the summary, the preamble and an article a clause (<c>data-change</c> names its kind); or only the clauses that changed.</summary>
    public static string Write(Redline redline, bool changesOnly = false)
    {
        ArgumentNullException.ThrowIfNull(redline);
        var html = new StringBuilder("<section class=\"redline\" aria-label=\"Redline\">\n");
        html.Append("<p class=\"redline-summary\">").Append(RedlineWords.Summary(redline)).Append("</p>\n");
        if (redline.Preamble.Count > 0 && (!changesOnly || redline.Summary.PreambleChanged))
            html.Append("<article data-part=\"preamble\">\n").Append(Paragraphs(redline.Preamble)).Append("</article>\n");
        foreach (var clause in redline.Clauses.Where(clause => !changesOnly || !RedlineWords.IsUnchanged(clause))) html.Append(Article(clause));
        return html.Append("</section>\n").ToString();
    }

    private static string Article(ClauseChange clause)
    {
        var number = WebUtility.HtmlEncode(clause.NewNumber ?? clause.OldNumber);
        var kind = RedlineWords.Kind(clause.Kind).Replace(' ', '-');
        var heading = string.Concat(SegmentLines.Of(clause.Heading).Select(Line));
        return $"""
            <article id="redline-{WebUtility.HtmlEncode(clause.Id)}" data-change="{kind}">
            <h3>{number} {heading} <small>({RedlineWords.Change(clause)})</small></h3>
            {Paragraphs(clause.Text)}</article>

            """;
    }

    private static string Paragraphs(IReadOnlyList<Segment> segments) =>
        string.Concat(SegmentLines.Paragraphs(segments).Select(paragraph => $"<p>{string.Join("<br>", paragraph.Select(Line))}</p>\n"));

    private static string Line(List<Segment> line) => string.Concat(line.Select(Piece));

    private static string Piece(Segment segment)
    {
        var text = WebUtility.HtmlEncode(segment.Text);
        return segment.Kind switch
        {
            SegmentKind.Deleted => $"<del><span class=\"visually-hidden\">deleted: </span>{text}<span class=\"visually-hidden\"> end of deletion </span></del>",
            SegmentKind.Inserted => $"<ins><span class=\"visually-hidden\">inserted: </span>{text}<span class=\"visually-hidden\"> end of insertion </span></ins>",
            _ => text,
        };
    }
}
