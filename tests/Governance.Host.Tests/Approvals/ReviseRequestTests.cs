using Governance.Host.Tests.Policies;

namespace Governance.Host.Tests.Approvals;

/// <summary>POST /requests/{requestId}/revise, outcome by outcome.</summary>
public sealed class ReviseRequestTests(Service service)
{
    [Fact]
    public async Task A_new_text_makes_the_approval_of_the_old_one_stale_and_asks_again()
    {
        var acme = await service.Found();
        var request = await acme.AskPost(subject: new { topic = "advertising", paid = true });
        (await acme.Decide(Acme.OtherComms, request)).Expect(200);
        var facts = (await acme.Correct(request, "We open at ten.", subject: new { topic = "advertising", paid = true })).Expect(200).At("facts");
        Assert.Equal(["RequestRevised"], Posts.Names(facts, "type"));
        Assert.Equal("p-1006 approved revision 1; since then text changed in revision 2 by p-1005.", (await acme.NotCounted(request, "second-reader", Acme.OtherComms)).GetProperty("sentence").GetString());
        Assert.Contains(request, await acme.Inbox(Acme.OtherComms));
    }

    [Fact]
    public async Task What_the_subject_says_now_decides_who_is_asked()
    {
        var acme = await service.Found();
        var request = await acme.AskPost();
        Assert.Equal("skipped", (await acme.Need(request, "claims")).GetProperty("state").GetString());
        (await acme.Correct(request, "We open at nine.", subject: new { topic = "service", paid = true })).Expect(200);
        Assert.Contains(request, await acme.Inbox(Posts.Counsel));
    }

    [Fact]
    public async Task Its_author_and_its_editors_revise_and_nobody_else()
    {
        var acme = await service.Found();
        var request = await acme.AskPost();
        (await acme.Correct(request, "Mine now.", Acme.OtherComms)).Expect(403, "request.not-yours-to-revise");
        (await acme.Correct(request, "Ours now.", editors: [Acme.OtherComms])).Expect(200);
        (await acme.Decide(Acme.OtherComms, request)).Expect(403, "request.excluded");
        (await acme.Correct(request, "Corrected by an editor.", Acme.OtherComms)).Expect(200);
        (await acme.Correct(request, "By nobody.", editors: ["p-9999"])).Expect(400, "request.editor-unknown");
    }

    [Fact]
    public async Task After_requested_changes_the_same_request_goes_on_and_the_same_text_is_no_revision()
    {
        var acme = await service.Found();
        var request = await acme.AskPost();
        (await acme.Decide(Acme.OtherComms, request, "request-changes", "Which branch?")).Expect(200);
        Assert.Equal("changes-requested", await acme.State(request));
        (await acme.Correct(request, "We open at nine.")).Expect(409, "request.unchanged");
        (await acme.Correct(request, "The Dublin branch opens at nine.")).Expect(200);
        (await acme.Decide(Acme.OtherComms, request)).Expect(200);
        Assert.Equal("approved", await acme.State(request));
        (await acme.Correct(request, "Too late.")).Expect(409, "request.closed");
    }

    [Fact]
    public async Task Content_that_the_flow_could_not_judge_is_refused_by_field_and_flow()
    {
        var acme = await service.Found();
        var request = await acme.AskPost();
        var refused = (await acme.Post(Acme.Comms, $"{request}/revise", new { fields = new { text = "x" }, subject = new { topic = "service" } })).Expect(400, "body.invalid");
        Assert.Equal(["fields.accounts", "fields.links", "fields.media"], refused.At("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["ApprovalRequested", "DeadlineSet", "StageOpened", "DeadlineSet", "DeadlineSet", "DeadlineSet"], await acme.Facts(request));
    }

    [Fact]
    public async Task Unknown_stale_and_malformed_revisions_are_refused()
    {
        var acme = await service.Found();
        var request = await acme.AskPost();
        (await acme.Correct("/requests/nothing", "x")).Expect(404, "request.unknown");
        var body = new { fields = Posts.Fields("We open at ten."), subject = new { topic = "service" } };
        (await acme.Post(Acme.Comms, $"{request}/revise", body, ("If-Match", "\"1\""))).Expect(412, "precondition.stale");
        Assert.True((await acme.Post(Acme.Comms, $"{request}/revise", new { summary = new string('x', 4001) })).Expect(400, "body.invalid").At("errors").TryGetProperty("summary", out _));
        Assert.True((await acme.Post(Acme.Comms, $"{request}/revise", new { digests = new { text = "x" } })).Expect(400, "body.invalid").At("errors").TryGetProperty("digests.text", out _));
        (await acme.Post(Acme.Comms, $"{request}/revise", body, ("If-Match", "\"6\""))).Expect(200);
    }

    [Fact]
    public async Task An_approval_and_a_revision_at_once_never_approve_what_was_not_shown()
    {
        var acme = await service.Found();
        await acme.KeyOf(Acme.Owner);
        await acme.KeyOf(Acme.Comms);
        for (var round = 0; round < 5; round++)
        {
            var request = await acme.AskPost($"post-{round}");
            var digest = (await acme.Get(Acme.Owner, request)).Text("request", "content");
            var answers = await Task.WhenAll(
                Task.Run(() => acme.Post(Acme.Owner, $"{request}/decide", new { decision = "approve", digest })), Task.Run(() => acme.Correct(request, "We open at ten.")));
            Assert.Single(answers, answer => answer.Status == 200);
            Assert.Single(answers, answer => answer.Status == 409);
            Assert.Equal(answers[0].Status == 200 ? "approved" : "pending", await acme.State(request));
        }
    }
}
