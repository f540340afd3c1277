using System.Globalization;
using Governance.Host.Tests.Audit.Past;

namespace Governance.Host.Tests.Policies;

/// <summary>Ways around the rules that somebody might try.</summary>
public sealed class TrickTests(Service service)
{
    [Fact]
    public async Task Who_wrote_a_text_that_was_given_up_does_not_approve_it_under_another_hand()
    {
        var acme = await service.Found();
        // Both draft and belong to legal: the second abandons, the first brings the same text back.
        (await acme.Post(Acme.OtherDrafter, "/policies", new { reference = "social-media-policy", content = PolicyJourney.Content() })).Expect(201);
        (await acme.Post(Acme.OtherDrafter, "/policies/social-media-policy/abandon", new { reason = "Let her bring it" })).Expect(200);
        (await acme.Post(Acme.Drafter, "/policies/social-media-policy/drafts", new { content = PolicyJourney.Content(), change = "major", summary = "Mine now" })).Expect(201);
        var request = await acme.Submit("/policies/social-media-policy");
        (await acme.Decide(Acme.OtherDrafter, request)).Expect(403, "policy.self-approval");
    }

    [Fact]
    public async Task What_was_rejected_is_not_submitted_again_after_it_was_given_up_and_drafted_anew()
    {
        var acme = await service.Found();
        var policy = await acme.Draft(body: PolicyJourney.Body("As it was."));
        var request = await acme.Submit(policy);
        foreach (var person in (string[])[Acme.Owner, Acme.Comms, Acme.OtherComms, Acme.LegalOwner]) (await acme.Decide(person, request)).Expect(200);
        (await acme.Decide(Acme.Executive, request, "reject", "No")).Expect(200);
        (await acme.Post(Acme.Drafter, $"{policy}/abandon", new { reason = "x" })).Expect(200);
        (await acme.Post(Acme.Drafter, $"{policy}/drafts", new { content = PolicyJourney.Content(PolicyJourney.Body("As it was.")), change = "major", summary = "Again" })).Expect(201);
        (await acme.Post(Acme.Drafter, $"{policy}/submit")).Expect(409, "policy.unchanged");
    }

    [Fact]
    public async Task An_approval_that_still_counts_settles_the_next_submission_at_once()
    {
        var acme = await service.Found();
        var policy = await acme.Draft();
        var request = await acme.Submit(policy);
        foreach (var person in (string[])[Acme.Owner, Acme.Comms, Acme.OtherComms, Acme.LegalOwner]) (await acme.Decide(person, request)).Expect(200);
        (await acme.Decide(Acme.OtherExecutive, request, "request-changes", "Another contact")).Expect(200);
        (await acme.Decide(Acme.Executive, request)).Expect(200);
        var content = PolicyJourney.Content(PolicyJourney.Body("We speak with one voice."), contact: "press@acme.example");
        (await acme.Post(Acme.Drafter, $"{policy}/revise", new { content, change = "major", summary = "Contact" })).Expect(200);
        (await acme.Post(Acme.Administrator, $"/people/{Acme.OtherExecutive}/leave", new { reason = "Moved on" })).Expect(200);
        await Database.Eventually.IsTrue(async () => (await acme.Post(Acme.Drafter, $"{policy}/submit")).Status == 200, "the submission is taken when nobody else is first");
        Assert.Equal("approved", (await acme.Get(Acme.Drafter, request)).Text("request", "state"));
        Assert.Equal("approved", (await acme.Get(Acme.Drafter, policy)).Text("draft", "status"));
        (await acme.Post(Acme.Drafter, $"{policy}/publish")).Expect(200);
    }

    [Fact]
    public async Task No_version_takes_effect_before_it_is_published()
    {
        var acme = await service.Found();
        var policy = await acme.Draft();
        await acme.Approve(await acme.Submit(policy));
        var approved = (await acme.Get(Acme.Drafter, policy)).Text("draft", "approvedAt");
        var earlier = DateTimeOffset.Parse(approved, CultureInfo.InvariantCulture).AddDays(-1);
        (await acme.Post(Acme.Drafter, $"{policy}/publish", new { effectiveFrom = earlier })).Expect(409, "policy.effective-before-approval");
    }

    [Fact]
    public async Task A_draft_that_is_before_its_approvers_is_printed_without_an_approval()
    {
        var acme = await service.Found();
        var policy = await acme.Draft();
        var request = await acme.Submit(policy);
        Assert.DoesNotContain(request.Split('/')[^1], (await acme.Get(Acme.Drafter, $"{policy}/print")).Expect(200).Body, StringComparison.Ordinal);
        await acme.Approve(request);
        Assert.Contains(request.Split('/')[^1], (await acme.Get(Acme.Drafter, $"{policy}/print")).Expect(200).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_whose_draft_was_given_up_can_be_imported_again()
    {
        var acme = await service.Found();
        var file = Path.Combine(AppContext.BaseDirectory, "policies", "documents", "social-media-policy.md");
        var body = new { file = "social-media-policy.md", document = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) };
        Assert.Equal("drafted", (await acme.Post(Acme.Drafter, "/policies/import", body)).Expect(200).Text("outcome"));
        Assert.Equal("unchanged", (await acme.Post(Acme.Drafter, "/policies/import", body)).Expect(200).Text("outcome"));
        (await acme.Post(Acme.Drafter, "/policies/social-media-policy/abandon", new { reason = "Too early" })).Expect(200);
        Assert.Equal("drafted", (await acme.Post(Acme.Drafter, "/policies/import", body)).Expect(200).Text("outcome"));
    }

    [Fact]
    public async Task As_of_a_moment_the_text_is_the_one_that_was_in_force_and_not_somebodys_draft()
    {
        var acme = await service.Found();
        var policy = await acme.Draft(body: PolicyJourney.Body("In force."));
        await acme.Publish(policy);
        (await acme.Post(Acme.Drafter, $"{policy}/drafts", new { content = PolicyJourney.Content(PolicyJourney.Body("Only a draft.")), change = "minor", summary = "Next" })).Expect(201);
        var text = (await acme.Get(Acme.Auditor, $"{policy}/text?asOf={await acme.Moment()}")).Expect(200);
        Assert.Equal("1.0", text.Text("label"));
    }
}
