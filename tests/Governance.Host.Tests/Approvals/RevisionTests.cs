using Governance.Host.Tests.Policies;

namespace Governance.Host.Tests.Approvals;

/// <summary>What a revision does to the approvals that there are.</summary>
public sealed class RevisionTests(Service service)
{
    private static readonly object First = PolicyJourney.Content(PolicyJourney.Body("We speak with one voice."));
    private static readonly object OtherBody = PolicyJourney.Content(PolicyJourney.Body("By the act of 2015."));

    [Fact]
    public async Task The_next_submission_goes_on_with_the_same_request()
    {
        var acme = await service.Found();
        var (policy, request) = await acme.TurnedBack();
        await acme.ReviseAndSubmit(policy, OtherBody);
        Assert.Equal(request, $"/requests/{(await acme.Get(Acme.Drafter, policy)).Text("draft", "requestId")}");
        Assert.Equal("2", (await acme.Get(Acme.Drafter, request)).Text("explanation", "revision"));
        // The request for changes stands until whoever made it decides anew.
        (await acme.Decide(Acme.LegalOwner, request)).Expect(200);
        Assert.Equal("pending", await acme.State(request));
    }

    [Fact]
    public async Task An_approval_stays_while_what_it_binds_stays_and_the_others_are_stale_by_field_revision_and_person()
    {
        var acme = await service.Found();
        var (policy, request) = await acme.TurnedBack();
        (await acme.Decide(Acme.Owner, request)).Expect(200);
        (await acme.Decide(Acme.Comms, request)).Expect(200);
        await acme.ReviseAndSubmit(policy, PolicyJourney.Content(PolicyJourney.Body("We speak with one voice."), effectiveFrom: new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.Equal([Acme.Comms], (await acme.Counted(request, "communications")).Except([Acme.Owner]));
        var stale = await acme.NotCounted(request, "owner", Acme.Owner);
        Assert.Equal("stale", stale.GetProperty("reason").GetString());
        Assert.Equal("p-1004 approved revision 1; since then effectiveFrom changed in revision 2 by p-1001.", stale.GetProperty("sentence").GetString());
    }

    [Fact]
    public async Task A_new_body_makes_every_approval_stale()
    {
        var acme = await service.Found();
        var (policy, request) = await acme.TurnedBack();
        (await acme.Decide(Acme.Owner, request)).Expect(200);
        (await acme.Decide(Acme.Comms, request)).Expect(200);
        await acme.ReviseAndSubmit(policy, OtherBody);
        Assert.Empty(await acme.Counted(request, "communications"));
        Assert.Empty(await acme.Counted(request, "owner"));
        Assert.Contains("body changed in revision 2 by p-1001", (await acme.NotCounted(request, "communications", Acme.Comms)).GetProperty("sentence").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_editorial_change_keeps_every_approval()
    {
        var acme = await service.Found();
        var (policy, request) = await acme.TurnedBack();
        (await acme.Decide(Acme.Owner, request)).Expect(200);
        (await acme.Decide(Acme.Comms, request)).Expect(200);
        await acme.ReviseAndSubmit(policy, PolicyJourney.Content(PolicyJourney.Body("We speak with one voice."), contact: "new@acme.example"));
        Assert.Equal([Acme.Owner], await acme.Counted(request, "owner"));
        Assert.Equal([Acme.Comms], await acme.Counted(request, "communications"));
    }

    [Fact]
    public async Task Returning_to_the_earlier_content_revives_the_approvals_and_says_so()
    {
        var acme = await service.Found();
        var (policy, request) = await acme.TurnedBack();
        (await acme.Decide(Acme.Owner, request)).Expect(200);
        await acme.ReviseAndSubmit(policy, OtherBody);
        (await acme.Decide(Acme.LegalOwner, request, "request-changes", "The first was better.")).Expect(200);
        await acme.ReviseAndSubmit(policy, First);
        var revived = (await acme.Need(request, "owner")).GetProperty("counted")[0];
        Assert.Equal(Acme.Owner, revived.GetProperty("person").GetString());
        Assert.Equal("p-1004 approved in revision 1; revision 3 returned to that content, so the approval counts again.", revived.GetProperty("revived").GetString());
    }

    [Fact]
    public async Task The_content_that_was_turned_back_is_not_submitted_again()
    {
        var acme = await service.Found();
        var (policy, _) = await acme.TurnedBack();
        (await acme.Post(Acme.Drafter, $"{policy}/submit", new { })).Expect(409, "policy.unchanged");
    }

    [Fact]
    public async Task A_revision_that_nobody_submitted_is_not_approved_by_an_approval_of_the_one_before()
    {
        var acme = await service.Found();
        var (policy, request) = await acme.TurnedBack();
        foreach (var person in (string[])[Acme.Owner, Acme.Comms, Acme.OtherComms, Acme.OtherDrafter]) (await acme.Decide(person, request)).Expect(200);
        (await acme.Revise(policy, OtherBody)).Expect(200);
        (await acme.Post(Acme.LegalOwner, $"{request}/take-back", new { })).Expect(200);
        (await acme.Decide(Acme.Executive, request)).Expect(409, "policy.being-revised");
        (await acme.Decide(Acme.Executive, request, "reject", "No.")).Expect(409, "policy.being-revised");
        Assert.DoesNotContain("PolicyApproved", await acme.Facts(policy));

        (await acme.Post(Acme.Drafter, $"{policy}/submit", new { })).Expect(200);
        Assert.Equal("pending", await acme.State(request));
        Assert.Empty(await acme.Counted(request, "owner"));
    }

    [Fact]
    public async Task A_request_for_changes_that_is_taken_back_before_anything_was_revised_lets_the_request_go_on()
    {
        var acme = await service.Found();
        var (policy, request) = await acme.TurnedBack();
        (await acme.Post(Acme.LegalOwner, $"{request}/take-back", new { })).Expect(200);
        await acme.Approve(request);
        Assert.Equal("approved", (await acme.Get(Acme.Drafter, policy)).Text("draft", "status"));
    }

    [Fact]
    public async Task A_revision_that_moves_the_policy_to_another_area_asks_the_owners_there_at_once()
    {
        var acme = await service.Found();
        var (policy, request) = await acme.TurnedBack();
        await acme.ReviseAndSubmit(policy, PolicyJourney.Content(PolicyJourney.Body("We speak with one voice."), area: "marketing"));
        Assert.Equal(["p-1007"], (await acme.Need(request, "owner")).GetProperty("couldAct").EnumerateArray().Select(person => person.GetString()));
        Assert.Contains(request, await acme.Inbox("p-1007"));
    }

    [Fact]
    public async Task A_revision_during_the_sign_off_opens_the_review_again()
    {
        var acme = await service.Found();
        var (policy, request) = await acme.Reviewed();
        (await acme.Decide(Acme.Executive, request, "request-changes", "Shorter, please.")).Expect(200);
        await acme.ReviseAndSubmit(policy, OtherBody);
        (await acme.Decide(Acme.Executive, request)).Expect(403, "request.not-eligible");
        Assert.Empty(await acme.Counted(request, "owner"));
        Assert.Contains(request, await acme.Inbox(Acme.Owner));
    }
}
