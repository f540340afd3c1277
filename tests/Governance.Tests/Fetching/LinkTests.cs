using Governance.Fetching;

namespace Governance.Tests.Fetching;

public sealed class LinkTests
{
    [Theory]
    [InlineData("https://acme.example/about", "https://acme.example/about", "acme.example")]
    [InlineData("HTTPS://ACME.example:443/About?x=1#top", "https://acme.example/About?x=1", "acme.example")]
    [InlineData("https://acme.example", "https://acme.example/", "acme.example")]
    [InlineData("https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/", "xn--bcher-kva.example")]
    public void A_public_https_link_is_followed_without_its_fragment(string text, string address, string host)
    {
        var link = Link.Read(text).Link!;
        Assert.Equal((address, host), (link.Address.AbsoluteUri, link.Host));
    }

    [Theory]
    [InlineData("http://acme.example/")]
    [InlineData("ftp://acme.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://acme.example/")]
    [InlineData("acme.example")]
    [InlineData("/etc/passwd")]
    [InlineData("//acme.example/")]
    [InlineData("https:acme.example")]
    [InlineData("https:/acme.example")]
    [InlineData("https://acme.example:80/")]
    [InlineData("https://acme.example:8443/")]
    [InlineData("https://acme.example:0443/")]
    [InlineData("https://user@acme.example/")]
    [InlineData("https://user:secret@acme.example/")]
    [InlineData("https://@acme.example/")]
    [InlineData("https://acme.example@evil.example/")]
    [InlineData("https://acme.example\\@evil.example/")]
    [InlineData("https://evil.example\\.acme.example/")]
    [InlineData("https://acme.example/ x")]
    [InlineData("https://acme.example/\r\nHost: evil.example")]
    [InlineData("https://acme.example/\t")]
    [InlineData("https://acme\u3002example/")]
    [InlineData("https://bücher.example/")]
    [InlineData("")]
    [InlineData(null)]
    public void Another_scheme_port_user_or_form_is_refused(string? text) => Assert.Equal(FetchReasons.Link, Refused(text));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.1")]
    [InlineData("127.0.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("0x7F.1")]
    [InlineData("017700000001")]
    [InlineData("0177.0.0.01")]
    [InlineData("127.0.0.1.")]
    [InlineData("0")]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("93.184.216.34")]
    [InlineData("1.2.3")]
    [InlineData("acme.example.127")]
    [InlineData("acme.0x7f")]
    [InlineData("[::1]")]
    [InlineData("[::]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::127.0.0.1]")]
    [InlineData("[64:ff9b::7f00:1]")]
    [InlineData("[2002:7f00:1::]")]
    [InlineData("[fe80::1%25eth0]")]
    [InlineData("[2606:2800:220:1:248:1893:25c8:1946]")]
    [InlineData("[v1.x]")]
    [InlineData("localhost")]
    [InlineData("app.localhost")]
    [InlineData("printer.local")]
    [InlineData("metadata.google.internal")]
    [InlineData("router.lan")]
    [InlineData("intranet")]
    [InlineData("acme.example.")]
    [InlineData("acme..example")]
    [InlineData("-acme.example")]
    [InlineData("acme_x.example")]
    [InlineData("ac%6de.example")]
    [InlineData("127%2e0%2e0%2e1")]
    [InlineData("xn--8g7ccp.example")]
    [InlineData("xn--orhcp.example")]
    public void An_address_in_any_notation_or_a_name_that_is_no_public_hosts_is_refused(string host) => Assert.Equal(FetchReasons.Host, Refused($"https://{host}/"));

    [Theory]
    [InlineData("/next", "https://acme.example/next")]
    [InlineData("next?x=https://evil.example/", "https://acme.example/a/next?x=https://evil.example/")]
    [InlineData("/next?x=https://evil.example/", "https://acme.example/next?x=https://evil.example/")]
    [InlineData("?x", "https://acme.example/a/b?x")]
    [InlineData("//other.example/x", "https://other.example/x")]
    [InlineData("https://other.example/x#y", "https://other.example/x")]
    public void A_redirect_is_read_relative_to_where_it_stands(string location, string address) =>
        Assert.Equal(address, Link.Read(location, new("https://acme.example/a/b")).Link?.Address.AbsoluteUri);

    [Theory]
    [InlineData("http://acme.example/")]
    [InlineData("//127.0.0.1/")]
    [InlineData("//user@acme.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/plain,x")]
    [InlineData("\\\\evil.example/")]
    [InlineData("https://[::1]/")]
    public void A_redirect_is_judged_like_what_was_typed(string location) => Assert.Null(Link.Read(location, new("https://acme.example/a/b")).Link);

    private static string? Refused(string? text)
    {
        var (link, reason, sentence) = Link.Read(text);
        Assert.True(link is null, $"{text} was read as {link?.Address}");
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
        return reason;
    }
}
