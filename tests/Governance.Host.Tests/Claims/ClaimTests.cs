using Governance.Host.Tests.Api;
using Governance.Host.Tests.Approvals;
using Governance.Host.Tests.Policies;
using Governance.Proofs;
using static Governance.Host.Tests.Claims.ClaimSteps;

namespace Governance.Host.Tests.Claims;

/// <summary>A claim from its draft to the register, never decided by whoever has a stake in it.</summary>
public sealed class ClaimTests(Service service)
{
    [Fact]
    public async Task A_claim_that_is_proved_and_accepted_registers_its_account_in_one_transaction()
    {
        var acme = await service.Found(shippedFlows: true);
        var (account, _, claim, request) = await acme.Claimed(backupOwner: Acme.OtherComms);
        (await acme.Post(Acme.OtherComms, $"{claim}/consent")).Expect(200);
        Assert.Equal("underReview", await acme.StateOf(claim));
        (await acme.Decide(Steward, request)).Expect(200);
        Assert.Equal("accepted", await acme.StateOf(claim));
        Assert.Equal(["ClaimDrafted", "ClaimSubmitted", "ChallengeIssued", "ProofObserved", "ClaimPutUnderReview", "BackupOwnerConsented", "ClaimAccepted"], await acme.Facts(claim));
        Assert.Equal(["AccountListed", "AccountClaimed", "AccountRegistered", "OwnershipVerified", "BackupOwnerAccepted", "AttestationScheduled"], await acme.Facts(account));
        Assert.Equal(await acme.Transaction(claim, "ClaimAccepted"), await acme.Transaction(account, "AccountRegistered"));
        Assert.Equal(await acme.Transaction(claim, "ClaimAccepted"), await acme.Transaction(request, "RequestApproved"));
    }

    [Fact]
    public async Task The_token_is_shown_to_its_claimant_alone_and_given_again_under_the_same_key()
    {
        var acme = await service.Found(shippedFlows: true);
        var (account, _) = await acme.Found();
        var claim = await acme.SubmitClaim(account);
        var given = (await acme.Post(Claimant, $"{claim}/challenge", new { method = "json-profile" }, ("Idempotency-Key", "one"))).Expect(201);
        var token = given.Text("token");
        Assert.Matches("^gov-[a-z2-7]{32}$", token);
        Assert.Contains(token, given.Text("instructions"), StringComparison.Ordinal);
        Assert.Equal(token, (await acme.Post(Claimant, $"{claim}/challenge", new { method = "json-profile" }, ("Idempotency-Key", "one"))).Expect(201).Text("token"));
        Assert.Equal(token, (await acme.Get(Claimant, claim)).At("challenges")[0].GetProperty("token").GetString());
        foreach (var person in (string[])[Steward, Rival, Acme.Administrator, Acme.Auditor]) Assert.DoesNotContain(token, (await acme.Get(person, claim)).Expect(200).Body, StringComparison.Ordinal);
        await using var session = acme.Session();
        Assert.DoesNotContain(await session.QueryAsync<string>("select data::text from governance.mt_events where tenant_id = ?", acme.Tenant), text => text.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_decides_who_claims_is_to_own_attested_or_has_a_rival_claim()
    {
        var acme = await service.Found(shippedFlows: true);
        await acme.MakeSteward(OtherSteward);
        await acme.MakeSteward(Claimant);
        var (account, _) = await acme.Found(machine: false);
        var claim = await acme.SubmitClaim(account);
        (await acme.Post(Claimant, $"{claim}/attest-control", new { note = "I see it." })).Expect(403, "claim.own-attestation");
        (await acme.Post(OtherSteward, $"{claim}/attest-control", new { note = "I was invited and saw the sessions." })).Expect(200);
        var request = await acme.Review(claim);
        foreach (var person in (string[])[Claimant, OtherSteward]) (await acme.Decide(person, request)).Expect(403, "claim.self-review");
        (await acme.Decide(Steward, request)).Expect(200);
        Assert.Equal(("accepted", "1"), (await acme.StateOf(claim), await acme.Read(claim, "claim", "level")));
        Assert.Contains("OwnershipVerified", await acme.Facts(account));
    }

    [Fact]
    public async Task What_approvers_decide_on_is_there_to_read_and_more_of_it_goes_on_with_the_same_request()
    {
        var acme = await service.Found(shippedFlows: true);
        var (_, _, claim, request) = await acme.Claimed();
        var content = (await acme.Get(Steward, $"{request}/content")).Expect(200).Body;
        Assert.Contains("I opened it for the campaign team.", content, StringComparison.Ordinal);
        Assert.Contains("Level 2 by json-profile", content, StringComparison.Ordinal);
        (await acme.Post(Claimant, $"{claim}/add-evidence", new { evidence = "More." })).Expect(409, "claim.under-review");
        (await acme.Decide(Steward, request, "request-changes", "Which campaign?")).Expect(200);
        (await acme.Decide(OtherCounsel, request, "request-changes", "Which contract?")).Expect(200);
        Assert.Equal("returned", await acme.StateOf(claim));
        (await acme.Post(Claimant, $"{claim}/add-evidence", new { evidence = "The spring campaign." })).Expect(200);
        Assert.Equal(request, await acme.Review(claim));
        Assert.Contains("The spring campaign.", (await acme.Get(Steward, $"{request}/content")).Expect(200).Body, StringComparison.Ordinal);
        (await acme.Decide(OtherCounsel, request, "abstain")).Expect(200);
        (await acme.Decide(Steward, request)).Expect(200);
        Assert.Equal("accepted", await acme.StateOf(claim));
    }

    [Fact]
    public async Task A_rejected_claim_frees_the_account_for_a_new_one()
    {
        var acme = await service.Found(shippedFlows: true);
        var (account, _, claim, request) = await acme.Claimed();
        (await acme.Decide(Steward, request, "reject", "Not yours.")).Expect(200);
        (await acme.Decide(OtherCounsel, request, "reject", "Not yours.")).Expect(200);
        Assert.Equal("rejected", await acme.StateOf(claim));
        Assert.Equal("AccountClaimEnded", (await acme.Facts(account))[^1]);
        (await acme.Post(Claimant, $"{request}/reopen", new { reason = "Look again." })).Expect(409, "claim.cannot-reopen");
        (await acme.Post(Claimant, $"{claim}/submit")).Expect(409, "claim.decided");
        await acme.SubmitClaim(account);
    }

    [Fact]
    public async Task A_claim_is_withdrawn_from_its_approvers_or_altogether()
    {
        var acme = await service.Found(shippedFlows: true);
        var (account, _, claim, request) = await acme.Claimed();
        (await acme.Post(Claimant, $"{request}/withdraw", new { reason = "A word is missing." })).Expect(200);
        Assert.Equal("submitted", await acme.StateOf(claim));
        var second = await acme.Review(claim);
        Assert.NotEqual(request, second);
        (await acme.Post(Rival, $"{claim}/withdraw", new { reason = "No." })).Expect(403, "claim.not-yours");
        (await acme.Post(Claimant, $"{claim}/withdraw", new { reason = "Another team runs it." })).Expect(200);
        Assert.Equal(("withdrawn", "withdrawn"), (await acme.StateOf(claim), await acme.State(second)));
        Assert.Equal("candidate", await acme.Read(account, "state"));
        (await acme.Post(Claimant, $"{claim}/withdraw", new { reason = "Again." })).Expect(409, "claim.decided");
    }

    [Fact]
    public async Task A_revoked_claim_leaves_nobody_who_answers_for_the_account()
    {
        var acme = await service.Found(shippedFlows: true);
        var (account, _, claim, _) = await acme.Accepted();
        (await acme.Post(Rival, $"{claim}/revoke", new { reason = "Forged." })).Expect(403, "claim.not-yours-to-revoke");
        (await acme.Post(Counsel, $"{claim}/revoke", new { reason = "The evidence was forged." })).Expect(200);
        Assert.Equal(("revoked", "candidate", ""), (await acme.StateOf(claim), await acme.Read(account, "state"), await acme.Read(account, "owner")));
        Assert.Equal(["VerificationEnded", "OwnershipEnded"], (await acme.Facts(account)).TakeLast(2));
        (await acme.Post(Counsel, $"{claim}/revoke", new { reason = "Again." })).Expect(409, "claim.not-accepted");
        await acme.SubmitClaim(account, Rival);
        Assert.DoesNotContain("AccountDisputed", await acme.Facts(account));
    }

    [Fact]
    public async Task An_owner_who_proves_anew_supersedes_their_own_claim_without_a_dispute()
    {
        var acme = await service.Found(shippedFlows: true);
        var (account, handle, claim, _) = await acme.Accepted();
        var second = await acme.SubmitClaim(account);
        await acme.Prove(second, handle, level: 3);
        (await acme.Decide(Steward, await acme.Review(second))).Expect(200);
        Assert.Equal(("superseded", "accepted"), (await acme.StateOf(claim), await acme.StateOf(second)));
        Assert.Contains("VerificationEnded", await acme.Facts(account));
        Assert.DoesNotContain("AccountDisputed", await acme.Facts(account));
    }

    [Fact]
    public async Task An_older_claim_does_not_displace_who_took_the_account_over_meanwhile()
    {
        var acme = await service.Found(shippedFlows: true);
        var (account, handle, _, _) = await acme.Accepted();
        var renewal = await acme.SubmitClaim(account);
        await acme.Prove(renewal, handle, level: 3);
        var request = await acme.Review(renewal);
        var handOver = (await acme.Post(Claimant, $"{account}/hand-over", new { what = "ownership", from = Claimant, to = Acme.OtherComms })).Expect(200).Text("added");
        (await acme.Post(Acme.OtherComms, $"{account}/accept-hand-over", new { handOverId = handOver })).Expect(200);
        (await acme.Decide(Steward, request)).Expect(409, "claim.owner-changed");
        Assert.Equal((Acme.OtherComms, "underReview"), (await acme.Read(account, "owner"), await acme.StateOf(renewal)));
        (await acme.Post(Claimant, $"{renewal}/withdraw", new { reason = "It has passed on." })).Expect(200);
        Assert.Equal("withdrawn", await acme.State(request));
    }

    [Fact]
    public async Task Nobody_who_has_left_comes_to_own_an_account()
    {
        var acme = await service.Found(shippedFlows: true);
        var (account, _, claim, request) = await acme.Claimed();
        (await acme.Post(Acme.Administrator, $"/people/{Claimant}/leave", new { reason = "Another company." })).Expect(200);
        (await acme.Decide(Steward, request)).Expect(409, "claim.owner-has-left");
        Assert.Equal(("underReview", ""), (await acme.StateOf(claim), await acme.Read(account, "owner")));
        Assert.DoesNotContain("AccountRegistered", await acme.Facts(account));
    }

    [Fact]
    public async Task An_official_account_waits_for_level_three_where_a_link_can_be_followed_both_ways()
    {
        var acme = await service.Found(shippedFlows: true);
        await acme.MakeSteward(OtherSteward);
        var (account, handle) = await acme.Found();
        var claim = await acme.SubmitClaim(account, @class: "official");
        await acme.Prove(claim, handle);
        var request = await acme.Review(claim);
        (await acme.Decide(OtherSteward, request)).Expect(200);
        (await acme.Decide(Steward, request)).Expect(200);
        Assert.Equal(("pending", "underReview"), (await acme.State(request), await acme.StateOf(claim)));
        Assert.Contains("3 for an official account", (await acme.Get(Steward, request)).Body, StringComparison.Ordinal);
        (await acme.Post(Claimant, $"{request}/withdraw", new { reason = "More to show." })).Expect(200);
        await acme.Prove(claim, handle, level: 3);
        var second = await acme.Review(claim);
        foreach (var person in (string[])[OtherSteward, Steward]) (await acme.Decide(person, second)).Expect(200);
        Assert.Equal(("accepted", "3"), (await acme.StateOf(claim), await acme.Read(account, "verified", "level")));
    }

    [Fact]
    public async Task Security_looks_first_when_the_secrets_in_the_vault_would_pass_to_another()
    {
        var acme = await service.Found(shippedFlows: true);
        var (account, _, claim, _) = await acme.Accepted();
        (await acme.Post(Claimant, $"{account}/record-custody", new { vaultReference = "vault:x" })).Expect(200);
        (await acme.Post(Counsel, $"{claim}/revoke", new { reason = "The evidence was forged." })).Expect(200);
        var rival = await acme.SubmitClaim(account, Rival);
        await acme.Prove(rival, await acme.Read(account, "handle"), Rival);
        var request = await acme.Review(rival, Rival);
        (await acme.Decide(Steward, request)).Expect(403, "request.not-eligible");
        (await acme.Decide("p-1008", request)).Expect(200);
        (await acme.Decide(Steward, request)).Expect(200);
        Assert.Equal("accepted", await acme.StateOf(rival));
    }

    [Fact]
    public async Task A_claim_on_what_is_somebodys_own_is_legals_to_decide_and_tells_nobody_that_it_is_official()
    {
        var acme = await service.Found(shippedFlows: true);
        var (account, handle) = await acme.Found();
        var claim = await acme.SubmitClaim(account, personal: true);
        await acme.Prove(claim, handle);
        var request = await acme.Review(claim);
        (await acme.Decide(Steward, request)).Expect(403, "request.not-eligible");
        (await acme.Decide(Counsel, request)).Expect(200);
        Assert.Equal("accepted", await acme.StateOf(claim));
        var second = (await acme.Found()).Path;
        (await acme.Post(Steward, $"{second}/describe", new { profile = new { type = "profile", @class = "personal" } })).Expect(200);
        var own = await acme.SubmitClaim(second, @class: "personal");
        var owned = await acme.Read(second, "handle");
        await acme.Prove(own, owned);
        (await acme.Decide(Counsel, await acme.Review(own))).Expect(200);
        Assert.Equal(("accepted", "registered"), (await acme.StateOf(own), await acme.Read(second, "state")));
        Assert.Equal("False", (await acme.Send(null, "GET", $"/official?url=https://github.com/{owned}")).Expect(200).Text("official"));
    }

    [Fact]
    public async Task Every_no_says_what_to_do_instead()
    {
        var acme = await service.Found(shippedFlows: true);
        var (account, handle) = await acme.Found();
        var accountId = IdOf(account);
        (await acme.Post(Claimant, "/claims", new { accountId = "nothing", @class = "parked", evidence = "Mine." })).Expect(409, "claim.account-unknown");
        (await acme.Post(Claimant, "/claims", new { accountId, @class = "parked", backupOwner = Claimant, evidence = "Mine." })).Expect(400, "claim.owner-is-backup");
        (await acme.Post(Claimant, "/claims", new { accountId, @class = "parked", owner = Acme.Integrator, evidence = "Mine." })).Expect(400, "account.not-a-person");
        (await acme.Post(Claimant, "/claims", new { accountId, @class = "parked", evidence = "" })).Expect(400, "body.invalid");
        (await acme.Post(Claimant, "/claims", new { accountId, evidence = "Mine." })).Expect(400);
        (await acme.Post(Claimant, "/claims/nothing/submit")).Expect(404, "claim.unknown");
        var claim = await acme.DraftClaim(account, owner: Acme.OtherComms);
        (await acme.Post(Claimant, $"{claim}/challenge", new { method = "json-profile" })).Expect(409, "claim.not-submitted");
        (await acme.Post(Rival, $"{claim}/submit")).Expect(403, "claim.not-yours");
        (await acme.Post(Claimant, $"{claim}/submit")).Expect(200);
        (await acme.Post(Claimant, $"{claim}/submit")).Expect(409, "claim.already-submitted");
        (await acme.Post(Claimant, $"{await acme.DraftClaim(account)}/submit")).Expect(409, "claim.already-claimed");
        (await acme.Post(Claimant, $"{claim}/check")).Expect(409, "claim.no-challenge");
        (await acme.Post(Claimant, $"{claim}/challenge", new { method = "telepathy" })).Expect(400, "claim.method-unknown");
        (await acme.Post(Claimant, $"{claim}/challenge", new { method = "fediverse" })).Expect(400, "claim.method-unknown");
        (await acme.Post(Claimant, $"{claim}/challenge", new { method = "rel-me" })).Expect(400, "claim.domain-missing");
        (await acme.Post(Claimant, $"{claim}/challenge", new { method = "rel-me", domain = "other.example" })).Expect(400, "claim.domain-not-anchored");
        (await acme.Post(Claimant, $"{claim}/challenge", new { method = "rel-me", domain = "not a domain" })).Expect(400, "body.invalid");
        (await acme.Post(Claimant, $"{claim}/attest-control", new { note = "Seen." })).Expect(403, "access.not-yours");
        (await acme.Post(Steward, $"{claim}/attest-control", new { note = "Seen." })).Expect(409, "claim.machine-can-check");
        (await acme.Post(Rival, $"{claim}/consent")).Expect(403, "claim.not-asked");
        await acme.Prove(claim, handle);
        (await acme.Post(Rival, $"{claim}/check")).Expect(403, "claim.not-yours-to-check");
        (await acme.Post(Claimant, $"{claim}/review")).Expect(409, "claim.owner-silent");
        (await acme.Post(Acme.OtherComms, $"{claim}/consent")).Expect(200);
        (await acme.Post(Acme.OtherComms, $"{claim}/consent")).Expect(409, "claim.nothing-to-consent");
        Sightings.Show(handle, ProofOutcome.NotFound);
        (await acme.Post(Steward, $"{claim}/check")).Expect(200);
        (await acme.Post(Claimant, $"{claim}/review")).Expect(409, "claim.no-proof");
    }

    [Fact]
    public async Task Claims_are_listed_by_account_claimant_and_state_and_drafts_are_nobody_elses_business()
    {
        var acme = await service.Found(shippedFlows: true);
        var (account, _) = await acme.Found();
        var draft = await acme.DraftClaim(account, Rival);
        var claims = new List<string>();
        for (var i = 0; i < 3; i++) claims.Add(await acme.SubmitClaim((await acme.Found()).Path));
        var first = (await acme.Get(Steward, $"/claims?claimant={Claimant}&state=submitted&limit=2")).Expect(200);
        var rest = (await acme.Get(Steward, $"/claims?claimant={Claimant}&state=submitted&limit=2&cursor={first.Text("next")}")).Expect(200);
        Assert.Equal(claims.Select(IdOf).OrderDescending(StringComparer.Ordinal), first.Items().Concat(rest.Items()).Select(row => row.GetProperty("claimId").GetString()));
        Assert.Empty((await acme.Get(Steward, $"/claims?accountId={IdOf(account)}")).Items());
        Assert.Equal(IdOf(draft), Assert.Single((await acme.Get(Rival, $"/claims?accountId={IdOf(account)}")).Items()).GetProperty("claimId").GetString());
        (await acme.Get(Steward, "/claims?state=nonsense")).Expect(400);
        (await acme.Get(Steward, "/claims?cursor=x")).Expect(400, "request.invalid");
        (await acme.Get(Steward, "/claims/nothing")).Expect(404, "claim.unknown");
        (await acme.Get(Steward, "/claims/nothing/history")).Expect(404, "claim.unknown");
    }

    [Fact]
    public async Task The_history_of_a_claim_tells_of_its_requests_too_and_its_words_are_for_those_whom_it_concerns()
    {
        var acme = await service.Found(shippedFlows: true);
        var (_, _, claim, request) = await acme.Claimed();
        (await acme.Decide(Steward, request)).Expect(200);
        var lines = (await acme.Get(Claimant, $"{claim}/history")).Expect(200).Items();
        Assert.Equal((await acme.Facts(claim)).Length + (await acme.Facts(request)).Length, lines.Length);
        Assert.All(lines, line => Assert.DoesNotMatch(@"\bp-\d", line.GetProperty("sentence").GetString()!));
        Assert.Contains("I opened it", (await acme.Get(Steward, claim)).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("I opened it", (await acme.Get(Rival, claim)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_domain_is_listed_once_counts_for_challenges_and_can_be_released()
    {
        var acme = await service.Found(shippedFlows: true);
        (await acme.Post(Claimant, "/domains", new { domain = "acme.example", note = "Ours." })).Expect(403, "access.not-yours");
        (await acme.Post(Steward, "/domains", new { domain = "Acme.example", note = "Ours." })).Expect(201);
        (await acme.Post(Steward, "/domains", new { domain = "acme.example", note = "Ours." })).Expect(409, "domain.listed");
        (await acme.Post(Steward, "/domains", new { domain = "192.0.2.1", note = "Ours." })).Expect(400, "body.invalid");
        Assert.Equal("acme.example", Assert.Single((await acme.Get(Claimant, "/domains")).Items()).GetProperty("domain").GetString());
        var claim = await acme.SubmitClaim((await acme.Found()).Path);
        (await acme.Post(Claimant, $"{claim}/challenge", new { method = "rel-me", domain = "ACME.example" })).Expect(201);
        (await acme.Post(Acme.Administrator, "/domains/release", new { domain = "acme.example", reason = "Sold." })).Expect(200);
        (await acme.Post(Acme.Administrator, "/domains/release", new { domain = "acme.example", reason = "Sold." })).Expect(409, "domain.unknown");
        (await acme.Post(Claimant, $"{claim}/challenge", new { method = "rel-me", domain = "acme.example" })).Expect(400, "claim.domain-not-anchored");
    }

    [Fact]
    public async Task A_handle_that_is_a_name_under_a_domain_of_ours_takes_that_domain_by_itself()
    {
        var acme = await service.Found(shippedFlows: true);
        (await acme.Post(Steward, "/domains", new { domain = "acme.example", note = "Ours." })).Expect(201);
        Assert.Equal("acme.example", await Taken("team.acme.example"));
        Assert.Null(await Taken("team-acme.example"));

        async Task<string?> Taken(string handle)
        {
            var listed = (await acme.Post(Steward, "/accounts", new { url = $"https://bsky.app/profile/{handle}", profile = new { type = "page", @class = "campaign" } })).Expect(201);
            var claim = await acme.SubmitClaim($"/accounts/{listed.Text("id")}");
            (await acme.Post(Claimant, $"{claim}/challenge", new { method = "atproto-handle" })).Expect(201);
            (await acme.Post(Claimant, $"{claim}/check")).Expect(200);
            return Sightings.Last(handle).Domain;
        }
    }
}
