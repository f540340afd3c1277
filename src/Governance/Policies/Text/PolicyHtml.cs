using System.Net;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Governance.Policies.Text;

/// <summary>A policy's text as a safe HTML fragment, every clause with the anchor <c>clause-&lt;id&gt;</c> and its number in a span of its own.</summary>
public static class PolicyHtml
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseListExtras().UseAutoLinks().Build();

    /// <summary>
    /// The fragment. Raw HTML in the text is shown as written, an image becomes a link to it, and what remains passes
    /// <see cref="SafeHtml"/>. A link to <c>#id</c> of a clause leads to its anchor. Markup nested too deeply to render, or a paragraph of
    /// more than <see cref="PolicyText.MaxParagraph"/> characters, has the whole text shown as written.
    /// </summary>
    public static string Render(PolicyText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (markdown, clauses) = WithoutMarks(text);
        if (text.Problems.Any(problem => problem.Code == TextProblem.ParagraphTooLong)) return AsWritten(markdown);
        try
        {
            var document = Markdown.Parse(markdown, Pipeline);
            foreach (var block in document)
                if (clauses.TryGetValue(block.Line, out var clause)) Anchor(block, clause);
            var ids = text.Clauses.Select(clause => clause.Id).ToHashSet();
            foreach (var link in document.Descendants<LinkInline>()) Tame(link, ids);
            return SafeHtml.Sanitise(document.ToHtml(Pipeline));
        }
        catch (ArgumentException) // Markdig's way to say that the nesting is too deep.
        {
            return AsWritten(markdown);
        }
    }

    private static string AsWritten(string markdown) => $"<pre>{WebUtility.HtmlEncode(markdown)}</pre>\n";

    /// <summary>The Markdown without id marks, and which clause begins on which line (from 0).</summary>
    private static (string Markdown, Dictionary<int, Clause> Clauses) WithoutMarks(PolicyText text)
    {
        var blocks = new List<string>();
        var clauses = new Dictionary<int, Clause>();
        var line = 0;
        if (text.Preamble.Length > 0) Add(text.Preamble);
        foreach (var clause in text.Clauses)
        {
            clauses[line] = clause;
            Add(clause.Written(withMark: false));
        }

        return (string.Join("\n\n", blocks), clauses);

        void Add(string block)
        {
            blocks.Add(block);
            line += block.AsSpan().Count('\n') + 2;
        }
    }

    private static void Anchor(Block block, Clause clause)
    {
        if (clause.Id is not null) block.GetAttributes().Id = "clause-" + clause.Id;
        if (block is not LeafBlock { Inline.FirstChild: LiteralInline first }) return;
        var number = clause is { Level: 1, Heading: not null } ? clause.Number + "." : clause.Number;
        if (!first.Content.ToString().StartsWith(number, StringComparison.Ordinal)) return;
        first.Content.Start += number.Length;
        first.InsertBefore(new HtmlInline($"<span>{number}</span>"));
    }

    private static void Tame(LinkInline link, HashSet<string?> ids)
    {
        link.IsImage = false;
        if (link.Url is ['#', .. var id] && ids.Contains(id)) link.Url = "#clause-" + id;
    }
}
