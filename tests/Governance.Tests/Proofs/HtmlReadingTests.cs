using Governance.Proofs;

namespace Governance.Tests.Proofs;

public sealed class HtmlReadingTests
{
    private static readonly Uri Page = new("https://acme.example/a/");

    [Fact]
    public void Links_are_absolute_and_the_pages_own_base_counts_once()
    {
        Assert.Equal(["https://acme.example/a/b", "https://other.example/"], Links("<a href=b>x</a><a href='//other.example/'>y</a>"));
        Assert.Equal(["https://base.example/b"], Links("<base href='https://base.example/'><base href='https://evil.example/'><a href=b>x</a>"));
        Assert.Empty(Links("<a>x</a><a href=''>y</a><p href='z'>"));
    }

    [Theory]
    [InlineData("<b>")]
    [InlineData("<div>")]
    [InlineData("<a href=x>")]
    [InlineData("<template>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<!--")]
    [InlineData("<script>")]
    [InlineData("&amp")]
    [InlineData("<a href=")]
    [InlineData("</")]
    public void A_hostile_page_of_a_mebibyte_costs_no_more_than_its_length_many_times(string part)
    {
        var html = string.Concat(Enumerable.Repeat(part, 1024 * 1024 / part.Length));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.InRange(HtmlReading.Links(html, Page).Count, 0, 2000);
        HtmlReading.Text(html);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 512L * 1024 * 1024);
    }

    [Fact]
    public void A_tag_with_a_hundred_thousand_attributes_is_read_too() => Assert.Single(Links($"<a {string.Concat(Enumerable.Range(0, 100_000).Select(number => $"x{number} "))} href=b>x</a>"));

    [Fact]
    public void The_text_is_what_a_reader_sees() =>
        Assert.Equal("Hello & you there", HtmlReading.Text("<style>p{}</style><b>Hello</b> &amp; <i>you</i><br>there<!-- not --><script>not()</script>"));

    private static IEnumerable<string> Links(string html) => HtmlReading.Links(html, Page).Select(link => link.Url.AbsoluteUri);
}
