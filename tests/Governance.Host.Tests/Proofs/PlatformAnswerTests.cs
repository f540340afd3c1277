using Governance.CommandLine.Demo.Worlds;
using Governance.Proofs;

namespace Governance.Host.Tests.Proofs;

public sealed class PlatformAnswerTests : Looking
{
    private const string Post = "https://x.com/acme/status/1";
    private const string OembedPath = "/oembed?omit_script=1&url=https%3A%2F%2Fx.com%2Facme%2Fstatus%2F1";

    private Challenge Oembed => Challenge(OembedPost.Method, Account("https://x.com/acme"), post: Post);

    private Challenge Github => Challenge(JsonProfile.Method, Account("https://github.com/acme"));

    private void XSays(string html, string author) => World.Json("publish.x.com", OembedPath, new { html, author_url = author, author_name = "Acme" });

    [Fact]
    public async Task A_post_that_holds_the_token_is_found_when_its_author_is_the_account()
    {
        XSays($"<blockquote><p>Ours: {Token}</p>&mdash; Acme (@acme)</blockquote>", "https://twitter.com/Acme");
        Assert.Equal($"Ours: {Token} — Acme (@acme)", (await Found(Oembed, 2)).Excerpt);
    }

    [Theory]
    [InlineData("https://twitter.com/other")]
    [InlineData("https://twitter.com.evil.example/acme")]
    [InlineData("https://github.com/acme")]
    [InlineData("https://twitter.com/acme_")]
    public async Task A_post_of_another_author_is_not_found_though_it_holds_the_token(string author)
    {
        XSays(Token, author);
        await NotFound(Oembed);
    }

    [Fact]
    public async Task A_post_without_the_token_or_with_a_part_of_it_is_not_found()
    {
        XSays(Token[..^1], "https://twitter.com/acme");
        await NotFound(Oembed);
        XSays($"{Token}a", "https://twitter.com/acme");
        await NotFound(Oembed);
        World.Json("publish.x.com", OembedPath, new { error = "Not Found" }, status: 404);
        await NotFound(Oembed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("http://x.com/acme/status/1")]
    [InlineData("https://127.0.0.1/")]
    public async Task Without_a_posts_address_nobody_is_asked(string? post)
    {
        await Inconclusive(Oembed with { PostUrl = post });
        Assert.Empty(World.Requests);
    }

    [Fact]
    public async Task A_posts_address_cannot_break_out_of_its_place()
    {
        World.Names.HostUnlessKnown("publish.x.com");
        await NotFound(Oembed with { PostUrl = $"{Post}&url=https://evil.example/" });
        Assert.Equal([$"https://publish.x.com{OembedPath}%26url%3Dhttps%3A%2F%2Fevil.example%2F"], World.Requests);
    }

    [Fact]
    public async Task A_profile_that_holds_the_token_is_found_when_the_platform_says_that_it_is_the_accounts()
    {
        World.Json("api.github.com", "/users/acme", new { login = "Acme", id = 1, bio = $"Tools.\u202e {Token}\u0007", type = "Organization" });
        Assert.Equal($"Tools. {Token}", (await Found(Github, 2)).Excerpt);
        World.Json("gitlab.com", "/api/v4/users?username=acme", new[] { new { username = "acme", name = Token } });
        await Found(Challenge(JsonProfile.Method, Account("https://gitlab.com/acme")), 2);
        World.Json("hacker-news.firebaseio.com", "/v0/user/acme.json", new { id = "acme", about = $"<p>{Token}" });
        await Found(Challenge(JsonProfile.Method, Account("https://news.ycombinator.com/user?id=acme")), 2);
        World.Json("www.reddit.com", "/user/acme/about.json", new { data = new { name = "acme", subreddit = new { public_description = Token } } });
        await Found(Challenge(JsonProfile.Method, Account("https://reddit.com/u/acme")), 2);
        World.Json("api.stackexchange.com", "/2.3/users/22656?site=stackoverflow.com", new { items = new[] { new { user_id = 22656, location = Token } } });
        await Found(Challenge(JsonProfile.Method, Account("https://stackoverflow.com/users/22656/acme")), 2);
        World.Json("meta.discourse.org", "/u/acme.json", new { user = new { username = "acme", bio_raw = Token } });
        await Found(Challenge(JsonProfile.Method, Account("https://meta.discourse.org/u/acme")), 2);
    }

    [Fact]
    public async Task A_profile_of_another_account_is_not_found_as_when_a_name_was_taken_over_by_a_rename()
    {
        World.Redirect("api.github.com", "/users/acme", "/user/1");
        World.Json("api.github.com", "/user/1", new { login = "acme-new", bio = Token });
        await NotFound(Github);
        World.Json("api.github.com", "/users/acme", new { login = "acme", bio = "Tools." });
        await NotFound(Github);
        World.Json("api.github.com", "/users/acme", new { login = "acme", company = Token });
        await NotFound(Github);
    }

    [Fact]
    public async Task A_platform_that_knows_nobody_of_that_name_is_not_found()
    {
        World.Json("gitlab.com", "/api/v4/users?username=acme", Array.Empty<object>());
        await NotFound(Challenge(JsonProfile.Method, Account("https://gitlab.com/acme")));
        World.Json("hacker-news.firebaseio.com", "/v0/user/acme.json", null);
        await NotFound(Challenge(JsonProfile.Method, Account("https://news.ycombinator.com/user?id=acme")));
        World.Json("api.stackexchange.com", "/2.3/users/22656?site=stackoverflow.com", new { items = Array.Empty<object>(), quota_remaining = 1 });
        await NotFound(Challenge(JsonProfile.Method, Account("https://stackoverflow.com/users/22656/acme")));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_platform_that_does_not_let_us_look_is_inconclusive(int status)
    {
        World.Json("api.github.com", "/users/acme", new { message = "rate limited" }, status: status);
        await Inconclusive(Github);
    }

    [Theory]
    [InlineData("application/json", "{ \"login\": \"acme\", \"login\": \"other\" }")]
    [InlineData("application/json", "{ \"bio\": \"\" }")]
    [InlineData("application/json", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    [InlineData("application/json", "")]
    [InlineData("text/html", "<p>Sign in</p>")]
    public async Task An_answer_in_another_form_is_inconclusive(string type, string body)
    {
        World.Serve("api.github.com", "/users/acme", type, body);
        await Inconclusive(Github);
    }

    [Fact]
    public async Task An_answer_from_another_host_is_inconclusive()
    {
        World.Redirect("api.github.com", "/users/acme", "https://evil.example/");
        World.Json("evil.example", "/", new { login = "acme", bio = Token });
        await Inconclusive(Github);
    }

    [Fact]
    public async Task An_interface_that_was_ended_is_gone_and_where_it_died_nobody_is_asked()
    {
        World.Json("api.github.com", "/users/acme", new { message = "Gone" }, status: 410);
        await Gone(Github);
        await Gone(Challenge(OembedPost.Method, Account("https://www.instagram.com/acme"), post: "https://www.instagram.com/p/x/"));
        await Gone(Challenge(JsonProfile.Method, Account("https://x.com/acme")));
        Assert.Single(World.Requests);
    }

    [Fact]
    public async Task A_method_that_does_not_work_on_the_platform_is_not_tried()
    {
        await Inconclusive(Challenge(Fediverse.Method, Account("https://x.com/acme")));
        await Inconclusive(Challenge("two-people", Account("https://x.com/acme")));
        await Inconclusive(Challenge("nonsense", Account("https://x.com/acme")));
        Assert.Empty(World.Requests);
    }

    [Fact]
    public async Task A_token_that_is_none_of_ours_is_not_looked_for()
    {
        await Inconclusive(Github with { Token = "hello" });
        await Inconclusive(Github with { Token = "" });
        Assert.Empty(World.Requests);
    }

    [Fact]
    public async Task An_expired_challenge_is_never_found()
    {
        World.Json("api.github.com", "/users/acme", new { login = "acme", bio = Token });
        await NeverFoundOnceExpired(Github, 2);
    }

    [Fact]
    public async Task An_expired_challenge_of_a_post_is_never_found()
    {
        XSays(Token, "https://x.com/acme");
        await NeverFoundOnceExpired(Oembed, 2);
    }
}
