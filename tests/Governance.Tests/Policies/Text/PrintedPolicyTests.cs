using System.Security.Cryptography;
using System.Text;
using AngleSharp.Html.Parser;
using Governance.Policies;
using Governance.Policies.Text;

namespace Governance.Tests.Policies.Text;

public class PrintedPolicyTests
{
    private static readonly PolicyContent Content = new(
        "Social media <policy>", PolicyKind.Policy, "communications", new("policy-owner", "communications"), ["all staff", "contractors"],
        "Every account \"that\" speaks for us", ["IE", "EU"], "en-IE", 12, ["all"], ["official"], null, "social@acme.example",
        null, "Preamble\n\n## 1. Purpose {#purpose}\n\n1.1 <script>alert(1)</script> {#who}\n");

    private static readonly VersionStamp Stamp = new(
        "2.1", new string('a', 64), new DateTimeOffset(2027, 1, 1, 9, 0, 0, TimeSpan.FromHours(1)), "approval-7", "effective", "checkpoint 42 <x>");

    private static AngleSharp.Dom.IDocument Page(PolicyContent? content = null, VersionStamp? stamp = null) =>
        new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(PrintedPolicy.Html(content ?? Content, stamp ?? Stamp));

    [Fact]
    public void The_page_names_the_policy_its_language_and_its_facts()
    {
        var page = Page();
        Assert.Equal("en-IE", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Social media <policy>, 2.1", page.Title);
        Assert.Equal("Social media <policy>", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(
            ["Version", "Effective from", "Area", "Owner", "Audience", "Scope", "Jurisdiction", "Language", "Review cycle", "Platforms", "Account classes", "Contact"],
            page.QuerySelectorAll(".facts th").Select(cell => cell.TextContent));
        Assert.Equal(["clause-purpose", "clause-who"], page.QuerySelectorAll("article [id]").Select(clause => clause.Id));
    }

    [Fact]
    public void The_stamp_stands_in_the_foot_that_every_printed_page_repeats() =>
        Assert.Equal(
            $"Version 2.1 · effective · effective from 1 January 2027, 09:00:00 UTC+01:00 · approval approval-7SHA-256 {new string('a', 64)}checkpoint checkpoint 42 <x>",
            Page().QuerySelector("tfoot footer")!.TextContent);

    [Fact]
    public void What_is_not_there_yet_is_not_made_up()
    {
        var foot = Page(stamp: Stamp with { EffectiveFrom = null, ApprovalId = null, Checkpoint = null, State = "draft" }).QuerySelector("tfoot footer")!.TextContent;
        Assert.Equal($"Version 2.1 · draft · effective from not yet setSHA-256 {new string('a', 64)}", foot);
    }

    [Fact]
    public void Its_style_is_the_only_thing_the_content_security_policy_needs_to_allow()
    {
        var page = Page();
        Assert.Empty(page.QuerySelectorAll("script, link, img, iframe, object, [style], [src], [onload]"));
        var style = Assert.Single(page.QuerySelectorAll("style")).TextContent;
        Assert.Contains($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'", PrintedPolicy.ContentSecurityPolicy);
        Assert.DoesNotContain("url(", style);
        Assert.DoesNotContain("@import", style);
    }

    [Fact]
    public void Terms_are_listed_when_there_are_any()
    {
        var terms = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("lead", "an account <nobody> claimed");
        Assert.Equal("an account <nobody> claimed", Page(Content with { Glossary = terms }).QuerySelector(".glossary dd")!.TextContent);
        Assert.Null(Page().QuerySelector(".glossary dl"));
    }
}
