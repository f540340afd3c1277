using Governance.Host.Tests.Policies;

namespace Governance.Host.Tests.Approvals;

/// <summary>POST /requests, outcome by outcome.</summary>
public sealed class OpenRequestTests(Service service)
{
    [Fact]
    public async Task Whoever_asks_is_its_author_and_finds_it_where_the_answer_says()
    {
        var acme = await service.Found();
        var opened = (await acme.Post(Acme.Comms, "/requests", Posts.Body())).Expect(201);
        Assert.Equal(["ApprovalRequested", "DeadlineSet", "StageOpened", "DeadlineSet", "DeadlineSet", "DeadlineSet"], Posts.Names(opened.At("facts"), "type"));
        var view = (await acme.Get(Acme.Comms, opened.Headers["Location"])).Expect(200);
        Assert.Equal(("approve-post", "post", "post-1", Acme.Comms, "pending"),
            (view.Text("request", "flow"), view.Text("request", "subjectType"), view.Text("request", "subjectId"), view.Text("request", "requester"), view.Text("request", "state")));
        Assert.Equal(opened.ETag, view.ETag);
        Assert.Equal([Acme.Owner, Acme.OtherComms], (await acme.Need(opened.Headers["Location"], "second-reader")).GetProperty("couldAct").EnumerateArray().Select(person => person.GetString()));
        (await acme.Decide(Acme.Comms, opened.Headers["Location"])).Expect(403, "request.excluded");
    }

    [Fact]
    public async Task Editors_only_widen_who_is_kept_out()
    {
        var acme = await service.Found();
        var body = Posts.Body();
        body["editors"] = new[] { Acme.OtherComms };
        var request = $"/requests/{(await acme.Post(Acme.Comms, "/requests", body)).Expect(201).Text("id")}";
        (await acme.Decide(Acme.OtherComms, request)).Expect(403, "request.excluded");
        (await acme.Decide(Acme.Comms, request)).Expect(403, "request.excluded");
        Assert.Equal([request], await acme.Inbox(Acme.Owner));

        body["subjectId"] = "post-2";
        foreach (var unknown in (string[])["p-9999", "P-1005", "system:clock"])
        {
            body["editors"] = new[] { Acme.OtherComms, unknown };
            var refused = (await acme.Post(Acme.Comms, "/requests", body)).Expect(400, "request.editor-unknown");
            Assert.Contains(unknown, refused.Text("detail"), StringComparison.Ordinal);
            Assert.DoesNotContain(Acme.OtherComms, refused.Text("detail"), StringComparison.Ordinal);
        }

        (await acme.Post(Acme.Administrator, $"/people/{Acme.OtherComms}/leave", new { reason = "Moved on." })).Expect(200);
        body["editors"] = new[] { Acme.OtherComms };
        (await acme.Post(Acme.Comms, "/requests", body)).Expect(400, "request.editor-unknown");
    }

    [Fact]
    public async Task A_policy_has_a_way_of_its_own_and_the_refusal_names_it()
    {
        var acme = await service.Found();
        var policy = await acme.Draft();
        var body = Posts.Body();
        (body["flow"], body["subjectId"]) = ("publish-policy", "social-media-policy");
        var refused = (await acme.Post(Acme.Drafter, "/requests", body)).Expect(409, "request.other-door");
        Assert.Contains("/policies/{policyId}/submit", refused.Text("detail"), StringComparison.Ordinal);
        var request = await acme.Submit(policy);
        (await acme.Correct(request, "Another", Acme.Drafter)).Expect(409, "request.other-door");
        Assert.Equal(["ApprovalRequested", "DeadlineSet", "StageOpened", "DeadlineSet", "DeadlineSet", "DeadlineSet"], await acme.Facts(request));
    }

    [Fact]
    public async Task A_flow_that_was_not_adopted_is_refused()
    {
        var acme = await service.Found();
        var body = Posts.Body();
        body["flow"] = "nothing";
        (await acme.Post(Acme.Comms, "/requests", body)).Expect(409, "flow.not-adopted");
    }

    [Theory]
    [InlineData("text", null, "fields.text")]
    [InlineData(null, "mood", "fields.mood")]
    public async Task Content_that_the_flow_could_not_judge_is_refused_by_field_and_flow(string? left, string? added, string member)
    {
        var acme = await service.Found();
        var (body, fields) = (Posts.Body(), Posts.Fields());
        if (left is not null) fields.Remove(left);
        if (added is not null) fields[added] = "x";
        body["fields"] = fields;
        var refused = (await acme.Post(Acme.Comms, "/requests", body)).Expect(400, "body.invalid");
        var sentence = refused.At("errors").GetProperty(member)[0].GetString()!;
        Assert.Contains("approve-post", sentence, StringComparison.Ordinal);
        Assert.Contains($"the field {member.Split('.')[1]}", sentence, StringComparison.Ordinal);
        Assert.Empty(await acme.Inbox(Acme.Owner));
    }

    [Theory]
    [InlineData("flow", "")]
    [InlineData("subjectId", "")]
    [InlineData("subjectId", "two words")]
    [InlineData("subjectId", "line\nend")]
    [InlineData("title", "")]
    public async Task A_body_of_another_shape_is_refused_by_its_member(string member, string value)
    {
        var acme = await service.Found();
        var body = Posts.Body();
        body[member] = value;
        Assert.True((await acme.Post(Acme.Comms, "/requests", body)).Expect(400, "body.invalid").At("errors").TryGetProperty(member, out _));
    }

    [Theory]
    [InlineData("""{"author":"p-1004"}""", "author")]
    [InlineData("""{"subject":{"days":14}}""", "subject.days")]
    [InlineData("""{"subject":{"days":null},"flow":"approve-post","subjectId":"x","title":"x"}""", "subject.days")]
    [InlineData("""{"fields":{"text":null},"flow":"approve-post","subjectId":"x","title":"x"}""", "fields.text")]
    [InlineData("""{"digests":{"text":"abc"},"flow":"approve-post","subjectId":"x","title":"x"}""", "digests.text")]
    [InlineData("""{"editors":[null],"flow":"approve-post","subjectId":"x","title":"x"}""", "editors")]
    public async Task Members_of_another_type_are_refused_by_their_path(string body, string member)
    {
        var acme = await service.Found();
        Assert.True((await acme.Post(Acme.Comms, "/requests", body)).Expect(400, "body.invalid").At("errors").TryGetProperty(member, out _));
    }

    [Fact]
    public async Task Content_is_bounded()
    {
        var acme = await service.Found();
        var body = Posts.Body(new string('x', 512 * 1024));
        Assert.True((await acme.Post(Acme.Comms, "/requests", body)).Expect(400, "body.invalid").At("errors").TryGetProperty("fields", out _));
        body["fields"] = Posts.Fields(new string('x', 512 * 1024 - 100));
        (await acme.Post(Acme.Comms, "/requests", body)).Expect(201);
        body["fields"] = Posts.Fields(new string('x', 1024 * 1024));
        (await acme.Post(Acme.Comms, "/requests", body)).Expect(413, "body.too-large");
    }

    [Fact]
    public async Task About_one_subject_one_request_is_open_under_a_flow_at_a_time()
    {
        var acme = await service.Found();
        var first = await acme.AskPost();
        var refused = (await acme.Post(Acme.OtherComms, "/requests", Posts.Body())).Expect(409, "request.already-open");
        Assert.Contains(first.Split('/')[^1], refused.Text("detail"), StringComparison.Ordinal);
        await acme.AskPost("post-2");
        (await acme.Post(Acme.Comms, $"{first}/withdraw", new { reason = "Not yet." })).Expect(200);
        var second = await acme.AskPost();
        Assert.NotEqual(first, second);
        (await acme.Decide(Acme.Owner, second)).Expect(200);
        await acme.AskPost();
    }

    [Fact]
    public async Task Of_eight_at_once_about_one_subject_exactly_one_is_opened()
    {
        var acme = await service.Found();
        await acme.KeyOf(Acme.Comms);
        for (var round = 0; round < 5; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => acme.Post(Acme.Comms, "/requests", Posts.Body($"Text {i}", $"race-{round}")))));
            Assert.Single(answers, answer => answer.Status == 201);
            Assert.All(answers.Where(answer => answer.Status != 201), answer => Assert.Contains(answer.Expect(409).Code, (string[])["request.already-open", "conflict.lost-race"]));
            Assert.Single((await acme.Get(Acme.Comms, $"/requests?subjectId=race-{round}")).At("items").EnumerateArray());
        }
    }

    [Fact]
    public async Task Under_the_same_key_it_is_opened_once()
    {
        var acme = await service.Found();
        var first = (await acme.Post(Acme.Comms, "/requests", Posts.Body(), ("Idempotency-Key", "once"))).Expect(201);
        var again = (await acme.Post(Acme.Comms, "/requests", Posts.Body(), ("Idempotency-Key", "once"))).Expect(201);
        Assert.Equal((first.Body, first.Headers["Location"]), (again.Body, again.Headers["Location"]));
        (await acme.Post(Acme.Comms, "/requests", Posts.Body("Other"), ("Idempotency-Key", "once"))).Expect(422, "idempotency.key-reused");
        (await acme.Post(Acme.Comms, "/requests", Posts.Body(subjectId: "post-2"), ("If-Match", "\"1\""))).Expect(412, "precondition.stale");
    }
}
