using Governance.CommandLine.Demo.Worlds;
using Governance.Proofs;

namespace Governance.Host.Tests.Proofs;

public sealed class PublishedListTests : Looking
{
    private Challenge Wanted => Challenge(PublishedList.Method, Account("https://www.facebook.com/acme"), Domain);

    [Fact]
    public async Task An_account_that_trust_txt_names_is_the_organisations_one_way()
    {
        World.Serve(Domain, "/trust.txt", "text/plain", "# ours\nmember=https://press.example/\nsocial=http://facebook.com/Acme/?ref=x\n");
        World.Page(Domain, "/", "");
        Assert.Equal($"https://{Domain}/trust.txt", (await Found(Wanted, 1)).Hops[^1].Url);
    }

    [Fact]
    public async Task An_account_that_the_front_page_or_a_given_page_links_to_is_the_organisations_one_way()
    {
        World.Page(Domain, "/", "<a href=\"https://m.facebook.com/acme\">Facebook</a>");
        await Found(Wanted, 1);
        World.Page(Domain, "/", "");
        World.Page("www.acme.example", "/contact", "<a href=\"https://m.facebook.com/acme\">Facebook</a>");
        await NotFound(Wanted);
        await Found(Wanted with { PostUrl = "https://www.acme.example/contact" }, 1);
    }

    [Fact]
    public async Task A_page_of_somebody_else_is_not_read()
    {
        World.Page(Domain, "/", "");
        World.Page("evil.example", "/", "<a href=\"https://facebook.com/acme\">Facebook</a>");
        await NotFound(Wanted with { PostUrl = "https://evil.example/" });
        World.Redirect(Domain, "/", "https://evil.example/");
        await Inconclusive(Wanted);
    }

    [Theory]
    [InlineData("social=https://facebook.com/other")]
    [InlineData("social=https://facebook.com.evil.example/acme")]
    [InlineData("vendor=https://facebook.com/acme")]
    public async Task A_list_without_the_account_is_not_found(string line)
    {
        World.Serve(Domain, "/trust.txt", "text/plain", line);
        World.Page(Domain, "/", "<!-- <a href=\"https://facebook.com/acme\">Facebook</a> -->");
        await NotFound(Wanted);
    }

    [Fact]
    public async Task A_site_that_cannot_be_read_in_part_is_inconclusive()
    {
        World.Page(Domain, "/", "");
        World.Serve(Domain, "/trust.txt", "text/plain", "", 503);
        await Inconclusive(Wanted);
    }

    [Fact]
    public async Task An_expired_challenge_is_never_found()
    {
        World.Serve(Domain, "/trust.txt", "text/plain", "social=https://facebook.com/acme");
        await NeverFoundOnceExpired(Wanted, 1);
    }
}
