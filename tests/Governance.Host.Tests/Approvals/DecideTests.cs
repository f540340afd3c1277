using Governance.Host.Tests.Policies;

namespace Governance.Host.Tests.Approvals;

/// <summary>POST /requests/{requestId}/decide, outcome by outcome.</summary>
public sealed class DecideTests(Service service)
{
    [Fact]
    public async Task The_last_approval_closes_the_stage_and_approves_the_policy_in_its_own_transaction()
    {
        var acme = await service.Found();
        var (policy, request) = await acme.Reviewed();
        var facts = (await acme.Decide(Acme.Executive, request)).Expect(200).At("facts").EnumerateArray().Select(fact => fact.GetProperty("type").GetString());
        Assert.Equal(["DecisionMade", "StageClosed", "RequestApproved"], facts);
        Assert.Equal("approved", await acme.State(request));
        Assert.Equal("approved", (await acme.Get(Acme.Drafter, policy)).Text("draft", "status"));
        Assert.Equal(await acme.Transaction(request, "RequestApproved"), await acme.Transaction(policy, "PolicyApproved"));
    }

    [Fact]
    public async Task A_request_for_changes_turns_the_policy_back_in_its_own_transaction()
    {
        var acme = await service.Found();
        var (policy, request) = await acme.TurnedBack();
        Assert.Equal("changes-requested", await acme.State(request));
        Assert.Equal("changesRequested", (await acme.Get(Acme.Drafter, policy)).Text("draft", "status"));
        Assert.Equal(await acme.Transaction(request, "RequestReturned"), await acme.Transaction(policy, "ChangesRequested"));
    }

    [Fact]
    public async Task A_rejection_in_the_review_asks_for_changes_and_in_the_sign_off_it_is_the_end()
    {
        var acme = await service.Found();
        var (first, review) = await acme.Asked();
        (await acme.Decide(Acme.Owner, review, "reject", "Not now.")).Expect(200);
        Assert.Equal("changesRequested", (await acme.Get(Acme.Drafter, first)).Text("draft", "status"));

        var (second, signOff) = await acme.Reviewed("second-policy");
        (await acme.Decide(Acme.Executive, signOff, "reject", "Never.")).Expect(200);
        Assert.Equal("rejected", await acme.State(signOff));
        Assert.Equal("rejected", (await acme.Get(Acme.Drafter, second)).Text("draft", "status"));
        Assert.Equal(await acme.Transaction(signOff, "RequestRejected"), await acme.Transaction(second, "PolicyRejected"));
    }

    [Fact]
    public async Task An_abstention_is_recorded_and_counts_for_nothing()
    {
        var acme = await service.Found();
        var (_, request) = await acme.Asked();
        (await acme.Decide(Acme.Owner, request, "abstain")).Expect(200);
        Assert.Equal("abstained", (await acme.NotCounted(request, "owner", Acme.Owner)).GetProperty("reason").GetString());
        Assert.Equal("pending", await acme.State(request));
    }

    [Theory]
    [InlineData("reject")]
    [InlineData("request-changes")]
    public async Task A_no_without_a_reason_is_refused_and_names_the_field(string decision)
    {
        var acme = await service.Found();
        var (_, request) = await acme.Asked();
        var answer = (await acme.Decide(Acme.Owner, request, decision)).Expect(400, "request.reason-required");
        Assert.True(answer.At("errors").TryGetProperty("reason", out _));
        (await acme.Decide(Acme.Owner, request, decision, "   ")).Expect(400, "request.reason-required");
    }

    [Fact]
    public async Task Somebody_whom_no_open_stage_asks_is_refused()
    {
        var acme = await service.Found();
        var (_, request) = await acme.Asked();
        (await acme.Decide(Acme.Integrator, request)).Expect(403, "request.not-eligible");
        (await acme.Decide(Acme.Executive, request)).Expect(403, "request.not-eligible");
        (await acme.Decide(Acme.Auditor, request)).Expect(403, "access.auditor-reads-only");
    }

    [Fact]
    public async Task An_approval_of_content_that_was_not_the_one_shown_is_refused()
    {
        var acme = await service.Found();
        var (_, request) = await acme.Asked();
        var other = new string('0', 64);
        var answer = (await acme.Post(Acme.Owner, $"{request}/decide", new { decision = "approve", digest = other })).Expect(409, "request.stale-digest");
        Assert.True(answer.At("errors").TryGetProperty("digest", out _));
        (await acme.Post(Acme.Owner, $"{request}/decide", new { decision = "reject", digest = other, reason = "No." })).Expect(409, "request.stale-digest");
    }

    [Fact]
    public async Task A_need_that_does_not_exist_or_does_not_ask_the_person_is_refused()
    {
        var acme = await service.Found();
        var (_, request) = await acme.Asked();
        (await acme.Decide(Acme.Owner, request, need: "nothing")).Expect(403, "request.not-eligible");
        (await acme.Decide(Acme.Comms, request, need: "owner")).Expect(403, "request.not-eligible");
    }

    [Fact]
    public async Task An_approval_that_names_its_need_counts_there_only()
    {
        var acme = await service.Found();
        var (_, request) = await acme.Asked();
        (await acme.Decide(Acme.Owner, request, need: "communications")).Expect(200);
        Assert.Equal([Acme.Owner], await acme.Counted(request, "communications"));
        Assert.Empty(await acme.Counted(request, "owner"));
    }

    [Theory]
    [InlineData("decide")]
    [InlineData("take-back")]
    [InlineData("withdraw")]
    public async Task Nothing_is_decided_on_a_request_that_has_ended_or_is_unknown(string act)
    {
        var acme = await service.Found();
        var (_, request) = await acme.Asked();
        (await acme.Post(Acme.Drafter, $"{request}/withdraw", new { reason = "Not yet." })).Expect(200);
        object body = act == "decide" ? new { decision = "approve", digest = new string('0', 64) } : new { reason = "Why not." };
        (await acme.Post(Acme.Drafter, $"{request}/{act}", body)).Expect(409, "request.closed");
        (await acme.Post(Acme.Drafter, $"/requests/nothing/{act}", body)).Expect(404, "request.unknown");
    }

    [Theory]
    [InlineData("""{}""", "decision")]
    [InlineData("""{"decision":"approve"}""", "digest")]
    [InlineData("""{"decision":"approve","digest":"ABC"}""", "digest")]
    [InlineData("""{"decision":"perhaps"}""", "decision")]
    [InlineData("""{"decision":0}""", "decision")]
    public async Task A_body_of_another_shape_is_refused_by_its_field(string body, string field)
    {
        var acme = await service.Found();
        var (_, request) = await acme.Asked();
        Assert.True((await acme.Post(Acme.Owner, $"{request}/decide", body)).Expect(400, "body.invalid").At("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Whoever_decides_on_an_older_version_than_If_Match_names_is_told()
    {
        var acme = await service.Found();
        var (_, request) = await acme.Asked();
        var seen = (await acme.Get(Acme.Owner, request)).Expect(200);
        (await acme.Decide(Acme.Comms, request)).Expect(200);
        var decision = new { decision = "approve", digest = seen.Text("request", "content") };
        (await acme.Post(Acme.Owner, $"{request}/decide", decision, ("If-Match", seen.ETag!))).Expect(412, "precondition.stale");
        var now = (await acme.Get(Acme.Owner, request)).ETag!;
        (await acme.Post(Acme.Owner, $"{request}/decide", decision, ("If-Match", now))).Expect(200);
    }

    [Fact]
    public async Task A_decision_is_taken_back_and_made_again_while_the_stage_is_open()
    {
        var acme = await service.Found();
        var (_, request) = await acme.Asked();
        (await acme.Post(Acme.Owner, $"{request}/take-back", new { })).Expect(409, "request.nothing-to-take-back");
        (await acme.Decide(Acme.Owner, request)).Expect(200);
        (await acme.Post(Acme.Owner, $"{request}/take-back", new { reason = "I misread it." })).Expect(200);
        Assert.Empty(await acme.Counted(request, "owner"));
        Assert.Equal("taken-back", (await acme.NotCounted(request, "owner", Acme.Owner)).GetProperty("reason").GetString());
        (await acme.Decide(Acme.Owner, request)).Expect(200);
        Assert.Equal([Acme.Owner], await acme.Counted(request, "owner"));
    }

    [Fact]
    public async Task What_a_closed_stage_has_counted_is_not_taken_back()
    {
        var acme = await service.Found();
        var (_, request) = await acme.Reviewed();
        (await acme.Post(Acme.Owner, $"{request}/take-back", new { })).Expect(409, "request.nothing-to-take-back");
        Assert.True((await acme.Post(Acme.Owner, $"{request}/take-back", new { reason = new string('x', 4001) })).Expect(400, "body.invalid").At("errors").TryGetProperty("reason", out _));
    }
}
