using System.Text.Json;

namespace Governance.Host.Tests.Approvals.Replays;

public sealed class ReplayTests(Service service)
{
    [Fact]
    public async Task A_proposed_flow_is_replayed_over_every_past_request_about_its_subject()
    {
        var acme = await service.Found();
        var (approved, open) = (await acme.ApprovedPost("post-1"), await acme.AskPost("post-2"));
        await acme.Asked();
        var started = (await acme.OrderReplay(new { text = ReplaySteps.Posts(2) })).Expect(202);
        Assert.Equal($"/flows/approve-post/replays/{started.Text("replayId")}", started.Headers["Location"]);
        Assert.Equal("1", started.Headers["Retry-After"]);
        Assert.Equal(("post", "p-1001", 2), (started.Text("subject"), started.Text("startedBy"), started.At("flowVersion").GetInt32()));
        var done = await acme.Ended(started.Headers["Location"]);
        Assert.Equal(("done", 2, 2), (done.Text("state"), done.At("done").GetInt32(), done.At("total").GetInt32()));
        Assert.Equal((0, 0, 1, 1), done.Counts());
        Assert.False(done.Headers.ContainsKey("Retry-After"));
        Assert.Equal($"\"{done.Text("version")}\"", done.ETag);
        var outcomes = (await acme.Get(Acme.Auditor, $"{started.Headers["Location"]}/outcomes")).Expect(200);
        var (told, untold) = (Of(approved), Of(open));
        Assert.Equal(("open", "pending", false), (Text(untold, "outcome", "verdict"), Text(untold, "outcome", "was"), untold.GetProperty("outcome").TryGetProperty("wouldBe", out _)));
        Assert.Equal(("post-1", "Spring opening hours", "approve-post", 1), (Text(told, "subjectId"), Text(told, "title"), Text(told, "flow"), told.GetProperty("flowVersion").GetInt32()));
        Assert.Equal(("cannot-be-told", "approved", "pending"), (Text(told, "outcome", "verdict"), Text(told, "outcome", "was"), Text(told, "outcome", "wouldBe")));
        Assert.StartsWith("Version 2 needs 2 of communications; only p-1006 approved before it ended.", Text(told, "outcome", "sentence"), StringComparison.Ordinal);
        Assert.Equal("second-reader", Text(told.GetProperty("outcome").GetProperty("waiting")[0], "need"));

        JsonElement Of(string request) => outcomes.At("items").EnumerateArray().Single(one => $"/requests/{Text(one, "requestId")}" == request);
    }

    [Fact]
    public async Task What_would_certainly_have_come_out_differently_has_the_first_difference_and_the_reason()
    {
        var acme = await service.Found();
        await acme.ApprovedPost();
        var more = """
              - id: never
                after: four-eyes
                all: [{id: all-of-them, approve: 99, of: legal}]
            """;
        var replay = await acme.StartReplay(new { text = ReplaySteps.Posts(1, more) });
        Assert.Equal((0, 1, 0, 0), (await acme.Ended(replay)).Counts());
        var outcome = (await acme.Get(Acme.Drafter, $"{replay}/outcomes?verdict=different")).Expect(200).At("items")[0].GetProperty("outcome");
        Assert.StartsWith("Nobody could have completed it. Version 2 needs 99 of legal; only ", Text(outcome, "sentence"), StringComparison.Ordinal);
        Assert.Equal(("RequestApproved", "approved", "pending", "6"), (Text(outcome, "difference", "fact"), Text(outcome, "difference", "was"), Text(outcome, "difference", "wouldBe"), Text(outcome, "difference", "version")));
        Assert.Empty((await acme.Get(Acme.Drafter, $"{replay}/outcomes?verdict=same")).Expect(200).At("items").EnumerateArray());
    }

    [Fact]
    public async Task An_adopted_version_and_the_one_in_force_are_replayed_as_well()
    {
        var acme = await service.Found();
        await acme.ApprovedPost();
        Assert.Equal((1, 0, 0, 0), (await acme.Replayed(new { })).Counts());
        await acme.Adopt(await acme.Propose(ReplaySteps.Posts(2)));
        Assert.Equal((1, 0, 0, 0), (await acme.Replayed(new { version = 1 })).Counts());
        Assert.Equal((0, 0, 1, 0), (await acme.Replayed(new { version = 2 })).Counts());
        Assert.Equal(2, (await acme.Replayed(new { })).At("flowVersion").GetInt32());
    }

    [Fact]
    public async Task People_act_in_the_directory_of_their_own_time()
    {
        var acme = await service.Found();
        await acme.ApprovedPost("post-1");
        (await acme.Post(Acme.Administrator, $"/people/{Acme.OtherComms}/leave-group", new { group = "communications" })).Expect(200);
        var legal = ReplaySteps.Posts(1).Replace("of: communications}", "of: legal}", StringComparison.Ordinal);
        Assert.Equal((1, 0, 0, 0), (await acme.Replayed(new { text = ReplaySteps.Posts(1) })).Counts());
        Assert.Equal((0, 0, 1, 0), (await acme.Replayed(new { text = legal })).Counts());
        (await acme.Post(Acme.Administrator, $"/people/{Acme.OtherComms}/join-group", new { group = "legal" })).Expect(200);
        Assert.Equal((0, 0, 1, 0), (await acme.Replayed(new { text = legal })).Counts());
    }

    [Fact]
    public async Task Nothing_is_written_by_a_replay_or_by_reading_it()
    {
        await using var own = await Service.OfItsOwn();
        var acme = await own.Found();
        await acme.ApprovedPost();
        await acme.KeyOf(Acme.Drafter);
        var before = await own.AllRows();
        Assert.Contains("mt_events", before, StringComparison.Ordinal);
        var replay = await acme.StartReplay(new { text = ReplaySteps.Posts(2) });
        await acme.Ended(replay);
        (await acme.Get(Acme.Drafter, $"{replay}/outcomes")).Expect(200);
        (await acme.Post(Acme.Drafter, $"{replay}/stop")).Expect(409, "replay.ended");
        (await acme.Post(Acme.Drafter, "/flows/approve-post/simulations", new { subject = new { topic = "service", paid = false } })).Expect(200);
        Assert.Equal(before, await own.AllRows());
    }

    [Fact]
    public async Task Outcomes_are_paged_in_a_stable_order()
    {
        var acme = await service.Found();
        await acme.Copy(await acme.ApprovedPost(), 6);
        var replay = await acme.StartReplay(new { text = ReplaySteps.Posts(2) });
        Assert.Equal((0, 0, 7, 0), (await acme.Ended(replay)).Counts());
        var (seen, path) = (new List<string>(), $"{replay}/outcomes?verdict=cannot-be-told&limit=3");
        for (string? next = path; next is not null;)
        {
            var page = (await acme.Get(Acme.Drafter, next)).Expect(200);
            seen.AddRange(page.At("items").EnumerateArray().Select(one => Text(one, "requestId")));
            next = page.Json.TryGetProperty("next", out var cursor) ? $"{path}&cursor={cursor.GetString()}" : null;
        }

        Assert.Equal(7, seen.Distinct().Count());
        Assert.Equal(seen.Order(StringComparer.Ordinal), seen);
    }

    [Fact]
    public async Task A_request_that_cannot_be_read_is_told_and_the_others_go_on()
    {
        var acme = await service.Found();
        var request = await acme.ApprovedPost();
        await acme.Copy(request, 2);
        await service.Ask($"update governance.mt_events set type = 'StampAffixed' where tenant_id = '{acme.Tenant}' and stream_id = '{ApprovalSteps.StreamOf(request)}-00001' and version = 3 returning ''");
        await service.Ask($"update governance.mt_events set data = jsonb_build_object('decision', 7) where tenant_id = '{acme.Tenant}' and stream_id = '{ApprovalSteps.StreamOf(request)}-00002' and version = 3 returning ''");
        var replay = await acme.StartReplay(new { text = ReplaySteps.Posts(1) });
        Assert.Equal((1, 0, 2, 0), (await acme.Ended(replay)).Counts());
        var told = (await acme.Get(Acme.Drafter, $"{replay}/outcomes?verdict=cannot-be-told")).At("items");
        Assert.Equal(["Version 3 is a fact that this service does not know.", "Version 3 cannot be read."], told.EnumerateArray().Select(one => Text(one, "outcome", "sentence")));
    }

    [Fact]
    public async Task A_flow_that_is_none_is_told_with_every_place()
    {
        var acme = await service.Found();
        var invalid = (await acme.Post(Acme.Drafter, "/flows/approve-post/replays", new { text = ReplaySteps.Posts(1).Replace("of: communications", "of: nobody", StringComparison.Ordinal).Replace("title:", "titel:", StringComparison.Ordinal) })).Expect(400, "flow.invalid");
        var errors = invalid.At("errors", "text").EnumerateArray().Select(error => error.GetString()!).ToList();
        Assert.True(errors.Count >= 2);
        Assert.All(errors, error => Assert.Matches("^[0-9]+:[0-9]+: .+[.?]$", error));
        (await acme.Post(Acme.Drafter, "/flows/publish-policy/replays", new { text = ReplaySteps.Posts(1) })).Expect(400, "flow.other-name");
        (await acme.Post(Acme.Drafter, "/flows/approve-post/replays", new { text = ReplaySteps.Posts(1), version = 1 })).Expect(400, "body.invalid");
        (await acme.Post(Acme.Drafter, "/flows/approve-post/replays", new { version = 0 })).Expect(400, "body.invalid");
        (await acme.Post(Acme.Drafter, "/flows/approve-post/replays", new { version = 9 })).Expect(404, "flow.version-unknown");
        (await acme.Post(Acme.Drafter, "/flows/approve-tweet/replays", new { })).Expect(404, "flow.unknown");
    }

    [Fact]
    public async Task Drafters_administrators_and_auditors_start_replays_and_nobody_else_reads_them()
    {
        var acme = await service.Found();
        (await acme.Post(Acme.Executive, "/flows/approve-post/replays", new { })).Expect(403, "access.not-yours");
        await acme.Ended((await acme.OrderReplay(new { }, person: Acme.Auditor)).Expect(202).Headers["Location"]);
        var replay = (await acme.OrderReplay(new { }, person: Acme.Administrator)).Expect(202).Headers["Location"];
        (await acme.Get(Acme.Auditor, replay)).Expect(200);
        (await acme.Get(Acme.Executive, replay)).Expect(403, "access.not-yours");
        (await acme.Get(Acme.Executive, $"{replay}/outcomes")).Expect(403, "access.not-yours");
        (await acme.Post(Acme.Executive, $"{replay}/stop", new { })).Expect(403, "access.not-yours");
    }

    [Fact]
    public async Task Nobody_of_another_organisation_finds_a_replay_and_no_replay_shows_their_requests()
    {
        var (ours, theirs) = (await service.Found(), await service.Found());
        await ours.ApprovedPost();
        var replay = await ours.StartReplay(new { });
        Assert.Equal((1, 0, 0, 0), (await ours.Ended(replay)).Counts());
        (await theirs.Get(Acme.Drafter, replay)).Expect(404, "replay.unknown");
        (await theirs.Get(Acme.Drafter, $"{replay}/outcomes")).Expect(404, "replay.unknown");
        (await theirs.Post(Acme.Drafter, $"{replay}/stop", new { })).Expect(404, "replay.unknown");
        (await ours.Get(Acme.Drafter, replay.Replace("approve-post", "publish-policy", StringComparison.Ordinal))).Expect(404, "replay.unknown");
        Assert.Equal((0, 0, 0, 0), (await theirs.Replayed(new { })).Counts());
    }

    [Fact]
    public async Task A_bad_question_is_a_clear_refusal()
    {
        var acme = await service.Found();
        var replay = await acme.StartReplay(new { });
        await acme.Ended(replay);
        (await acme.Get(Acme.Drafter, $"{replay}/outcomes?limit=0")).Expect(400, "request.invalid");
        (await acme.Get(Acme.Drafter, $"{replay}/outcomes?cursor=x")).Expect(400, "request.invalid");
        (await acme.Get(Acme.Drafter, $"{replay}/outcomes?verdict=maybe")).Expect(400, "request.invalid");
        (await acme.Post(Acme.Drafter, $"{replay}/stop", new { why = "x" })).Expect(400, "body.invalid");
        (await acme.Get(Acme.Drafter, "/flows/approve-post/replays/0197c3a26d0b7c519a640d6e1b1f5a30")).Expect(404, "replay.unknown");
        (await acme.Post(Acme.Drafter, $"{replay}/stop", new { }, ("If-Match", "\"999\""))).Expect(412, "precondition.stale");
        (await acme.Post(Acme.Drafter, "/flows/approve-post/replays", new { }, ("If-Match", "\"999\""))).Expect(412, "precondition.stale");
        (await acme.OrderReplay(new { }, headers: ("If-Match", "\"1\""))).Expect(202);
    }

    [Fact]
    public async Task The_same_order_under_the_same_key_is_one_replay()
    {
        var acme = await service.Found();
        var first = (await acme.OrderReplay(new { version = 1 }, headers: ("Idempotency-Key", "once"))).Expect(202);
        var again = (await acme.OrderReplay(new { version = 1 }, headers: ("Idempotency-Key", "once"))).Expect(202);
        Assert.Equal((first.Text("replayId"), first.Headers["Location"], "true"), (again.Text("replayId"), again.Headers["Location"], again.Headers["Idempotency-Replayed"]));
        Assert.False(first.Headers.ContainsKey("Idempotency-Replayed"));
        (await acme.Post(Acme.Drafter, "/flows/approve-post/replays", new { }, ("Idempotency-Key", "once"))).Expect(422, "idempotency.key-reused");
    }

    private static string Text(JsonElement element, params string[] path) => path.Aggregate(element, (at, name) => at.GetProperty(name)).ToString();
}
