using Governance.CommandLine.Demo.Worlds;
using Governance.Proofs;

namespace Governance.Host.Tests.Proofs;

public sealed class RelMeTests : Looking
{
    private const string Profile = "https://github.com/acme";

    private Challenge Wanted => Challenge(RelMe.Method, Account(Profile), Domain);

    private void TheProfileLinks(string link) => World.Page("github.com", "/acme", link);

    private void ThePageLinks(string link) => World.Page(Domain, "/about", link);

    [Theory]
    [InlineData("<a rel=\"me\" href=\"https://github.com/acme\">us</a>")]
    [InlineData("<link rel=\"alternate ME\" href=\"https://github.com/Acme/\">")]
    [InlineData("<a class=x href='//github.com/acme' rel='noopener me'>us")]
    [InlineData("<a rel=me href=\"https&#58;//github.com/acme\">us</a>")]
    public async Task A_profile_and_a_page_of_the_organisation_that_link_to_each_other_are_the_strongest_proof(string back)
    {
        TheProfileLinks($"<a rel=\"nofollow me\" href=\"https://{Domain}/about\">site</a>");
        ThePageLinks(back);
        var seen = await Found(Wanted, 3);
        Assert.Equal(["https://github.com/acme", $"https://{Domain}/about"], seen.Hops.Select(hop => hop.Url));
    }

    [Theory]
    [InlineData("<a href=\"https://github.com/acme\">us</a>")]
    [InlineData("<a rel=\"me\" href=\"https://github.com/other\">us</a>")]
    [InlineData("<a rel=\"meta\" href=\"https://github.com/acme\">us</a>")]
    [InlineData("<!-- <a rel=\"me\" href=\"https://github.com/acme\">us</a> -->")]
    [InlineData("<script>\"<a rel=me href=https://github.com/acme>\"</script>")]
    [InlineData("<textarea><a rel=\"me\" href=\"https://github.com/acme\">us</a></textarea>")]
    [InlineData("<template><a rel=\"me\" href=\"https://github.com/acme\">us</a></template>")]
    [InlineData("<a rel=\"me\" href=\"https://github.com.evil.example/acme\">us</a>")]
    public async Task A_page_that_does_not_link_back_as_itself_is_not_found(string back)
    {
        TheProfileLinks($"<a href=\"https://{Domain}/about\">site</a>");
        ThePageLinks(back);
        await NotFound(Wanted);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("<a href=\"https://evilacme.example/about\">site</a>")]
    [InlineData("<a href=\"http://acme.example/about\">site</a>")]
    [InlineData("<a rel=\"ugc nofollow\" href=\"https://acme.example/about\">what a visitor wrote</a>")]
    public async Task A_profile_that_does_not_link_to_the_domain_is_not_found(string link)
    {
        TheProfileLinks(link);
        ThePageLinks($"<a rel=\"me\" href=\"{Profile}\">us</a>");
        await NotFound(Wanted);
    }

    [Fact]
    public async Task A_page_that_leads_off_the_domain_is_not_the_organisations()
    {
        TheProfileLinks($"<a href=\"https://{Domain}/out\">site</a>");
        World.Redirect(Domain, "/out", "https://evil.example/");
        World.Page("evil.example", "/", $"<a rel=\"me\" href=\"{Profile}\">us</a>");
        await NotFound(Wanted);
    }

    [Fact]
    public async Task No_more_than_three_pages_are_read()
    {
        TheProfileLinks(string.Concat(Enumerable.Range(1, 50).Select(page => $"<a href=\"https://{Domain}/{page}\">x</a>")));
        World.Names.HostUnlessKnown(Domain);
        await NotFound(Wanted);
        Assert.Equal(4, World.Requests.Count);
    }

    [Fact]
    public async Task A_profile_or_a_page_that_cannot_be_read_is_inconclusive()
    {
        World.Serve("github.com", "/acme", "text/html", "", 403);
        await Inconclusive(Wanted);
        TheProfileLinks($"<a href=\"https://{Domain}/about\">site</a>");
        World.Serve(Domain, "/about", "text/html", "", 503);
        await Inconclusive(Wanted);
    }

    [Fact]
    public async Task A_profile_that_is_not_there_is_not_found_and_one_that_leads_elsewhere_is_inconclusive()
    {
        World.Names.HostUnlessKnown("github.com");
        await NotFound(Wanted);
        World.Redirect("github.com", "/acme", "https://login.example/");
        World.Page("login.example", "/", $"<a href=\"https://{Domain}/about\">site</a>");
        await Inconclusive(Wanted);
    }

    [Fact]
    public async Task A_page_to_sign_in_on_the_same_host_is_no_profile_and_counts_against_nobody()
    {
        World.Redirect("github.com", "/acme", "https://github.com/login?return_to=acme");
        World.Page("github.com", "/login", "Sign in to see this profile.");
        await Inconclusive(Wanted);
        // Another spelling of the profile's own address is the profile.
        World.Redirect("github.com", "/acme", "https://github.com/Acme/");
        World.Page("github.com", "/Acme/", $"<a href=\"https://{Domain}/about\">site</a>");
        ThePageLinks($"<a rel=\"me\" href=\"{Profile}\">us</a>");
        await Found(Wanted, 3);
    }

    [Fact]
    public async Task Where_it_died_it_is_gone_and_nobody_is_asked()
    {
        await Gone(Challenge(RelMe.Method, Account("https://www.facebook.com/acme"), Domain));
        Assert.Empty(World.Requests);
    }

    [Fact]
    public async Task An_expired_challenge_is_never_found()
    {
        TheProfileLinks($"<a href=\"https://{Domain}/about\">site</a>");
        ThePageLinks($"<a rel=\"me\" href=\"{Profile}\">us</a>");
        await NeverFoundOnceExpired(Wanted, 3);
    }
}
