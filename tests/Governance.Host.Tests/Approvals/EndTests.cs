using Governance.Host.Tests.Policies;

namespace Governance.Host.Tests.Approvals;

/// <summary>Ends other than a decision: a broken glass with its review, a reopening, a rejection that is set aside.</summary>
public sealed class EndTests(Service service)
{
    private const string Glass = "break-glass: {by: executives, reason: required, review: {approve: 1, of: legal, within: 2 days, otherwise: undo}}";
    private static readonly object Urgent = new { reason = "A recall cannot wait." };

    [Fact]
    public async Task Breaking_the_glass_lets_the_policy_go_ahead_as_an_exception_until_legal_has_reviewed_it()
    {
        var acme = await service.Found();
        var (policy, request) = await acme.AskedUnder(OwnFlows.OneOfCommunications(Glass));
        (await acme.Post(Acme.Comms, $"{request}/break-glass", Urgent)).Expect(403, "request.not-eligible");
        (await acme.Post(Acme.Executive, $"{request}/break-glass", new { reason = "" })).Expect(400, "body.invalid");
        (await acme.Post(Acme.Executive, $"{request}/break-glass", Urgent)).Expect(200);
        var view = await acme.Get(Acme.Executive, request);
        Assert.Equal(("approved-by-break-glass", "open"), (view.Text("request", "state"), view.Text("explanation", "owed", "state")));
        Assert.Equal("approvedByBreakGlass", (await acme.Get(Acme.Drafter, policy)).Text("draft", "status"));
        (await acme.Post(Acme.Drafter, $"{policy}/publish")).Expect(200);
        Assert.Contains(request, await acme.Inbox(Acme.LegalOwner));
        (await acme.Decide(Acme.LegalOwner, request)).Expect(200);
        view = await acme.Get(Acme.Executive, request);
        Assert.Equal(("approved-by-break-glass", "met"), (view.Text("request", "state"), view.Text("explanation", "owed", "state")));
        Assert.Empty(await acme.Inbox(Acme.LegalOwner));
        Assert.Equal("inForce", (await acme.Get(Acme.Drafter, policy)).Text("state"));
        (await acme.Post(Acme.Executive, $"{request}/break-glass", Urgent)).Expect(409, "request.closed");
    }

    [Fact]
    public async Task What_a_review_refuses_is_undone_and_a_version_in_force_is_withdrawn_in_the_same_transaction()
    {
        var acme = await service.Found();
        var (policy, request) = await acme.AskedUnder(OwnFlows.OneOfCommunications(Glass));
        (await acme.Post(Acme.Executive, $"{request}/break-glass", Urgent)).Expect(200);
        (await acme.Post(Acme.Drafter, $"{policy}/publish")).Expect(200);
        (await acme.Decide(Acme.LegalOwner, request, "reject", "Nothing was recalled.")).Expect(200);
        Assert.Equal("undone", await acme.State(request));
        Assert.Equal("withdrawn", (await acme.Get(Acme.Drafter, policy)).Text("state"));
        Assert.Equal(await acme.Transaction(request, "BreakGlassUndone"), await acme.Transaction(policy, "PolicyWithdrawn"));
    }

    [Fact]
    public async Task Not_reviewed_in_time_it_is_undone_and_the_draft_goes_back_to_its_drafters()
    {
        await using var own = await Service.OfItsOwn();
        var acme = await own.Found();
        var (policy, request) = await acme.AskedUnder(OwnFlows.OneOfCommunications(Glass));
        (await acme.Post(Acme.Executive, $"{request}/break-glass", Urgent)).Expect(200);
        await acme.Pass(request, TimeSpan.FromDays(3));
        Assert.Equal("undone", await acme.State(request));
        Assert.Equal(["DeadlinePassed", "BreakGlassUndone"], (await acme.Facts(request)).TakeLast(2));
        Assert.Equal("drafting", (await acme.Get(Acme.Drafter, policy)).Text("draft", "status"));
    }

    [Fact]
    public async Task Where_the_flow_names_nobody_the_glass_stays_whole_and_nobody_breaks_it_for_their_own_work()
    {
        var acme = await service.Found();
        var (_, request) = await acme.AskedUnder(OwnFlows.OneOfCommunications());
        (await acme.Post(Acme.Executive, $"{request}/break-glass", Urgent)).Expect(409, "request.no-break-glass");
        (await acme.Post(Acme.Executive, "/requests/none/break-glass", Urgent)).Expect(404, "request.unknown");
        var (_, own) = await acme.AskedUnder(OwnFlows.Flow("  - id: review\n    all: [{id: comms, approve: 1, of: communications}]", "break-glass: {by: legal, reason: required}", 3), "another");
        (await acme.Post(Acme.Drafter, $"{own}/break-glass", Urgent)).Expect(403, "policy.self-approval");
    }

    [Fact]
    public async Task An_approval_is_confirmed_again_when_its_time_comes_and_again_after_that()
    {
        await using var own = await Service.OfItsOwn();
        var acme = await own.Found();
        var (policy, request) = await acme.AskedUnder(OwnFlows.OneOfCommunications("after-approval: {confirm-again: 90 days, by: legal}"));
        (await acme.Decide(Acme.Comms, request)).Expect(200);
        Assert.Equal("later", (await acme.Get(Acme.Executive, request)).Text("explanation", "owed", "state"));
        Assert.DoesNotContain(request, await acme.Inbox(Acme.LegalOwner));
        for (var round = 1; round <= 2; round++)
        {
            await acme.Pass(request, TimeSpan.FromDays(91));
            Assert.Contains(request, await acme.Inbox(Acme.LegalOwner));
            var view = await acme.Get(Acme.Executive, request);
            Assert.Equal(("approved", "overdue"), (view.Text("request", "state"), view.Text("explanation", "owed", "state")));
            (await acme.Decide(Acme.LegalOwner, request)).Expect(200);
            Assert.Equal(round, (await acme.Facts(request)).Count(fact => fact == "ApprovalConfirmed"));
            Assert.DoesNotContain(request, await acme.Inbox(Acme.LegalOwner));
        }

        Assert.Equal("approved", (await acme.Get(Acme.Drafter, policy)).Text("draft", "status"));
    }

    [Fact]
    public async Task A_rejected_request_is_reopened_by_its_requester_in_time_and_everybody_decides_again()
    {
        var acme = await service.Found();
        var flow = OwnFlows.Flow("""
              - id: review
                all: [{id: comms, approve: 2, of: communications}]
                reject: {effect: end}
            """, "reopen: {by: requester, within: 14 days}");
        var (policy, request) = await acme.AskedUnder(flow);
        (await acme.Post(Acme.Drafter, $"{request}/reopen", new { reason = "x" })).Expect(409, "request.not-ended");
        (await acme.Decide(Acme.Comms, request)).Expect(200);
        (await acme.Decide(Acme.OtherComms, request, "reject", "Not now.")).Expect(200);
        Assert.Equal("rejected", await acme.State(request));
        (await acme.Post(Acme.Comms, $"{request}/reopen", new { reason = "x" })).Expect(403, "request.not-yours-to-reopen");
        (await acme.Post(Acme.Drafter, $"{request}/reopen", new { reason = "The works council has agreed." })).Expect(200);
        Assert.Equal("pending", await acme.State(request));
        Assert.Equal("submitted", (await acme.Get(Acme.Drafter, policy)).Text("draft", "status"));
        Assert.Empty(await acme.Counted(request, "comms"));
        foreach (var person in (string[])[Acme.Comms, Acme.OtherComms]) (await acme.Decide(person, request)).Expect(200);
        Assert.Equal("approved", (await acme.Get(Acme.Drafter, policy)).Text("draft", "status"));
        (await acme.Post(Acme.Drafter, $"{request}/reopen", new { reason = "x" })).Expect(409, "request.no-reopening");
    }

    [Fact]
    public async Task What_is_reopened_goes_on_under_the_flow_that_has_been_adopted_since_where_that_says_so()
    {
        var acme = await service.Found();
        string Reopens(string of, int version) => OwnFlows.Flow($"  - id: review\n    all: [{{id: who, approve: 1, of: {of}}}]", "reopen: {by: requester, within: 14 days}\nnew-flow-version: restart", version);
        var (policy, request) = await acme.AskedUnder(Reopens("communications", 2));
        (await acme.Post(Acme.Drafter, $"{request}/withdraw", new { reason = "Not yet." })).Expect(200);
        await acme.Follows(Reopens("executives", 3));
        (await acme.Post(Acme.Drafter, $"{request}/reopen", new { reason = "Now." })).Expect(200);
        await Database.Eventually.IsTrue(async () => (await acme.Facts(request)).Contains("FlowReplaced"), "it follows the newer flow");
        (await acme.Decide(Acme.Comms, request)).Expect(403, "request.not-eligible");
        (await acme.Decide(Acme.Executive, request)).Expect(200);
        Assert.Equal("approved", (await acme.Get(Acme.Drafter, policy)).Text("draft", "status"));
    }

    [Fact]
    public async Task A_request_is_not_reopened_over_a_draft_that_has_changed_nor_too_late()
    {
        await using var own = await Service.OfItsOwn();
        var acme = await own.Found();
        var (policy, request) = await acme.AskedUnder(OwnFlows.OneOfCommunications("reopen: {by: requester, within: 14 days}"));
        (await acme.Post(Acme.Drafter, $"{request}/withdraw", new { reason = "Not yet." })).Expect(200);
        (await acme.Revise(policy, PolicyJourney.Content(PolicyJourney.Body("Otherwise.")))).Expect(200);
        (await acme.Post(Acme.Drafter, $"{request}/reopen", new { reason = "x" })).Expect(409, "policy.cannot-reopen");
        var newer = await acme.Submit(policy);
        (await acme.Post(Acme.Drafter, $"{request}/reopen", new { reason = "x" })).Expect(409, "request.already-open");
        (await acme.Post(Acme.Drafter, $"{newer}/withdraw", new { reason = "Not yet." })).Expect(200);
        own.Clock.Advance(TimeSpan.FromDays(15));
        (await acme.Post(Acme.Drafter, $"{request}/reopen", new { reason = "x" })).Expect(409, "request.too-late-to-reopen");
    }

    [Fact]
    public async Task A_rejection_is_set_aside_only_by_those_whom_the_flow_names()
    {
        var acme = await service.Found();
        var flow = OwnFlows.Flow("""
              - id: review
                all: [{id: comms, approve: 1, of: communications}, {id: legal, approve: 1, of: legal}]
                reject: {may-lift: executives}
            """);
        var (policy, request) = await acme.AskedUnder(flow);
        (await acme.Decide(Acme.LegalOwner, request, "reject", "Unlawful.")).Expect(200);
        Assert.Equal("changesRequested", (await acme.Get(Acme.Drafter, policy)).Text("draft", "status"));
        var lifting = new { stage = "review", person = Acme.LegalOwner, reason = "The court has decided otherwise." };
        (await acme.Post(Acme.Comms, $"{request}/lift", lifting)).Expect(403, "request.not-eligible");
        (await acme.Post(Acme.Executive, $"{request}/lift", new { stage = "review", person = Acme.Comms, reason = "x" })).Expect(409, "request.nothing-to-lift");
        (await acme.Post(Acme.Executive, $"{request}/lift", new { person = Acme.Comms })).Expect(400, "body.invalid");
        (await acme.Post(Acme.Executive, $"{request}/lift", lifting)).Expect(200);
        foreach (var person in (string[])[Acme.Comms, Acme.OtherDrafter]) (await acme.Decide(person, request)).Expect(200);
        Assert.Equal("approved", (await acme.Get(Acme.Drafter, policy)).Text("draft", "status"));
    }
}
