using Governance.Host.Tests.Api;
using Governance.Host.Tests.Approvals;
using Governance.Host.Tests.Database;
using Governance.Host.Tests.Policies;
using Governance.Proofs;
using static Governance.Host.Tests.Claims.ClaimSteps;

namespace Governance.Host.Tests.Claims;

/// <summary>The id that a platform states with a proof becomes the account's; what contradicts it costs nobody a proof and is a steward's to find out.</summary>
public sealed class IdentityTests(Service service)
{
    private static int _ids;

    private static string NewId() => $"id-{Environment.ProcessId}-{Interlocked.Increment(ref _ids)}";

    private static async Task<(string Account, string Handle, string Claim)> Proved(Acme acme, string id)
    {
        var (account, handle) = await acme.Found();
        Sightings.State(handle, id);
        var claim = await acme.SubmitClaim(account);
        await acme.Prove(claim, handle);
        return (account, handle, claim);
    }

    private static Task Learned(Acme acme, string account, string id) => Eventually.IsTrue(async () => await acme.Read(account, "platformId") == id, "the account learns its id");

    private static Task Contradicted(Acme acme, string account, string id) => Eventually.IsTrue(async () => await acme.Read(account, "identityConflict", "platformId") == id, "the contradiction is seen");

    [Fact]
    public async Task An_account_learns_the_id_that_its_platform_states_with_the_proof()
    {
        var acme = await service.Found(shippedFlows: true);
        var id = NewId();
        var (account, _, claim) = await Proved(acme, id);
        await Learned(acme, account, id);
        (await acme.Decide(Steward, await acme.Review(claim))).Expect(200);
        Assert.Single(await acme.Facts(account), fact => fact == "PlatformIdLearned");
        // By the id the account is found under whatever handle it comes next.
        (await acme.Post(Steward, $"{account}/rename", new { url = $"https://github.com/{id}", platformId = id })).Expect(200);
    }

    [Fact]
    public async Task Two_entries_that_turn_out_to_be_one_account_lose_no_proof_and_a_steward_makes_them_one()
    {
        var acme = await service.Found(shippedFlows: true);
        var id = NewId();
        var (older, _) = await acme.Found();
        (await acme.Post(Steward, "/accounts/import", new { source = "x", lines = new[] { new { line = 2, url = await acme.Read(older, "url"), platformId = id } } })).Expect(200);
        var (account, _, claim) = await Proved(acme, id);
        await Contradicted(acme, account, id);
        Assert.Equal((IdOf(older), "2", ""), (await acme.Read(account, "identityConflict", "heldBy"), await acme.Read(claim, "claim", "level"), await acme.Read(account, "platformId")));
        var request = await acme.Review(claim);
        Assert.Contains($"which the register has for the account {IdOf(older)}", (await acme.Get(Steward, $"{request}/content")).Body, StringComparison.Ordinal);
        (await acme.Post(Claimant, $"{account}/settle-identity", new { platformId = id, note = "The same." })).Expect(403, "access.not-yours");
        (await acme.Post(Steward, $"{account}/settle-identity", new { platformId = "other", note = "The same." })).Expect(400, "account.identity-not-in-question");
        (await acme.Post(Steward, $"{account}/settle-identity", new { platformId = id, note = "It was renamed." })).Expect(200);
        Assert.Equal((id, "", "replaced"), (await acme.Read(account, "platformId"), await acme.Read(account, "identityConflict"), await acme.Read(older, "state")));
        (await acme.Post(Steward, $"{account}/settle-identity", new { platformId = id, note = "Again." })).Expect(409, "account.no-identity-conflict");
        (await acme.Decide(Steward, request)).Expect(200);
        Assert.Equal("accepted", await acme.StateOf(claim));
    }

    [Fact]
    public async Task Two_accounts_that_learn_one_id_at_the_same_moment_are_one_that_has_it_and_one_contradiction()
    {
        var acme = await service.Found(shippedFlows: true);
        var id = NewId();
        var (first, second) = (await acme.Found(), await acme.Found());
        foreach (var found in ((string Path, string Handle)[])[first, second])
        {
            Sightings.State(found.Handle, id);
            Sightings.Show(found.Handle, ProofOutcome.Found);
        }

        string[] claims = [await acme.SubmitClaim(first.Path), await acme.SubmitClaim(second.Path, Rival)];
        (await acme.Post(Claimant, $"{claims[0]}/challenge", new { method = "json-profile" })).Expect(201);
        (await acme.Post(Rival, $"{claims[1]}/challenge", new { method = "json-profile" })).Expect(201);
        var answers = await Task.WhenAll(acme.Post(Claimant, $"{claims[0]}/check"), acme.Post(Rival, $"{claims[1]}/check"));
        Assert.All(answers, answer => answer.Expect(200));
        foreach (var claim in claims) Assert.Equal("2", await acme.Read(claim, "claim", "level"));
        string[] accounts = [first.Path, second.Path];
        await Eventually.IsTrue(async () =>
        {
            var (learned, contradicted) = (0, 0);
            foreach (var account in accounts)
            {
                if (await acme.Read(account, "platformId") == id) learned++;
                if (await acme.Read(account, "identityConflict", "platformId") == id) contradicted++;
            }

            return (learned, contradicted) == (1, 1);
        }, "one has the id and the other contradicts it");
    }

    [Fact]
    public async Task Another_id_at_the_handle_of_an_official_account_is_told_to_stewards_and_ends_its_being_official_at_once()
    {
        await using var own = await Service.OfItsOwn();
        var acme = await own.Found(shippedFlows: true);
        var (account, handle, claim, _) = await acme.Accepted();
        var (before, other) = (NewId(), NewId());
        Sightings.State(handle, before);
        (await acme.Post(Claimant, $"{claim}/check")).Expect(200);
        await Learned(acme, account, before);
        Task<string> Official() => Task.Run(async () => (await acme.Send(null, "GET", $"/official?url=https://github.com/{handle}")).Expect(200).Text("official"));
        Assert.Equal("True", await Official());
        Sightings.State(handle, other);
        (await acme.Post(Claimant, $"{claim}/check")).Expect(200);
        await Contradicted(acme, account, other);
        Assert.Equal((before, "False", "accepted"), (await acme.Read(account, "platformId"), await Official(), await acme.StateOf(claim)));
        var told = (await acme.Get(Steward, "/notices")).Expect(200).Items();
        Assert.Contains(told, notice => notice.GetProperty("kind").GetString() == "identityContradicted" && notice.GetProperty("link").GetString() == account);
        // It is another account: the steward records that, and ours is not at that address any more.
        (await acme.Post(Steward, $"{account}/replace", new { platformId = other, list = false })).Expect(200);
        Assert.Equal(("replaced", ""), (await acme.Read(account, "state"), await acme.Read(account, "identityConflict")));
    }
}
