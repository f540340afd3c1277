using Governance.Host.Tests.Policies;

namespace Governance.Host.Tests.Approvals;

/// <summary>Nobody approves what they authored, edited or asked for.</summary>
public sealed class SeparationTests(Service service)
{
    [Fact]
    public async Task The_author_is_refused_whatever_they_decide()
    {
        var acme = await service.Found();
        var (_, request) = await acme.Asked();
        foreach (var decision in (string[])["approve", "reject", "request-changes", "abstain"])
            (await acme.Decide(Acme.Drafter, request, decision, "Because.")).Expect(403, "policy.self-approval");
    }

    [Fact]
    public async Task A_drafter_who_is_also_an_approver_approves_what_colleagues_wrote()
    {
        var acme = await service.Found();
        var (_, request) = await acme.Asked();
        (await acme.Decide(Acme.OtherDrafter, request)).Expect(200);
        Assert.Equal([Acme.OtherDrafter], await acme.Counted(request, "legal"));
    }

    [Fact]
    public async Task Whoever_revised_the_draft_is_refused()
    {
        var acme = await service.Found();
        var policy = await acme.Draft();
        (await acme.Revise(policy, PolicyJourney.Content(PolicyJourney.Body("Second.")), Acme.OtherDrafter)).Expect(200);
        (await acme.Revise(policy, PolicyJourney.Content(PolicyJourney.Body("Third.")))).Expect(200);
        var request = await acme.Submit(policy);
        (await acme.Decide(Acme.OtherDrafter, request)).Expect(403, "policy.self-approval");
    }

    [Fact]
    public async Task Whoever_only_submitted_it_is_refused()
    {
        var acme = await service.Found();
        var policy = await acme.Draft();
        var request = (await acme.Post(Acme.OtherDrafter, $"{policy}/submit", new { })).Expect(200).Text("links", "request");
        (await acme.Decide(Acme.OtherDrafter, request)).Expect(403, "policy.self-approval");
        (await acme.Decide(Acme.Drafter, request)).Expect(403, "policy.self-approval");
    }

    [Fact]
    public async Task An_approver_who_then_revises_counts_no_more()
    {
        var acme = await service.Found();
        var (policy, request) = await acme.TurnedBack();
        (await acme.Decide(Acme.OtherDrafter, request)).Expect(200);
        await acme.ReviseAndSubmit(policy, PolicyJourney.Content(contact: "new@acme.example"), Acme.OtherDrafter);
        Assert.Equal("excluded", (await acme.NotCounted(request, "legal", Acme.OtherDrafter)).GetProperty("reason").GetString());
        (await acme.Decide(Acme.OtherDrafter, request)).Expect(403, "policy.self-approval");
    }

    [Fact]
    public async Task Whoever_only_submitted_the_next_revision_counts_no_more()
    {
        var acme = await service.Found();
        var (policy, request) = await acme.TurnedBack();
        (await acme.Revise(policy, PolicyJourney.Content(PolicyJourney.Body("By the act of 2015.")))).Expect(200);
        (await acme.Post(Acme.OtherDrafter, $"{policy}/submit", new { })).Expect(200);
        (await acme.Decide(Acme.OtherDrafter, request)).Expect(403, "policy.self-approval");
    }
}
