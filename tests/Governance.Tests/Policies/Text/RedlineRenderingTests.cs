using AngleSharp.Html.Parser;
using CsCheck;
using Governance.Policies.Text;
using Markdig;

namespace Governance.Tests.Policies.Text;

public class RedlineRenderingTests
{
    private static readonly MarkdownPipeline Readers = new MarkdownPipelineBuilder().UseEmphasisExtras().UsePipeTables().UseAutoLinks().Build();

    private static Redline Change(string before, string after) => Redline.Between($"1.1 {before} {{#aa}}", $"1.1 {after} {{#aa}}");

    [Fact]
    public void Markdown_strikes_what_was_deleted_and_emboldens_what_was_inserted() =>
        Assert.Equal(
            "Clauses: 1 changed. Words: 1 inserted, 1 deleted.\n\n### 1\\.1 (changed)\n\nEverybody ~~may~~ **must** ask\\.\n",
            RedlineMarkdown.Write(Change("Everybody may ask.", "Everybody must ask.")));

    [Fact]
    public void Only_the_changes_when_asked()
    {
        var redline = Redline.Between("1.1 a {#aa}\n\n1.2 b {#bb}", "1.1 a {#aa}\n\n1.2 c {#bb}");
        Assert.DoesNotContain("1\\.1", RedlineMarkdown.Write(redline, changesOnly: true));
        Assert.DoesNotContain("redline-aa", RedlineHtml.Write(redline, changesOnly: true));
        Assert.Contains("redline-bb", RedlineHtml.Write(redline, changesOnly: true));
    }

    [Fact]
    public void Nothing_changed_is_said_so()
    {
        Assert.StartsWith("Nothing changed.", RedlineMarkdown.Write(Change("a", "a")));
        Assert.Contains("Nothing changed.", RedlineHtml.Write(Change("a", "a")));
    }

    [Fact]
    public void Html_says_aloud_what_is_deleted_and_inserted() =>
        Assert.Contains(
            "<p>Everybody <del><span class=\"visually-hidden\">deleted: </span>may<span class=\"visually-hidden\"> end of deletion </span></del>"
            + "<ins><span class=\"visually-hidden\">inserted: </span>must<span class=\"visually-hidden\"> end of insertion </span></ins> ask.</p>",
            RedlineHtml.Write(Change("Everybody may ask.", "Everybody must ask.")));

    [Theory]
    [InlineData("plain", "~~** <script>alert(1)</script> **~~")]
    [InlineData("</del><img src=x onerror=alert(1)>", "</ins>--><svg onload=alert(1)>")]
    [InlineData("a\n\n# heading\n\n- b", "a\n\n***\n\n1. c\n\n    code")]
    [InlineData("[x](javascript:alert(1))", "![x](https://evil.example/p.png) <https://evil.example> https://evil.example")]
    [InlineData("foo(bar", "foo)bar")]
    [InlineData("&lt;b&gt;", "&#60;b>")]
    public void The_text_cannot_break_out_of_either_rendering(string before, string after)
    {
        var redline = Change(before, after);
        AssertTame(Markdown.ToHtml(RedlineMarkdown.Write(redline), Readers), "h3 p del strong br");
        AssertTame(RedlineHtml.Write(redline), "section article h3 small p del ins br span");
    }

    [Fact]
    public void Rendered_both_ways_the_words_are_those_of_the_redline() =>
        Generated.Revision.Sample(pair =>
        {
            var redline = Redline.Between(pair.Old, pair.New);
            var markdown = Markdown.ToHtml(RedlineMarkdown.Write(redline), Readers);
            AssertTame(markdown, "h3 p del strong br");
            AssertTame(RedlineHtml.Write(redline), "section article h3 small p del ins br span");
            var shown = new HtmlParser().ParseDocument(markdown).Body!;
            foreach (var deleted in shown.QuerySelectorAll("del").ToList()) deleted.Remove();
            Assert.Equal(
                Squeezed(string.Concat(redline.Preamble.Concat(redline.Clauses.Where(clause => clause.NewPlace is not null).SelectMany(clause => clause.Text))
                    .Where(segment => segment.Kind != SegmentKind.Deleted).Select(segment => segment.Text))),
                Squeezed(string.Concat(shown.QuerySelectorAll("p").Skip(1).Select(paragraph => paragraph.TextContent))));
        });

    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static void AssertTame(string html, string tags)
    {
        var body = new HtmlParser().ParseDocument(html).Body!;
        Assert.Empty(body.QuerySelectorAll("*").Select(element => element.LocalName).Except(tags.Split(' ')));
        Assert.Empty(body.QuerySelectorAll("*").SelectMany(element => element.Attributes).Select(attribute => attribute.Name).Except(["id", "class", "data-change", "data-part", "aria-label"]));
    }
}
