using Governance.Host.Tests.Database;

namespace Governance.Host.Tests.Approvals;

/// <summary>Races about a request that is open, over HTTP: the order of its stream decides every one of them.</summary>
public sealed class OpenRaceTests(Service service)
{
    private const int Rounds = 5;

    private const string Thing = """
        flow: approve-thing
        version: 1
        subject: thing
        title: Approve a thing
        content: {bind: [text]}
        people:
          communications: {group: communications}
          legal: {group: legal}
        stages:
          - id: review
            all: [{id: comms, approve: 2, of: communications}]
        delegation: {allowed: true}
        """;

    private static async Task<string> Open(Acme acme, string id, string text = "One.") =>
        $"/requests/{(await acme.Post(Acme.Drafter, "/requests", new { flow = "approve-thing", subjectId = id, title = id, fields = new { text } })).Expect(201).Text("id")}";

    private static async Task<Answer[]> AtOnce(params Task<Answer>[] acts)
    {
        var answers = await Task.WhenAll(acts);
        Assert.Contains(answers, answer => answer.Status is 200);
        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 403 or 409, $"{answer.Status}: {answer.Body}"));
        return answers;
    }

    [Fact]
    public async Task An_approval_and_a_revision_at_once_never_approve_what_was_not_shown()
    {
        var acme = await service.Found();
        await acme.Follows(Thing);
        for (var round = 0; round < Rounds; round++)
        {
            var request = await Open(acme, $"thing-{round}");
            var shown = await acme.Digest(request);
            (await acme.Approve(Acme.Comms, request, shown)).Expect(200);
            var answers = await AtOnce(acme.Approve(Acme.OtherComms, request, shown), acme.Post(Acme.Drafter, $"{request}/revise", new { fields = new { text = "Two." } }));
            var facts = await acme.Facts(request);
            if (answers[0].Status == 200 && answers[1].Status == 200) Assert.Fail("both were first");
            Assert.Equal(answers[0].Status == 200 ? "approved" : "pending", await acme.State(request));
            // Who approved the earlier text is told that it has changed, and nobody's approval of it counts.
            if (answers[1].Status == 200) Assert.Equal("stale", (await acme.NotCounted(request, "comms", Acme.Comms)).GetProperty("reason").GetString());
            Assert.Equal(answers[0].Status == 200 ? 1 : 0, facts.Count(fact => fact == "RequestApproved"));
        }
    }

    [Fact]
    public async Task The_last_approval_of_somebody_who_leaves_at_that_moment_counts_only_when_it_came_first()
    {
        var acme = await service.Found();
        await acme.Follows(Thing);
        (await acme.Post(Acme.Administrator, "/people", new { personId = "p-2001", name = "Sam Leaver" })).Expect(201);
        await acme.KeyOf("p-2001");
        for (var round = 0; round < Rounds; round++)
        {
            (await acme.Post(Acme.Administrator, "/people/p-2001/join-group", new { group = "communications" })).Expect(200);
            var request = await Open(acme, $"thing-{round}");
            var shown = await acme.Digest(request);
            await Eventually.IsTrue(async () => (await acme.Approve(Acme.Comms, request, shown)).Status == 200, "the first approval is taken");
            var answers = await AtOnce(acme.Approve("p-2001", request, shown), acme.Post(Acme.Administrator, "/people/p-2001/leave-group", new { group = "communications" }));
            Assert.Equal(answers[0].Status == 200 ? "approved" : "pending", await acme.State(request));
            if (answers[1].Status != 200) (await acme.Post(Acme.Administrator, "/people/p-2001/leave-group", new { group = "communications" })).Expect(200);
            if (answers[0].Status != 200) await Eventually.IsTrue(async () => !(await acme.Inbox("p-2001")).Contains(request), "the request leaves the leaver's inbox");
        }
    }

    [Fact]
    public async Task Of_a_withdrawal_a_revision_and_the_last_approval_at_once_one_is_first_and_the_others_can_tell()
    {
        var acme = await service.Found();
        await acme.Follows(Thing);
        for (var round = 0; round < Rounds; round++)
        {
            var request = await Open(acme, $"thing-{round}");
            var shown = await acme.Digest(request);
            (await acme.Approve(Acme.Comms, request, shown)).Expect(200);
            var answers = await AtOnce(
                acme.Approve(Acme.OtherComms, request, shown),
                acme.Post(Acme.Drafter, $"{request}/withdraw", new { reason = "Not now." }),
                acme.Post(Acme.Drafter, $"{request}/revise", new { fields = new { text = "Two." } }));
            var facts = await acme.Facts(request);
            Assert.True(facts.Count(fact => fact is "RequestApproved" or "RequestWithdrawn") <= 1, string.Join(", ", facts));
            Assert.False(answers[0].Status == 200 && answers[1].Status == 200, "approved and withdrawn");
        }
    }
}
