namespace Governance.Tests.Platforms;

/// <summary>Addresses written to be taken for something that they are not.</summary>
public sealed class HostileAddressTests
{
    private const string Unknown = "unknown platform";
    private const string Unreadable = "unreadable";

    [Theory]
    // Hosts that look like a platform's.
    [InlineData("https://evilfacebook.com/acme", Unknown)]
    [InlineData("https://facebook.com.evil.org/acme", Unknown)]
    [InlineData("https://facebook.evil.org/acme", Unknown)]
    [InlineData("https://facebook-com.evil.org/acme", Unknown)]
    [InlineData("https://www.facebook.com-login.example/acme", Unknown)]
    [InlineData("https://facebo0k.com/acme", Unknown)]
    [InlineData("https://www.www.facebook.com/acme", Unknown)]
    [InlineData("https://wwww.facebook.com/acme", "no account on facebook")]
    [InlineData("https://a.b.facebook.com/acme", Unknown)]
    [InlineData("https://facebook.co/acme", Unknown)]
    [InlineData("https://xn--fcebook-2fg.com/acme", Unknown)]
    [InlineData("https://fаcebook.com/acme", Unreadable)]
    [InlineData("https://facebook。com/acme", Unreadable)]
    [InlineData("https://faceboo\u212A.com/acme", Unreadable)]
    [InlineData("https://ｆａｃｅｂｏｏｋ.com/acme", Unreadable)]
    [InlineData("https://facebook.com./acme", Unreadable)]
    [InlineData("https://facebook..com/acme", Unreadable)]
    [InlineData("https://.facebook.com/acme", Unreadable)]
    [InlineData("https://-facebook.com/acme", Unreadable)]
    [InlineData("https://faceb%6Fok.com/acme", Unreadable)]
    [InlineData("https://t.co/AbCdEf", Unknown)]
    [InlineData("https://fb.me/acme", Unknown)]
    [InlineData("https://bit.ly/acme", Unknown)]
    // What stands before and behind the host.
    [InlineData("https://facebook.com@evil.org/acme", Unreadable)]
    [InlineData("https://user:pass@facebook.com/acme", Unreadable)]
    [InlineData("https://evil.org@facebook.com/acme", Unreadable)]
    [InlineData("https://facebook.com:8080/acme", Unreadable)]
    [InlineData("https://facebook.com:443@evil.org/acme", Unreadable)]
    [InlineData("https://facebook.com:/acme", Unreadable)]
    [InlineData("https://facebook.com:443:443/acme", Unreadable)]
    [InlineData("https://facebook.com:443/acme", "facebook:acme")]
    [InlineData("http://facebook.com:80/acme", "facebook:acme")]
    [InlineData("https://31.13.71.36/acme", Unreadable)]
    [InlineData("https://[2a03:2880::1]/acme", Unreadable)]
    [InlineData("https://520968996/acme", Unreadable)]
    [InlineData("https://0x1f0d4724/acme", Unreadable)]
    [InlineData("https://127.1/acme", Unreadable)]
    [InlineData("https://localhost/acme", Unreadable)]
    // Schemes.
    [InlineData("ftp://facebook.com/acme", Unreadable)]
    [InlineData("javascript:alert(1)", Unreadable)]
    [InlineData("javascript://facebook.com/%0aalert(1)", Unreadable)]
    [InlineData("data:text/html,facebook.com/acme", Unreadable)]
    [InlineData("file:///facebook.com/acme", Unreadable)]
    [InlineData("mailto:acme@facebook.com", Unreadable)]
    [InlineData("//facebook.com/acme", Unreadable)]
    [InlineData("http:facebook.com/acme", Unreadable)]
    [InlineData("http:/facebook.com/acme", Unreadable)]
    [InlineData("https:///facebook.com/acme", Unreadable)]
    [InlineData("hxxps://facebook.com/acme", Unreadable)]
    // Slashes, dots and characters that readers disagree on.
    [InlineData("https:\\\\facebook.com\\acme", Unreadable)]
    [InlineData("https://facebook.com\\@evil.org/acme", Unreadable)]
    [InlineData("https://evil.org\\@facebook.com/acme", Unreadable)]
    [InlineData("https://facebook.com//acme", Unreadable)]
    [InlineData("https://facebook.com//evil.org/acme", Unreadable)]
    [InlineData("https://facebook.com/../acme", Unreadable)]
    [InlineData("https://facebook.com/%2e%2e/acme", Unreadable)]
    [InlineData("https://facebook.com/pages%2FAcme%2F12345", Unreadable)]
    [InlineData("https://facebook.com/acme%5Cevil", Unreadable)]
    [InlineData("https://facebook.com/acme%00", Unreadable)]
    [InlineData("https://facebook.com/acme%252F", Unreadable)]
    [InlineData("https://facebook.com/acme%", Unreadable)]
    [InlineData("https://facebook.com/ac\tme", Unreadable)]
    [InlineData("https://facebook.com/acme\r\nHost: evil.org", Unreadable)]
    [InlineData("https://facebook.com/acme\0", Unreadable)]
    [InlineData("https://facebook.com/ac\u200Bme", Unreadable)]
    [InlineData("https://facebook.com/\u202Eemca", Unreadable)]
    [InlineData("https://facebook.com/ac\uFEFFme", Unreadable)]
    [InlineData("https://face book.com/acme", Unreadable)]
    [InlineData("https://facebook.com/acme https://evil.org", Unreadable)]
    // Handles that look like others.
    [InlineData("https://x.com/аcme", "no account on x")]
    [InlineData("https://www.youtube.com/\u212Aids", "no account on youtube")]
    [InlineData("https://x.com/acme\u0301", "no account on x")]
    [InlineData("https://x.com/%D0%B0cme", "no account on x")]
    [InlineData("https://x.com/%61cme", "x:acme")]
    [InlineData("https://x.com/acme;evil", "no account on x")]
    [InlineData("https://x.com/acme@evil.org", "no account on x")]
    [InlineData("https://x.com/acmeacmeacmeacme", "no account on x")]
    [InlineData("https://www.facebook.com/....", "no account on facebook")]
    // Other pages, dressed as accounts.
    [InlineData("https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.facebook.com%2Facme", "no account on facebook")]
    [InlineData("https://lm.facebook.com/l.php?u=https://www.facebook.com/acme", "no account on facebook")]
    [InlineData("https://www.google.com/url?q=https://www.facebook.com/acme", Unknown)]
    [InlineData("https://www.youtube.com/redirect?q=https%3A%2F%2Fx.com%2Facme", "no account on youtube")]
    [InlineData("https://evil.org/?u=https://facebook.com/acme", Unknown)]
    [InlineData("https://evil.org/#https://facebook.com/acme", Unknown)]
    [InlineData("https://evil.org#@facebook.com/acme", Unknown)]
    [InlineData("https://evil.org?facebook.com/acme", Unknown)]
    [InlineData("https://x.com/#!/search/acme", "no account on x")]
    [InlineData("https://x.com/#!//evil", Unreadable)]
    [InlineData("https://x.com/evil#!/acme", "x:evil")]
    [InlineData("https://x.com/SHARE", "no account on x")]
    [InlineData("https://x.com/%73hare", "no account on x")]
    [InlineData("https://x.com/Intent/user?screen_name=acme", "no account on x")]
    [InlineData("https://www.facebook.com/profile.php?id=12345&id=67890", "no account on facebook")]
    [InlineData("https://www.facebook.com/profile.php?id=12345%2F..", "no account on facebook")]
    [InlineData("https://www.facebook.com/profile.php?ID=12345", "no account on facebook")]
    [InlineData("https://www.facebook.com/pages/Acme/evil", "no account on facebook")]
    [InlineData("https://www.youtube.com/channel/UCnAOvexSGLBnYidaFzguht", "no account on youtube")]
    // Accounts elsewhere, stated as if here.
    [InlineData("@acme@facebook.com", Unreadable)]
    [InlineData("@acme@www.x.com", Unreadable)]
    [InlineData("acct:acme@youtube.com", Unreadable)]
    [InlineData("@acme@127.0.0.1", Unreadable)]
    [InlineData("@acme@localhost", Unreadable)]
    [InlineData("@acme@mаstodon.social", Unreadable)]
    [InlineData("@acme@mastodon.social@evil.org", Unreadable)]
    [InlineData("acme@mastodon.social", Unreadable)]
    [InlineData("https://mastodon.social.evil.org/@acme", Unknown)]
    [InlineData("https://social.unlisted.example/@acme", Unknown)]
    [InlineData("https://mastodon.social/@acme@facebook.com", "no account on mastodon")]
    [InlineData("https://mastodon.social/@acme@evil.example@facebook.com", "no account on mastodon")]
    [InlineData("https://evil.acme.tumblr.com/", Unknown)]
    [InlineData("https://bsky.app/profile/acme.example/../evil", Unreadable)]
    [InlineData("", Unreadable)]
    [InlineData("acme", Unreadable)]
    [InlineData("https://", Unreadable)]
    [InlineData("://facebook.com/acme", Unreadable)]
    public void Nothing_is_taken_for_an_account_that_it_is_not(string address, string expected) =>
        Assert.Equal(expected, Shelf.Word(Shelf.Ours.Read(address)));

    [Fact]
    public void An_address_has_an_end()
    {
        const string root = "https://x.com/acme?";
        Assert.Equal("x:acme", Shelf.Word(Shelf.Ours.Read(root + new string('a', 2048 - root.Length))));
        Assert.Equal(Unreadable, Shelf.Word(Shelf.Ours.Read(root + new string('a', 2049 - root.Length))));
        Assert.Equal(Unreadable, Shelf.Word(Shelf.Ours.Read(null!)));
        Assert.Equal(Unreadable, Shelf.Word(Shelf.Ours.Read("x", new string('a', 5_000_000))));
    }

    [Fact]
    public void Half_a_character_is_no_address() => Assert.Equal(Unreadable, Shelf.Word(Shelf.Ours.Read("https://x.com/acme\uD800")));
}
