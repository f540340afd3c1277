using Governance.Host.Tests.Policies;

namespace Governance.Host.Tests.Approvals;

/// <summary>POST /requests/{requestId}/withdraw and its twin on the policy.</summary>
public sealed class WithdrawRequestTests(Service service)
{
    private static readonly object Reason = new { reason = "It needs more work." };

    [Theory]
    [InlineData(Acme.Drafter)]
    [InlineData(Acme.Owner)]
    public async Task The_requester_and_the_policys_owner_withdraw_and_the_draft_is_free_again(string person)
    {
        var acme = await service.Found();
        var (policy, request) = await acme.Asked();
        (await acme.Post(person, $"{request}/withdraw", Reason)).Expect(200);
        Assert.Equal("withdrawn", await acme.State(request));
        Assert.Equal("drafting", (await acme.Get(Acme.Drafter, policy)).Text("draft", "status"));
        Assert.Equal(await acme.Transaction(request, "RequestWithdrawn"), await acme.Transaction(policy, "SubmissionWithdrawn"));
        Assert.NotEqual(request, await acme.Submit(policy));
    }

    [Fact]
    public async Task By_way_of_the_policy_it_is_the_same_two_facts()
    {
        var acme = await service.Found();
        var (policy, request) = await acme.Asked();
        (await acme.Post(Acme.Drafter, $"{policy}/withdraw-submission", Reason)).Expect(200);
        Assert.Equal("withdrawn", await acme.State(request));
        Assert.Equal(await acme.Transaction(request, "RequestWithdrawn"), await acme.Transaction(policy, "SubmissionWithdrawn"));
    }

    [Fact]
    public async Task Somebody_else_is_refused_on_both_ways()
    {
        var acme = await service.Found();
        var (policy, request) = await acme.Asked();
        (await acme.Post(Acme.Comms, $"{request}/withdraw", Reason)).Expect(403, "request.not-yours-to-withdraw");
        (await acme.Post(Acme.OtherDrafter, $"{policy}/withdraw-submission", Reason)).Expect(403, "request.not-yours-to-withdraw");
        Assert.Equal("pending", await acme.State(request));
    }

    [Fact]
    public async Task An_owner_whose_role_was_revoked_withdraws_no_more()
    {
        var acme = await service.Found();
        var (_, request) = await acme.Asked();
        (await acme.Post(Acme.Administrator, $"/people/{Acme.Owner}/revoke-role", new { role = "policy-owner", area = "communications" })).Expect(200);
        (await acme.Post(Acme.Owner, $"{request}/withdraw", Reason)).Expect(403, "request.not-yours-to-withdraw");
    }

    [Fact]
    public async Task While_changes_are_awaited_it_can_be_withdrawn()
    {
        var acme = await service.Found();
        var (policy, request) = await acme.TurnedBack();
        (await acme.Revise(policy, PolicyJourney.Content(PolicyJourney.Body("Half done.")))).Expect(200);
        (await acme.Post(Acme.Drafter, $"{request}/withdraw", Reason)).Expect(200);
        Assert.Equal("drafting", (await acme.Get(Acme.Drafter, policy)).Text("draft", "status"));
    }

    [Fact]
    public async Task After_the_end_it_is_too_late()
    {
        var acme = await service.Found();
        var (policy, request) = await acme.Reviewed();
        (await acme.Decide(Acme.Executive, request)).Expect(200);
        (await acme.Post(Acme.Drafter, $"{request}/withdraw", Reason)).Expect(409, "request.closed");
        (await acme.Post(Acme.Drafter, $"{policy}/withdraw-submission", Reason)).Expect(409, "policy.not-submitted");
    }

    [Fact]
    public async Task A_reason_is_needed()
    {
        var acme = await service.Found();
        var (_, request) = await acme.Asked();
        Assert.True((await acme.Post(Acme.Drafter, $"{request}/withdraw", new { })).Expect(400, "body.invalid").At("errors").TryGetProperty("reason", out _));
    }
}
