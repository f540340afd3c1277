using Governance.Claims;
using Governance.Host.Tests.Approvals;
using Governance.Host.Tests.Database;
using Governance.Host.Tests.Policies;
using static Governance.Host.Tests.Claims.ClaimSteps;

namespace Governance.Host.Tests.Claims;

/// <summary>Claims that contradict each other are decided together, by people on no side.</summary>
public sealed class DisputeTests(Service service)
{
    [Fact]
    public async Task A_second_claim_opens_a_dispute_by_itself_and_neither_is_reviewed_alone()
    {
        var acme = await service.Found(shippedFlows: true);
        var (account, claim, rival, dispute) = await acme.Disputed();
        Assert.Equal("AccountDisputed", (await acme.Facts(account))[^1]);
        foreach (var each in (string[])[claim, rival]) Assert.Equal("ClaimContested", (await acme.Facts(each))[^1]);
        Assert.Equal(["DisputeOpened"], await acme.Facts(dispute));
        Assert.Equal(await acme.Transaction(rival, "ClaimSubmitted"), await acme.Transaction(claim, "ClaimContested"));
        (await acme.Post(Claimant, $"{claim}/review")).Expect(409, "claim.disputed");
        Assert.Contains(IdOf(rival), (await acme.Get(Claimant, claim)).Text("rivals"), StringComparison.Ordinal);
        var third = await acme.SubmitClaim(account, Acme.OtherComms);
        Assert.Equal("DisputeJoined", (await acme.Facts(dispute))[^1]);
        Assert.Equal(IdOf(dispute), await acme.Read(third, "claim", "disputeId"));
    }

    [Fact]
    public async Task Legal_gathers_evidence_decides_and_what_nobody_appeals_against_holds()
    {
        await using var own = await Service.OfItsOwn();
        var acme = await own.Found(shippedFlows: true);
        var (account, claim, rival, dispute) = await acme.Disputed();
        (await acme.Post(Steward, $"{dispute}/request-evidence")).Expect(403, "dispute.legal-only");
        (await acme.Post(Acme.Drafter, $"{dispute}/request-evidence", new { dueOn = "2020-01-01T00:00:00Z" })).Expect(400, "dispute.due-in-the-past");
        (await acme.Post(Acme.Drafter, $"{dispute}/request-evidence")).Expect(200);
        (await acme.Post(Rival, $"{dispute}/give-evidence", new { evidence = "The contract names us." })).Expect(200);
        (await acme.Post(Steward, $"{dispute}/give-evidence", new { evidence = "Hm." })).Expect(403, "dispute.not-a-party");
        (await acme.Post(Acme.Drafter, $"{dispute}/propose-decision", new { outcome = "upheld", reasons = "So." })).Expect(400, "dispute.nobody-stands");
        (await acme.Post(Acme.Drafter, $"{dispute}/propose-decision", new { outcome = "transferred", reasons = "So." })).Expect(400, "dispute.winners-misfit");
        var request = await acme.DecideDispute(dispute, "transferred", claim);
        Assert.Contains("The contract names us.", (await acme.Get(Counsel, $"{request}/content")).Body, StringComparison.Ordinal);
        Assert.Equal(("decided", "submitted", "claimed"), (await acme.Read(dispute, "dispute", "state"), await acme.StateOf(claim), await acme.Read(account, "state")));
        (await acme.Post(Acme.Drafter, $"{dispute}/propose-final", new { outcome = "void", reasons = "So." })).Expect(409, "dispute.not-appealed");

        var until = DateTimeOffset.Parse(await acme.Read(dispute, "appealUntil"), System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(until > own.Now.AddDays(11));
        await acme.Ring(new DisputeTimer(acme.Tenant, $"dispute/{IdOf(dispute)}", until));
        Assert.Equal("decided", await acme.Read(dispute, "dispute", "state"));
        own.Clock.Advance(until - own.Now);
        await acme.Ring(new DisputeTimer(acme.Tenant, $"dispute/{IdOf(dispute)}", until));
        await acme.Ring(new DisputeTimer(acme.Tenant, $"dispute/{IdOf(dispute)}", until));
        Assert.Equal(("final", "accepted", "rejected"), (await acme.Read(dispute, "dispute", "state"), await acme.StateOf(claim), await acme.StateOf(rival)));
        Assert.Equal(("registered", Claimant), (await acme.Read(account, "state"), await acme.Read(account, "owner")));
        Assert.Equal(await acme.Transaction(dispute, "DisputeFinal"), await acme.Transaction(account, "AccountRegistered"));
        (await acme.Post(Rival, $"{dispute}/appeal", new { grounds = "No." })).Expect(409, "dispute.over");
        Assert.Equal((await acme.Facts(dispute)).Length + (await acme.Facts(request)).Length, (await acme.Get(Rival, $"{dispute}/history")).Expect(200).Items().Length);
    }

    [Fact]
    public async Task An_appeal_is_decided_by_an_executive_of_no_area_concerned_and_that_holds_at_once()
    {
        var acme = await service.Found(shippedFlows: true);
        var (account, claim, rival, dispute) = await acme.Disputed();
        await acme.DecideDispute(dispute, "transferred", claim);
        (await acme.Post(Steward, $"{dispute}/appeal", new { grounds = "No." })).Expect(403, "dispute.not-a-party");
        (await acme.Post(Rival, $"{dispute}/appeal", new { grounds = "The contract was not read." })).Expect(200);
        (await acme.Post(Rival, $"{dispute}/appeal", new { grounds = "Again." })).Expect(409, "dispute.not-decided");
        (await acme.Post(Acme.Drafter, $"{dispute}/propose-decision", new { outcome = "void", reasons = "So." })).Expect(409, "dispute.decided");
        var request = (await acme.Post(Acme.Drafter, $"{dispute}/propose-final", new { outcome = "void", reasons = "Neither showed control." })).Expect(200).Text("links", "request");
        (await acme.Post(Acme.Drafter, $"{dispute}/propose-final", new { outcome = "void", reasons = "So." })).Expect(409, "dispute.before-approvers");
        // The claimant's area is communications, and so is this executive's.
        (await acme.Decide(Acme.Executive, request)).Expect(403, "claim.self-review");
        (await acme.Decide(Counsel, request)).Expect(403, "request.not-eligible");
        (await acme.Decide(Acme.OtherExecutive, request)).Expect(200);
        Assert.Equal(("final", "void", "void", "candidate"), (await acme.Read(dispute, "dispute", "state"), await acme.StateOf(claim), await acme.StateOf(rival), await acme.Read(account, "state")));
        Assert.Equal("AccountDisputeEnded", (await acme.Facts(account))[^1]);
    }

    [Fact]
    public async Task A_claim_against_an_owner_is_a_dispute_in_which_the_owner_can_be_upheld()
    {
        await using var own = await Service.OfItsOwn();
        var acme = await own.Found(shippedFlows: true);
        var (account, _, claim, _) = await acme.Accepted();
        var rival = await acme.SubmitClaim(account, Rival);
        var dispute = $"/disputes/{await acme.Read(rival, "claim", "disputeId")}";
        Assert.Equal(IdOf(dispute), await acme.Read(claim, "claim", "disputeId"));
        (await acme.Post(Counsel, $"{claim}/revoke", new { reason = "Forged." })).Expect(409, "claim.disputed");
        await acme.DecideDispute(dispute, "upheld");
        own.Clock.Advance(TimeSpan.FromDays(30));
        await acme.Ring(new DisputeTimer(acme.Tenant, $"dispute/{IdOf(dispute)}", own.Now));
        Assert.Equal(("accepted", "rejected", Claimant), (await acme.StateOf(claim), await acme.StateOf(rival), await acme.Read(account, "owner")));
    }

    [Fact]
    public async Task A_proposal_that_is_turned_back_goes_on_with_its_request_and_one_that_is_rejected_does_not()
    {
        var acme = await service.Found(shippedFlows: true);
        var (_, claim, _, dispute) = await acme.Disputed();
        object Body(string outcome) => new { outcome, claimIds = outcome == "void" ? [] : new[] { IdOf(claim) }, reasons = "So it is." };
        var request = (await acme.Post(Acme.Drafter, $"{dispute}/propose-decision", Body("void"))).Expect(200).Text("links", "request");
        (await acme.Decide(Acme.Drafter, request)).Expect(403, "claim.self-review");
        foreach (var counsel in (string[])[Counsel, OtherCounsel]) (await acme.Decide(counsel, request, "request-changes", "Why void?")).Expect(200);
        Assert.Equal("DisputeDecisionReturned", (await acme.Facts(dispute))[^1]);
        Assert.Equal(request, (await acme.Post(Acme.Drafter, $"{dispute}/propose-decision", Body("transferred"))).Expect(200).Text("links", "request"));
        foreach (var counsel in (string[])[Counsel, OtherCounsel]) (await acme.Decide(counsel, request, "reject", "Not so.")).Expect(200);
        Assert.Equal("DisputeDecisionClosed", (await acme.Facts(dispute))[^1]);
        Assert.NotEqual(request, (await acme.Post(Acme.Drafter, $"{dispute}/propose-decision", Body("void"))).Expect(200).Text("links", "request"));
    }

    [Fact]
    public async Task Who_is_to_stand_beside_a_winner_neither_proposes_nor_decides_that_they_win()
    {
        var acme = await service.Found(shippedFlows: true);
        var (account, _) = await acme.Found();
        var claim = await acme.SubmitClaim(account, backupOwner: Acme.Drafter);
        var rival = await acme.SubmitClaim(account, Rival, backupOwner: Counsel);
        var dispute = $"/disputes/{await acme.Read(rival, "claim", "disputeId")}";
        object Body(string winner) => new { outcome = "transferred", claimIds = new[] { IdOf(winner) }, reasons = "So it is.", attest = true };
        (await acme.Post(Acme.Drafter, $"{dispute}/propose-decision", Body(claim))).Expect(403, "dispute.party");
        var request = (await acme.Post(Acme.LegalOwner, $"{dispute}/propose-decision", Body(claim))).Expect(200).Text("links", "request");
        foreach (var beside in (string[])[Acme.Drafter, Counsel]) (await acme.Decide(beside, request)).Expect(403, "claim.self-review");
    }

    [Fact]
    public async Task When_one_side_is_left_there_is_nothing_to_decide()
    {
        var acme = await service.Found(shippedFlows: true);
        var (account, claim, rival, dispute) = await acme.Disputed();
        (await acme.Post(Rival, $"{rival}/withdraw", new { reason = "It is theirs." })).Expect(200);
        Assert.Equal(("dissolved", ""), (await acme.Read(dispute, "dispute", "state"), await acme.Read(account, "disputeId")));
        (await acme.Decide(Steward, await acme.Review(claim))).Expect(200);
        Assert.Equal("accepted", await acme.StateOf(claim));
        (await acme.Post(Claimant, $"{dispute}/give-evidence", new { evidence = "Late." })).Expect(409, "dispute.over");
    }

    [Fact]
    public async Task A_claim_before_its_approvers_leaves_them_once_it_is_contested_and_comes_before_them_anew_when_nobody_contests_it()
    {
        var acme = await service.Found(shippedFlows: true);
        var (account, _, claim, request) = await acme.Claimed();
        var rival = await acme.SubmitClaim(account, Rival);
        await Eventually.IsTrue(async () => await acme.StateOf(claim) == "submitted", "the claim leaves its approvers");
        Assert.Equal("withdrawn", await acme.State(request));
        Assert.Contains("Another claim contradicts this one", (await acme.Get(Steward, request)).Body, StringComparison.Ordinal);
        Assert.Equal(["ClaimContested", "ClaimReviewClosed"], (await acme.Facts(claim)).TakeLast(2));
        Assert.Equal(await acme.Transaction(claim, "ClaimReviewClosed"), await acme.Transaction(request, "RequestWithdrawn"));
        Assert.DoesNotContain(IdOf(request), (await acme.Get(Steward, "/inbox")).Body, StringComparison.Ordinal);
        (await acme.Decide(Steward, request)).Expect(409, "request.closed");
        (await acme.Post(Claimant, $"{request}/reopen", new { reason = "Look again." })).Expect(409, "claim.cannot-reopen");
        (await acme.Post(Claimant, $"{claim}/review")).Expect(409, "claim.disputed");
        (await acme.Post(Rival, $"{rival}/withdraw", new { reason = "It is theirs." })).Expect(200);
        (await acme.Decide(Steward, await acme.Review(claim))).Expect(200);
        Assert.Equal("accepted", await acme.StateOf(claim));
    }

    [Fact]
    public async Task A_claim_that_shows_nothing_wins_on_the_name_of_a_lawyer_and_is_neither_proved_nor_official()
    {
        await using var own = await Service.OfItsOwn();
        var acme = await own.Found(shippedFlows: true);
        var (account, claim, rival, dispute) = await acme.Disputed();
        object Body(bool? attest) => new { outcome = "transferred", claimIds = new[] { IdOf(rival) }, reasons = "The contract names them; the other side holds the password.", attest };
        (await acme.Post(Acme.Drafter, $"{dispute}/propose-decision", Body(null))).Expect(409, "dispute.nothing-shown");
        Assert.Equal(["DisputeOpened"], await acme.Facts(dispute));
        var request = (await acme.Post(Acme.Drafter, $"{dispute}/propose-decision", Body(true))).Expect(200).Text("links", "request");
        Assert.Contains("p-1001, who is on no side, attests by name", (await acme.Get(Counsel, $"{request}/content")).Body, StringComparison.Ordinal);
        foreach (var counsel in (string[])[Counsel, OtherCounsel]) (await acme.Decide(counsel, request)).Expect(200);
        own.Clock.Advance(TimeSpan.FromDays(30));
        await acme.Ring(new DisputeTimer(acme.Tenant, $"dispute/{IdOf(dispute)}", own.Now));
        Assert.Equal(("accepted", "rejected", Rival), (await acme.StateOf(rival), await acme.StateOf(claim), await acme.Read(account, "owner")));
        Assert.Equal(["EntitlementAttested", "ClaimDecided"], (await acme.Facts(rival)).TakeLast(2));
        Assert.Equal(("p-1001", "The contract names them; the other side holds the password."), (await acme.Read(rival, "entitlement", "by"), await acme.Read(rival, "entitlement", "statement", "text")));
        Assert.Equal("", await acme.Read(account, "verified"));
        Assert.DoesNotContain("\"governed\":true", (await acme.Get(Steward, "/accounts?platform=github")).Body, StringComparison.Ordinal);
        Assert.Contains("Aoife Brennan attests by name that it is to be", (await acme.Get(Acme.Auditor, $"{rival}/history")).Body, StringComparison.Ordinal);
        // They can show it from now on like anybody, and then it counts.
        await acme.Prove(rival, (await acme.Get(Steward, account)).Text("handle"), Rival);
        Assert.Equal("2", await acme.Read(account, "verified", "level"));
    }

    [Fact]
    public async Task Disputes_are_listed_by_account_and_state_and_their_words_are_for_those_whom_they_concern()
    {
        var acme = await service.Found(shippedFlows: true);
        var (account, _, _, dispute) = await acme.Disputed();
        var other = (await acme.Disputed()).Dispute;
        (await acme.Post(Rival, $"{dispute}/give-evidence", new { evidence = "Our secret reason." })).Expect(200);
        Assert.Equal(IdOf(dispute), Assert.Single((await acme.Get(Claimant, $"/disputes?accountId={IdOf(account)}&state=open")).Expect(200).Items()).GetProperty("disputeId").GetString());
        var page = (await acme.Get(Claimant, "/disputes?limit=1")).Expect(200);
        var rest = (await acme.Get(Claimant, $"/disputes?limit=1&cursor={page.Text("next")}")).Expect(200);
        Assert.Equal(((string[])[IdOf(dispute), IdOf(other)]).OrderDescending(StringComparer.Ordinal), page.Items().Concat(rest.Items()).Select(row => row.GetProperty("disputeId").GetString()));
        Assert.Contains("Our secret reason.", (await acme.Get(Counsel, dispute)).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Our secret reason.", (await acme.Get(Acme.Integrator, dispute)).Body, StringComparison.Ordinal);
        (await acme.Get(Claimant, "/disputes?state=x")).Expect(400);
        (await acme.Get(Claimant, "/disputes/nothing")).Expect(404, "dispute.unknown");
        (await acme.Post(Acme.Drafter, "/disputes/nothing/request-evidence")).Expect(404, "dispute.unknown");
        (await acme.Get(Claimant, "/disputes/nothing/history")).Expect(404, "dispute.unknown");
    }
}
