using Governance.CommandLine.Demo.Worlds;
using Governance.Proofs;

namespace Governance.Host.Tests.Proofs;

public sealed class FediverseTests : Looking
{
    private const string Home = "social.example";
    private const string Activity = "application/activity+json";

    private Challenge Wanted => Challenge(Fediverse.Method, Account($"@acme@{Home}"));

    [Fact]
    public async Task A_token_in_the_bio_or_in_a_field_is_found_with_the_actors_id()
    {
        var actor = World.FediverseAccount("acme", Home, bio: $"<p>Hello, {Token}</p>");
        var seen = await Found(Wanted, 2);
        Assert.Equal((actor, $"Hello, {Token}"), (seen.PlatformId, seen.Excerpt));
        Assert.Equal([$"https://{Home}/.well-known/webfinger?resource=acct%3Aacme%40{Home}", actor], seen.Hops.Select(hop => hop.Url));
        World.FediverseAccount("acme", Home, field: $"<span>{Token}</span>");
        await Found(Wanted, 2);
    }

    [Fact]
    public async Task An_actor_on_another_host_than_the_name_must_be_led_back_to_the_name()
    {
        World.FediverseAccount("acme", Domain, bio: Token, actorHost: Home);
        var wanted = Challenge(Fediverse.Method, Account($"@acme@{Domain}"));
        await Found(wanted, 2);
        World.Json(Home, $"/.well-known/webfinger?resource=acct%3Aacme%40{Home}", new { subject = $"acct:acme@{Home}", links = Array.Empty<object>() }, "application/jrd+json");
        await NotFound(wanted);
    }

    [Fact]
    public async Task A_name_whose_host_calls_it_something_else_is_stale()
    {
        World.FediverseAccount("acme-new", Home, bio: Token);
        World.Json(Home, $"/.well-known/webfinger?resource=acct%3Aacme%40{Home}",
            new { subject = $"acct:acme-new@{Home}", links = new[] { new { rel = "self", type = Activity, href = $"https://{Home}/users/acme-new" } } }, "application/jrd+json");
        await NotFound(Wanted);
    }

    [Fact]
    public async Task Another_actor_behind_the_same_name_is_another_account()
    {
        World.FediverseAccount("acme", Home, bio: Token);
        var account = Account($"@acme@{Home}") with { PlatformId = $"https://{Home}/users/1" };
        await NotFound(Challenge(Fediverse.Method, account));
    }

    [Fact]
    public async Task An_actor_that_says_that_it_is_another_is_not_found()
    {
        World.FediverseAccount("acme", Home);
        World.Json(Home, "/users/acme", new { id = "https://victim.example/users/acme", type = "Person", preferredUsername = "acme", summary = Token }, Activity);
        await NotFound(Wanted);
        World.Json(Home, "/users/acme", new { id = $"https://{Home}/users/acme", type = "Note", preferredUsername = "acme", summary = Token }, Activity);
        await NotFound(Wanted);
    }

    [Fact]
    public async Task A_token_outside_the_accounts_own_words_is_not_found()
    {
        World.Json(Home, "/users/acme", new
        {
            id = $"https://{Home}/users/acme",
            type = "Person",
            preferredUsername = "acme",
            name = Token,
            attachment = new[] { new { type = "Image", value = Token } },
        }, Activity);
        World.Json(Home, $"/.well-known/webfinger?resource=acct%3Aacme%40{Home}",
            new { subject = $"acct:acme@{Home}", links = new[] { new { rel = "self", type = Activity, href = $"https://{Home}/users/acme" } } }, "application/jrd+json");
        await NotFound(Wanted);
    }

    [Fact]
    public async Task A_note_counts_only_when_it_is_the_actors_own()
    {
        var actor = World.FediverseAccount("acme", Home);
        var wanted = Wanted with { PostUrl = $"https://{Home}/notes/1" };
        World.Json(Home, "/notes/1", new { id = $"https://{Home}/notes/1", type = "Note", attributedTo = actor, content = $"<p>{Token}</p>" }, Activity);
        await Found(wanted, 2);
        World.Json(Home, "/notes/1", new { id = $"https://{Home}/notes/1", type = "Note", attributedTo = $"https://{Home}/users/other", content = $"<p>{Token}</p>" }, Activity);
        await NotFound(wanted);
        World.Json(Home, "/notes/1", new { id = $"https://{Home}/notes/2", type = "Note", attributedTo = actor, content = $"<p>{Token}</p>" }, Activity);
        await NotFound(wanted);
        World.Json("evil.example", "/notes/1", new { id = "https://evil.example/notes/1", type = "Note", attributedTo = actor, content = $"<p>{Token}</p>" }, Activity);
        await NotFound(wanted with { PostUrl = "https://evil.example/notes/1" });
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task An_account_that_is_not_there_or_was_deleted_is_not_found(int status)
    {
        World.Json(Home, $"/.well-known/webfinger?resource=acct%3Aacme%40{Home}", new { }, status: status);
        await NotFound(Wanted);
        World.FediverseAccount("acme", Home, bio: Token);
        World.Json(Home, "/users/acme", new { type = "Tombstone" }, Activity, status);
        await NotFound(Wanted);
    }

    [Fact]
    public async Task Whatever_cannot_be_read_is_inconclusive()
    {
        World.FediverseAccount("acme", Home, bio: Token);
        World.Json(Home, "/users/acme", new { }, Activity, 401);
        await Inconclusive(Wanted);
        World.Serve(Home, "/users/acme", "text/html", Token);
        await Inconclusive(Wanted);
        World.Serve(Home, "/users/acme", Activity, "{ not JSON");
        await Inconclusive(Wanted);
        World.Serve(Home, $"/.well-known/webfinger?resource=acct%3Aacme%40{Home}", "application/jrd+json", "[]");
        await Inconclusive(Wanted);
    }

    [Theory]
    [InlineData("acme@social.example/../x")]
    [InlineData("acme&resource=x@social.example")]
    [InlineData("acme@127.0.0.1")]
    [InlineData("acme@a@social.example")]
    [InlineData("acme")]
    public async Task A_handle_that_could_lead_elsewhere_is_not_put_into_an_address(string handle)
    {
        await Inconclusive(Challenge(Fediverse.Method, new("mastodon", handle, "https://social.example/@acme")));
        Assert.Empty(World.Requests);
    }

    [Fact]
    public async Task An_expired_challenge_is_never_found()
    {
        World.FediverseAccount("acme", Home, bio: Token);
        await NeverFoundOnceExpired(Wanted, 2);
    }
}
