using Governance.Platforms;

namespace Governance.Tests.Platforms;

/// <summary>One account has one address, however it is written.</summary>
public sealed class PlatformShelfTests
{
    [Fact]
    public void At_least_twenty_five_platforms_are_known_and_each_open_one_has_a_proof()
    {
        Assert.True(Shelf.Ours.All.Count >= 25);
        Assert.All(Shelf.Ours.All.Where(platform => platform.Closed is null), platform => Assert.NotEmpty(platform.Proofs));
    }

    [Theory]
    [InlineData("facebook", "Acme.Gov", "facebook:acmegov")]
    [InlineData("Facebook", "136880189673357", "facebook:id:136880189673357")]
    [InlineData("Twitter", "@Acme", "x:acme")]
    [InlineData("youtube", "@Acme", "youtube:@acme")]
    [InlineData("youtube", "Acme", "youtube:acme")]
    [InlineData("youtube", "channel/UCnAOvexSGLBnYidaFzguhTQ", "youtube:id:UCnAOvexSGLBnYidaFzguhTQ")]
    [InlineData("youtube", "http://youtube.com/RepHuizenga", "youtube:rephuizenga")]
    [InlineData("hackernews", "Acme", "hackernews:Acme")]
    [InlineData("linkedin", "Company/ACME", "linkedin:company/acme")]
    [InlineData("mastodon", "@Acme@Social.Acme.Example", "mastodon:acme@social.acme.example")]
    [InlineData("stackoverflow", "22656@stackoverflow.com", "stackexchange:id:22656@stackoverflow.com")]
    [InlineData("bluesky", "@acme.bsky.social", "bluesky:acme.bsky.social")]
    [InlineData("mastodon", "acme", "no account on mastodon")]
    [InlineData("mastodon", "acme@facebook.com", "no account on mastodon")]
    [InlineData("discourse", "acme@unlisted.example", "no account on discourse")]
    [InlineData("x", "share", "no account on x")]
    [InlineData("x", "acme/status/1", "no account on x")]
    [InlineData("x", "https://facebook.com/acme", "no account on x")]
    [InlineData("x", "https://facebook.com.evil.example/acme", "unknown platform")]
    [InlineData("linkedin", "acme", "no account on linkedin")]
    [InlineData("friendster", "acme", "unknown platform")]
    [InlineData("x", "", "unreadable")]
    public void A_handle_is_read_on_its_platform(string platform, string handle, string expected) =>
        Assert.Equal(expected, Shelf.Word(Shelf.Ours.Read(platform, handle)));

    [Theory]
    [InlineData("https://www.facebook.com/profile.php?id=100001234567890", "100001234567890")]
    [InlineData("https://www.youtube.com/channel/UCnAOvexSGLBnYidaFzguhTQ", "UCnAOvexSGLBnYidaFzguhTQ")]
    [InlineData("https://stackoverflow.com/users/22656/somebody", "22656@stackoverflow.com")]
    [InlineData("https://bsky.app/profile/did:plc:z72i7hdynmk6r22z27h6tvur", "did:plc:z72i7hdynmk6r22z27h6tvur")]
    [InlineData("https://www.facebook.com/acme", null)]
    public void An_id_in_the_address_is_the_platforms_id(string url, string? id) =>
        Assert.Equal(id, Assert.IsType<AddressReading.Account>(Shelf.Ours.Read(url)).Address.PlatformId);

    [Fact]
    public void A_name_that_looks_like_an_id_never_becomes_one() =>
        Assert.IsType<AddressReading.NotAnAccount>(Shelf.Ours.Read("https://x.com/id:123"));

    [Theory]
    [InlineData("youtube", "@acme", "https://www.youtube.com/@Acme", true)]
    [InlineData("youtube", "@acme", "https://www.youtube.com/@acme-fans", false)]
    [InlineData("youtube", "acme", "https://www.youtube.com/@acme", false)]
    [InlineData("x", "acme", "https://twitter.com/ACME", true)]
    [InlineData("x", "acme", "https://facebook.com/acme", false)]
    [InlineData("reddit", "user/acme", "Acme", true)]
    [InlineData("mastodon", "acme@mastodon.social", "acme", true)]
    [InlineData("mastodon", "acme@mastodon.social", "acme@evil.example", false)]
    [InlineData("hackernews", "Acme", "acme", false)]
    [InlineData("stackexchange", "id:22656@stackoverflow.com", "22656", true)]
    [InlineData("stackexchange", "id:22656@stackoverflow.com", "2265", false)]
    [InlineData("github", "acme", "", false)]
    [InlineData("github", "acme", null, false)]
    public void The_author_that_a_platform_states_is_the_account_or_is_not(string platform, string handle, string? stated, bool same) =>
        Assert.Equal(same, Shelf.Ours.IsAuthor(Assert.IsType<AddressReading.Account>(Shelf.Ours.Read(platform, handle)).Address, stated));

    [Theory]
    [InlineData("github", "acme", "json-profile", "https://api.github.com/users/acme")]
    [InlineData("reddit", "user/acme", "json-profile", "https://www.reddit.com/user/acme/about.json")]
    [InlineData("discourse", "sam@meta.discourse.org", "json-profile", "https://meta.discourse.org/u/sam.json")]
    [InlineData("stackexchange", "id:22656@stackoverflow.com", "json-profile", "https://api.stackexchange.com/2.3/users/22656?site=stackoverflow.com")]
    [InlineData("x", "acme", "oembed", "https://publish.x.com/oembed?omit_script=1&url=https%3A%2F%2Fx.com%2Facme%2Fstatus%2F1")]
    [InlineData("youtube", "id:UCnAOvexSGLBnYidaFzguhTQ", "oembed", "https://www.youtube.com/oembed?format=json&url=https%3A%2F%2Fx.com%2Facme%2Fstatus%2F1")]
    [InlineData("bluesky", "id:did:plc:z72i7hdynmk6r22z27h6tvur", "atproto-profile", null)]
    public void A_proof_is_asked_for_at_an_address_filled_with_the_account(string platform, string handle, string method, string? url)
    {
        var account = Assert.IsType<AddressReading.Account>(Shelf.Ours.Read(platform, handle));
        Assert.Equal(url, account.Platform.Proof(method)!.UrlFor(account.Address, "https://x.com/acme/status/1"));
    }

    [Theory]
    [InlineData(200, "{\"id\":\"acme\",\"created\":1}", true)]
    [InlineData(200, "null", false)]
    [InlineData(200, "{\"created\":1,\"about\":\"null\"}", null)]
    [InlineData(503, "null", null)]
    public void A_probe_says_yes_no_or_nothing(int status, string body, bool? exists) =>
        Assert.Equal(exists, Shelf.Ours.Find("hn")!.Probe!.Tell(status, body));
}
