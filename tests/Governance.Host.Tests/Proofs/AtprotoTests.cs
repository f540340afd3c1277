using Governance.CommandLine.Demo.Worlds;
using Governance.Platforms;
using Governance.Proofs;

namespace Governance.Host.Tests.Proofs;

public sealed class AtprotoTests : Looking
{
    private const string Did = "did:plc:abcdefghijklmnopqrstuvwx";
    private const string OtherDid = "did:plc:xwvutsrqponmlkjihgfedcba";
    private const string ProfilePath = $"/xrpc/app.bsky.actor.getProfile?actor={Domain}";
    private const string Api = "public.api.bsky.app";

    private static readonly AccountAddress Acme = Account($"https://bsky.app/profile/{Domain}");

    private Challenge Handle => Challenge(AtprotoHandle.Method, Acme, Domain);

    private Challenge Profile => Challenge(AtprotoProfile.Method, Acme);

    [Fact]
    public async Task A_handle_on_the_organisations_domain_that_its_id_names_too_is_the_strongest_proof()
    {
        World.AtprotoAccount(Domain, Did);
        Assert.Equal(Did, (await Found(Handle, 3)).PlatformId);
    }

    [Fact]
    public async Task The_file_on_the_handles_host_tells_the_id_as_well_and_an_id_may_be_a_web_one()
    {
        World.Serve(Domain, "/.well-known/atproto-did", "text/plain", "did:web:id.acme.example\n");
        World.Json("id.acme.example", "/.well-known/did.json", new { id = "did:web:id.acme.example", alsoKnownAs = new[] { $"at://{Domain}" } });
        Assert.Equal("did:web:id.acme.example", (await Found(Handle, 3)).PlatformId);
    }

    [Fact]
    public async Task On_a_domain_that_is_not_the_organisations_it_shows_nothing_of_who_claims()
    {
        World.AtprotoAccount("acme.bsky.social", Did);
        await Found(Challenge(AtprotoHandle.Method, Account("https://bsky.app/profile/acme.bsky.social"), Domain), 0);
        World.AtprotoAccount(Domain, Did);
        await Found(Handle with { Domain = null }, 0);
    }

    [Fact]
    public async Task Two_answers_are_none()
    {
        World.AtprotoAccount(Domain, Did);
        World.Names.Text($"_atproto.{Domain}", $"did={Did}", $"did={OtherDid}");
        await NotFound(Handle);
        World.Names.Text($"_atproto.{Domain}", $"did={Did}");
        World.Serve(Domain, "/.well-known/atproto-did", "text/plain", OtherDid);
        await NotFound(Handle);
    }

    [Theory]
    [InlineData("did:plc:short")]
    [InlineData("did:web:127.0.0.1")]
    [InlineData("did:web:acme.example:user")]
    [InlineData("did:web:acme.example%2F..")]
    [InlineData("did:key:z6Mk")]
    [InlineData("https://evil.example/")]
    public async Task What_is_no_id_is_not_put_into_an_address(string did)
    {
        World.Names.Text($"_atproto.{Domain}", $"did={did}");
        World.Serve(Domain, "/.well-known/atproto-did", "text/plain", did);
        await NotFound(Handle);
        Assert.Single(World.Requests);
    }

    [Fact]
    public async Task A_document_that_names_another_handle_first_makes_this_one_stale()
    {
        World.AtprotoAccount(Domain, Did);
        World.Json("plc.directory", $"/{Did}", new { id = Did, alsoKnownAs = new[] { "at://new.acme.example", $"at://{Domain}" } });
        await NotFound(Handle);
        World.Json("plc.directory", $"/{Did}", new { id = OtherDid, alsoKnownAs = new[] { $"at://{Domain}" } });
        await NotFound(Handle);
    }

    [Fact]
    public async Task Another_id_behind_the_handle_is_another_account()
    {
        World.AtprotoAccount(Domain, Did, Token);
        Assert.Equal(Did, (await NotFound(Handle with { Account = Acme with { PlatformId = OtherDid } })).PlatformId);
        Assert.Equal(Did, (await NotFound(Profile with { Account = Acme with { PlatformId = OtherDid } })).PlatformId);
        Assert.Equal(Did, (await Found(Profile with { Account = Acme with { PlatformId = Did } }, 2)).PlatformId);
    }

    [Fact]
    public async Task A_handle_that_names_no_id_or_an_id_that_was_ended_is_not_found()
    {
        World.Names.HostUnlessKnown(Domain);
        await NotFound(Handle);
        World.AtprotoAccount(Domain, Did);
        World.Json("plc.directory", $"/{Did}", new { }, status: 410);
        await NotFound(Handle);
    }

    [Fact]
    public async Task Name_servers_files_and_directories_that_fail_are_inconclusive()
    {
        World.AtprotoAccount(Domain, Did);
        World.Json("plc.directory", $"/{Did}", new { }, status: 500);
        await Inconclusive(Handle);
        World.Names.Fails($"_atproto.{Domain}", 2);
        await Inconclusive(Handle);
    }

    [Fact]
    public async Task A_token_in_the_public_profile_is_found()
    {
        World.AtprotoAccount(Domain, Did, $"We are Acme. {Token}");
        Assert.Equal((Did, $"We are Acme. {Token}"), ((await Found(Profile, 2)) is var seen ? (seen.PlatformId, seen.Excerpt) : default));
    }

    [Fact]
    public async Task A_profile_without_the_token_of_another_handle_or_of_nobody_is_not_found()
    {
        World.AtprotoAccount(Domain, Did, "We are Acme.");
        await NotFound(Profile);
        World.Json(Api, ProfilePath, new { did = Did, handle = "handle.invalid", description = Token });
        await NotFound(Profile);
        World.Json(Api, ProfilePath, new { error = "InvalidRequest", message = "Profile not found" }, status: 400);
        await NotFound(Profile);
    }

    [Fact]
    public async Task An_interface_in_another_form_or_that_is_out_of_order_is_inconclusive()
    {
        World.Json(Api, ProfilePath, new { error = "AccountTakedown", message = "Account has been suspended" }, status: 400);
        await Inconclusive(Profile);
        World.Json(Api, ProfilePath, new { }, status: 502);
        await Inconclusive(Profile);
        World.Json(Api, ProfilePath, new { handle = Domain, description = Token });
        await Inconclusive(Profile);
    }

    [Theory]
    [InlineData(410)]
    [InlineData(501)]
    public async Task An_interface_that_was_ended_is_gone(int status)
    {
        World.Json(Api, ProfilePath, new { error = "MethodNotImplemented" }, status: status);
        await Gone(Profile);
    }

    [Fact]
    public async Task An_expired_challenge_is_never_found()
    {
        World.AtprotoAccount(Domain, Did, Token);
        var (handle, profile) = (Handle, Profile);
        await NeverFoundOnceExpired(handle, 3);
        await Inconclusive(profile);
    }
}
