using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CsCheck;
using Governance.Policies.Text;

namespace Governance.Tests.Policies.Text;

public class PolicyHtmlTests
{
    private static string Html(string text) => PolicyHtml.Render(PolicyText.Parse(text));

    [Fact]
    public void A_clause_is_an_anchor_with_its_number_apart() =>
        Assert.Equal(
            "<h2 id=\"clause-purpose\"><span>1.</span> Purpose</h2>\n<p id=\"clause-who\"><span>1.1</span> <strong>Who</strong> speaks.</p>\n<ol type=\"a\">\n<li>one</li>\n<li>two</li>\n</ol>\n",
            Html("## 1. Purpose {#purpose}\n\n1.1 **Who** speaks. {#who}\n\na) one\nb) two\n"));

    [Fact]
    public void Tables_lists_code_and_quotations_are_kept() =>
        Assert.Equal(
            ["p", "span", "table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td", "ul", "li", "pre", "code", "blockquote", "p"],
            Elements(Html("1.1 a {#aa}\n\n| x | y |\n|:--|--:|\n| 1 | 2 |\n\n- item\n\n```js\nalert(1)\n```\n\n> said")).Select(element => element.LocalName));

    [Fact]
    public void A_link_leads_elsewhere_without_telling_or_to_a_clause() =>
        Assert.Equal(
            "<p id=\"clause-aa\"><span>1.1</span> <a href=\"https://acme.example/x\" title=\"t\" rel=\"noopener noreferrer nofollow\">x</a>, "
            + "<a href=\"mailto:a@acme.example\" rel=\"noopener noreferrer nofollow\">m</a>, <a href=\"#clause-aa\">above</a></p>\n",
            Html("1.1 [x](https://acme.example/x \"t\"), [m](mailto:a@acme.example), [above](#aa) {#aa}"));

    [Fact]
    public void An_image_becomes_a_link_to_it() =>
        Assert.Equal("<p><span>1.1</span> <a href=\"https://acme.example/p.png\" rel=\"noopener noreferrer nofollow\">logo</a></p>\n", Html("1.1 ![logo](https://acme.example/p.png)"));

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](java\tscript:alert(1))")]
    [InlineData("[x](&#106;avascript:alert(1))")]
    [InlineData("[x](&#x6A;avascript&colon;alert(1))")]
    [InlineData("[x](javascript&#58;alert(1))")]
    [InlineData("[x](<java&#10;script:alert(1)>)")]
    [InlineData("[x](<&#1;javascript:alert(1)>)")]
    [InlineData("[x](%6Aavascript:alert(1))")]
    [InlineData("[x](vbscript:msgbox(1))")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[x](file:///etc/passwd)")]
    [InlineData("[x](//evil.example/x)")]
    [InlineData("[x](/relative)")]
    [InlineData("[x](#javascript)")]
    [InlineData("[x](#clause-\"onclick=alert(1))")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[x][r]\n\n[r]: javascript:alert(1) \"t\"")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("![x](data:image/svg+xml;base64,PHN2Zz4=)")]
    [InlineData("[x](https://a.example/\"onmouseover=\"alert(1))")]
    [InlineData("[x](https://a.example 'x\" onmouseover=\"alert(1)')")]
    [InlineData("[x](https://a.example \"&quot; onmouseover=&quot;alert(1)\")")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>")]
    [InlineData("<style>*{display:none}</style>")]
    [InlineData("<iframe src=https://evil.example></iframe>")]
    [InlineData("<math><mtext></mtext><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">")]
    [InlineData("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">")]
    [InlineData("```\"><script>alert(1)</script>\nx\n```")]
    [InlineData("`<img src=x onerror=alert(1)>`")]
    [InlineData("text {onclick=alert(1) style=\"position:fixed\" .cls #evil}")]
    [InlineData("- {#x\" onclick=\"alert(1)}")]
    [InlineData("<form action=https://evil.example><input name=password>")]
    public void No_script_style_or_foreign_content_gets_through(string attack)
    {
        var html = Html($"1.1 {attack}\n\n{attack}\n\n1.2 b {{#bb}}");
        AssertSafe(html);
        Assert.Contains("id=\"clause-bb\"", html);
    }

    [Fact]
    public void Whatever_is_written_the_page_stays_safe() =>
        Gen.OneOf(
                Gen.OneOf("[x](", "javascript:", "data:", ")", "<", ">", "\"", "'", "![", "](", "<svg ", "onload=", "<!--", "-->", "{#", "}", "`", "```\n", "&#x3c;", "\n", "| ", "# ", "https://a.example", " "),
                Gen.String[1, 4])
            .Array[1, 25].Select(string.Concat).Sample(text => AssertSafe(Html("1.1 a {#aa}\n\n" + text)));

    [Fact]
    public void What_is_nested_beyond_rendering_is_shown_as_written() =>
        Assert.StartsWith("<pre>1.1 a\n\n&gt;&gt;&gt;", Html("1.1 a {#aa}\n\n" + new string('>', 5000)));

    [Fact]
    public void A_paragraph_that_would_take_minutes_is_shown_as_written() =>
        Assert.StartsWith("<pre>1.1 a\n\n[]([](", Html("1.1 a {#aa}\n\n" + string.Concat(Enumerable.Repeat("[](", 100_000))));

    private static void AssertSafe(string html)
    {
        foreach (var element in Elements(html))
        {
            Assert.Contains(element.LocalName, "a blockquote br code em h1 h2 h3 h4 h5 h6 hr li ol p pre span strong table tbody td th thead tr ul".Split(' '));
            Assert.Empty(element.Attributes.Select(attribute => attribute.Name).Except(["href", "id", "rel", "start", "title", "type"]));
            if (element.GetAttribute("id") is { } id) Assert.Matches("^clause-[a-z][a-z0-9-]+$", id);
            if (element.GetAttribute("href") is { } href) Assert.Matches("^(https?://|mailto:|#clause-)", href);
        }
    }

    private static IEnumerable<IElement> Elements(string html) => new HtmlParser().ParseDocument(html).Body!.QuerySelectorAll("*");
}
