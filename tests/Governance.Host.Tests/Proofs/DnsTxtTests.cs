using Governance.Proofs;

namespace Governance.Host.Tests.Proofs;

public sealed class DnsTxtTests : Looking
{
    private const string Name = $"_governance-challenge.{Domain}";

    private Challenge Wanted => Challenge(DnsTxt.Method, Account("https://www.facebook.com/acme"), Domain);

    private string Record => $"token={Token} expiry={Clock.GetUtcNow().AddDays(7):yyyy-MM-ddTHH:mm:ssZ}";

    [Fact]
    public async Task A_record_with_the_token_says_that_the_account_is_the_organisations()
    {
        World.Names.Text(Name, "v=spf1 -all", Record);
        var seen = await Found(Wanted, 1);
        Assert.Equal(($"dns:{Name}?type=TXT", Record), (seen.Url, seen.Excerpt));
        Assert.Empty(seen.Hops);
    }

    [Fact]
    public async Task Of_an_account_that_lives_on_the_domain_it_shows_control()
    {
        World.Names.Text(Name, Record);
        await Found(Challenge(DnsTxt.Method, Account("@acme@social.acme.example"), Domain), 2);
        await Found(Challenge(DnsTxt.Method, Account("https://bsky.app/profile/acme.example"), Domain), 2);
        await Found(Challenge(DnsTxt.Method, Account("https://instagram.com/acme.example"), Domain), 1);
        await Found(Challenge(DnsTxt.Method, Account("@acme@social.evilacme.example"), Domain), 1);
    }

    [Fact]
    public async Task Another_token_none_or_no_record_is_not_found()
    {
        await NotFound(Wanted);
        World.Names.Text(Name, $"token={Governance.Proofs.Token.New()} expiry=2027-01-01T00:00:00Z");
        await NotFound(Wanted);
        World.Names.Text(Domain, Record);
        await NotFound(Wanted);
    }

    [Theory]
    [InlineData("token={0}")]
    [InlineData("token={0} expiry=soon")]
    [InlineData("token={0} expiry=2026-03-03T11:59:59Z")]
    [InlineData("token={0} token={0} expiry=2027-01-01T00:00:00Z")]
    [InlineData("token={0}x expiry=2027-01-01T00:00:00Z")]
    [InlineData("{0}")]
    public async Task A_record_in_another_form_or_that_has_expired_of_itself_is_not_found(string record)
    {
        World.Names.Text(Name, string.Format(System.Globalization.CultureInfo.InvariantCulture, record, Token));
        await NotFound(Wanted);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task A_name_server_that_fails_is_inconclusive(byte code)
    {
        World.Names.Fails(Name, code);
        await Inconclusive(Wanted);
    }

    [Theory]
    [InlineData("co.uk")]
    [InlineData("com")]
    [InlineData("github.io")]
    [InlineData("127.0.0.1")]
    [InlineData("acme.example/../x")]
    [InlineData("acme.example.evil.example?x=acme.example")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_public_suffix_or_what_is_no_domain_is_refused_and_not_asked(string? domain)
    {
        var seen = await Inconclusive(Wanted with { Domain = domain });
        Assert.Null(seen.BodyDigest);
        Assert.Equal(0, World.Names.Asked($"_governance-challenge.{domain}", Governance.CommandLine.Demo.Worlds.DnsType.Txt));
    }

    [Fact]
    public async Task An_expired_challenge_is_never_found()
    {
        World.Names.Text(Name, Record);
        await NeverFoundOnceExpired(Wanted, 1);
    }
}
