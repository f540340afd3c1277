using Governance.CommandLine.Demo.Worlds;
using Governance.Fetching;
using Governance.Proofs;

namespace Governance.Host.Tests.Proofs;

public sealed class HttpsFileTests : Looking
{
    private const string FilePath = "/.well-known/governance-challenge/c-1";

    private Challenge Wanted => Challenge(HttpsFile.Method, Account("https://www.facebook.com/acme"), Domain);

    [Theory]
    [InlineData("text/plain", "{0}")]
    [InlineData("text/plain; charset=utf-8", "\ufeff {0}\r\n")]
    [InlineData("application/octet-stream", "{0}\n")]
    public async Task A_file_with_the_token_alone_is_found(string type, string body)
    {
        World.Serve(Domain, FilePath, type, string.Format(System.Globalization.CultureInfo.InvariantCulture, body, Token));
        var seen = await Found(Wanted, 1);
        Assert.Equal(($"https://{Domain}{FilePath}", Token), (seen.Url, seen.Excerpt));
        Assert.Equal([new Hop($"https://{Domain}{FilePath}", 200)], seen.Hops);
    }

    [Theory]
    [InlineData("{0} and more")]
    [InlineData("<p>{0}</p>")]
    [InlineData("")]
    public async Task A_file_with_anything_else_is_not_found(string body)
    {
        World.Serve(Domain, FilePath, "text/plain", string.Format(System.Globalization.CultureInfo.InvariantCulture, body, Token));
        await NotFound(Wanted);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task No_file_is_not_found(int status)
    {
        World.Serve(Domain, FilePath, "text/plain", Token, status);
        await NotFound(Wanted);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(206)]
    [InlineData(418)]
    public async Task A_status_from_which_nothing_follows_is_inconclusive(int status)
    {
        World.Serve(Domain, FilePath, "text/plain", Token, status);
        await Inconclusive(Wanted);
    }

    [Fact]
    public async Task Another_content_type_a_bad_certificate_and_no_server_are_inconclusive()
    {
        await Inconclusive(Wanted);
        World.Serve(Domain, FilePath, "text/html", Token);
        await Inconclusive(Wanted);
        World.Serve(Domain, FilePath, "text/plain", Token);
        World.Certificate(Domain, CertificateFlaw.WrongName);
        await Inconclusive(Wanted);
    }

    [Fact]
    public async Task A_redirect_within_the_domain_is_followed_and_to_another_host_is_not_the_domains()
    {
        World.Redirect(Domain, FilePath, "/challenge.txt");
        World.Serve(Domain, "/challenge.txt", "text/plain", Token);
        Assert.Equal(2, (await Found(Wanted, 1)).Hops.Count);
        World.Redirect(Domain, FilePath, "https://evil.example/challenge.txt");
        World.Serve("evil.example", "/challenge.txt", "text/plain", Token);
        await NotFound(Wanted);
    }

    [Fact]
    public async Task An_id_that_could_lead_elsewhere_is_not_put_into_an_address()
    {
        await Inconclusive(Wanted with { ChallengeId = "../../c-1" });
        await Inconclusive(Wanted with { ChallengeId = "c-1?x" });
        Assert.Empty(World.Requests);
    }

    [Fact]
    public async Task An_expired_challenge_is_never_found()
    {
        World.Serve(Domain, FilePath, "text/plain", Token);
        await NeverFoundOnceExpired(Wanted, 1);
    }

    [Fact]
    public async Task A_challenge_that_expires_while_it_is_looked_for_is_not_found()
    {
        World.Serve(Domain, FilePath, async http =>
        {
            Clock.Advance(TimeSpan.FromSeconds(10));
            http.Response.ContentType = "text/plain";
            await http.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Token));
        });
        await Inconclusive(Wanted with { ExpiresAt = Clock.GetUtcNow().AddSeconds(5) });
    }
}
