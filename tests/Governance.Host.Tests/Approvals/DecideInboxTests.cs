using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Governance.Host.Tests.Approvals;

/// <summary>POST /inbox/decide, outcome by outcome.</summary>
public sealed class DecideInboxTests(Service service)
{
    private static readonly string Other = new('0', 64);

    [Fact]
    public async Task Of_three_the_stale_one_and_the_one_that_is_not_yours_are_refused_and_the_third_is_recorded()
    {
        var acme = await service.Found();
        string[] posts = [await acme.AskPost("post-1"), await acme.AskPost("post-2", person: Acme.OtherComms), await acme.AskPost("post-3")];
        var stale = await Approval(acme, posts[0]);
        (await acme.Correct(posts[0], "We open at ten.")).Expect(200);
        var items = await Decided(acme, Acme.OtherComms, stale, await Approval(acme, posts[1]), await Approval(acme, posts[2]));
        Assert.Equal([(409, "request.stale-digest"), (403, "request.excluded"), (200, null)], items.Select(Outcome));
        Assert.Equal(posts, items.Select(item => $"/requests/{item.GetProperty("requestId").GetString()}"));
        Assert.Contains("decide on that digest", items[0].GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.Equal(["DecisionMade", "StageClosed", "StageSkipped", "RequestApproved"], Posts.Names(items[2].GetProperty("receipt").GetProperty("facts"), "type"));
        Assert.Equal(["pending", "pending", "approved"], await Task.WhenAll(posts.Select(post => acme.State(post))));
    }

    [Fact]
    public async Task Each_is_a_transaction_of_its_own_and_settles_its_own_subject()
    {
        var acme = await service.Found();
        var (policy, first) = await acme.Reviewed();
        var (_, second) = await acme.Reviewed("second-policy");
        var items = await Decided(acme, Acme.Executive, await Approval(acme, first), new { requestId = "nothing", decision = "approve", digest = Other }, await Approval(acme, second));
        Assert.Equal([(200, null), (404, "request.unknown"), (200, null)], items.Select(Outcome));
        Assert.Equal("approved", (await acme.Get(Acme.Drafter, policy)).Text("draft", "status"));
        Assert.Equal(await acme.Transaction(first, "RequestApproved"), await acme.Transaction(policy, "PolicyApproved"));
        Assert.NotEqual(await acme.Transaction(first, "RequestApproved"), await acme.Transaction(second, "RequestApproved"));
    }

    [Fact]
    public async Task Each_refusal_is_the_one_that_the_decision_alone_would_have_had()
    {
        var acme = await service.Found();
        var (post, (_, policy)) = (await acme.AskPost(), await acme.Asked());
        Assert.Equal([(403, "request.not-eligible")], (await Decided(acme, Acme.Integrator, new { requestId = Id(post), decision = "abstain" })).Select(Outcome));
        Assert.Equal([(400, "request.reason-required")], (await Decided(acme, Acme.OtherDrafter, new { requestId = Id(policy), decision = "reject", digest = await acme.Digest(policy) })).Select(Outcome));
        Assert.Equal([(403, "policy.self-approval")], (await Decided(acme, Acme.Drafter, await Approval(acme, policy))).Select(Outcome));
        Assert.Equal([(403, "request.not-your-seat")], (await Decided(acme, Acme.Owner, new { requestId = Id(post), decision = "abstain", onBehalfOf = Acme.OtherComms })).Select(Outcome));
        Assert.DoesNotContain("DecisionMade", await acme.Facts(post));
    }

    [Fact]
    public async Task Shapes_are_checked_before_anything_is_decided()
    {
        var acme = await service.Found();
        var post = await acme.AskPost();
        var approval = await Approval(acme, post);
        await Refused(acme, "decisions");
        await Refused(acme, "decisions", [.. Enumerable.Range(0, 51).Select(i => new { requestId = $"r-{i}", decision = "abstain" })]);
        await Refused(acme, "decisions", approval, new { requestId = Id(post), decision = "abstain" });
        await Refused(acme, "decisions[1].digest", approval, new { requestId = "r-1", decision = "approve" });
        await Refused(acme, "decisions[1].decision", approval, new { requestId = "r-1" });
        await Refused(acme, "decisions[1].requestId", approval, new { requestId = "", decision = "abstain" });
        await Refused(acme, "decisions[1].requestId", approval, new { decision = "abstain" });
        await Refused(acme, "decisions[1].reason", approval, new { requestId = "r-1", decision = "reject", digest = new string('a', 64), reason = new string('x', 4001) });
        await Refused(acme, "decisions[1]", approval, null!);
        Assert.True((await acme.Post(Acme.Owner, "/inbox/decide", new { })).Expect(400, "body.invalid").At("errors").TryGetProperty("decisions", out _));
        Assert.DoesNotContain("DecisionMade", await acme.Facts(post));
    }

    [Fact]
    public async Task Under_the_same_key_the_same_answer_comes_again_and_nothing_is_decided_twice()
    {
        var acme = await service.Found();
        string[] posts = [await acme.AskPost("post-1"), await acme.AskPost("post-2")];
        var body = new { decisions = new[] { await Approval(acme, posts[0]), await Approval(acme, posts[1]) } };
        var first = (await acme.Post(Acme.Owner, "/inbox/decide", body, ("Idempotency-Key", "once"))).Expect(200);
        var again = (await acme.Post(Acme.Owner, "/inbox/decide", body, ("Idempotency-Key", "once"))).Expect(200);
        Assert.Equal((first.Body, "true"), (again.Body, again.Headers["Idempotency-Replayed"]));
        (await acme.Post(Acme.Owner, "/inbox/decide", new { decisions = new[] { await Approval(acme, posts[0]) } }, ("Idempotency-Key", "once"))).Expect(422, "idempotency.key-reused");
        foreach (var post in posts) Assert.Single(await acme.Facts(post), fact => fact == "DecisionMade");
    }

    [Fact]
    public async Task After_a_crash_in_the_middle_the_same_call_goes_on_where_it_had_come_to()
    {
        await using var own = await Service.OfItsOwn();
        var acme = await own.Found();
        // Two second readers of each flow's posts are asked for one approval, so that a second one would be recorded, too.
        string[] posts = [await acme.AskPost("post-1", subject: Paid), await acme.AskPost("post-2", subject: Paid), await acme.AskPost("post-3", subject: Paid)];
        var body = new { decisions = await Task.WhenAll(posts.Select(post => Approval(acme, post))) };
        await Sql(acme, $"""
            create function governance.crash() returns trigger language plpgsql as $$ begin raise exception 'crashed'; end $$;
            create trigger crash before insert on governance.mt_events for each row when (new.stream_id = '{ApprovalSteps.StreamOf(posts[1])}') execute function governance.crash()
            """);
        (await acme.Post(Acme.Owner, "/inbox/decide", body, ("Idempotency-Key", "once"))).Expect(500, "service.failed");
        Assert.Equal((int[])[1, 0, 0], await Task.WhenAll(posts.Select(post => Decisions(acme, post))));

        await Sql(acme, "drop trigger crash on governance.mt_events");
        var after = (await acme.Post(Acme.Owner, "/inbox/decide", body, ("Idempotency-Key", "once"))).Expect(200).At("items");
        Assert.Equal([(200, null), (200, null), (200, null)], after.EnumerateArray().Select(Outcome));
        Assert.Equal(3, after[0].GetProperty("receipt").GetProperty("version").GetInt32());
        Assert.Equal((int[])[1, 1, 1], await Task.WhenAll(posts.Select(post => Decisions(acme, post))));
        // Without a key the same call is another one, and each decision is recorded again.
        (await acme.Post(Acme.Owner, "/inbox/decide", body)).Expect(200);
        Assert.Equal((int[])[2, 2, 2], await Task.WhenAll(posts.Select(post => Decisions(acme, post))));
    }

    [Fact]
    public async Task A_key_of_a_call_that_crashed_is_not_taken_for_another_call()
    {
        var acme = await service.Found();
        var post = await acme.AskPost(subject: Paid);
        var approval = await Approval(acme, post);
        (await acme.Post(Acme.Owner, "/inbox/decide", new { decisions = new[] { approval } }, ("Idempotency-Key", "once"))).Expect(200);
        // As if the call had crashed after its decision and before its answer.
        await Sql(acme, $"delete from governance.mt_doc_rememberedanswer where tenant_id = '{acme.Tenant}' and data->'reply'->>'body' like '%items%'");
        var other = new { decisions = new[] { new { requestId = Id(post), decision = "abstain" } } };
        var items = (await acme.Post(Acme.Owner, "/inbox/decide", other, ("Idempotency-Key", "once"))).Expect(200).At("items");
        Assert.Equal([(422, "idempotency.key-reused")], items.EnumerateArray().Select(Outcome));
        Assert.Equal(1, await Decisions(acme, post));
    }

    [Fact]
    public async Task Of_eight_calls_at_once_under_one_key_each_decision_is_recorded_once()
    {
        var acme = await service.Found();
        await acme.KeyOf(Acme.Owner);
        for (var round = 0; round < 3; round++)
        {
            string[] posts = [await acme.AskPost($"post-{round}-1", subject: Paid), await acme.AskPost($"post-{round}-2", subject: Paid)];
            var body = new { decisions = await Task.WhenAll(posts.Select(post => Approval(acme, post))) };
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => acme.Post(Acme.Owner, "/inbox/decide", body, ("Idempotency-Key", $"once-{round}")))));
            Assert.All(answers, answer => Assert.True(answer.Status is 200 or 409, answer.Body));
            foreach (var post in posts) Assert.Equal(1, await Decisions(acme, post));
        }
    }

    [Fact]
    public async Task Two_people_at_once_on_the_same_requests_lose_races_one_by_one()
    {
        var acme = await service.Found();
        await acme.KeyOf(Acme.Owner);
        await acme.KeyOf(Acme.OtherComms);
        string[] posts = [.. await Task.WhenAll(Enumerable.Range(0, 6).Select(i => acme.AskPost($"post-{i}")))];
        var body = new { decisions = await Task.WhenAll(posts.Select(post => Approval(acme, post))) };
        var answers = await Task.WhenAll(((string[])[Acme.Owner, Acme.OtherComms]).Select(person => Task.Run(() => acme.Post(person, "/inbox/decide", body))));
        var outcomes = answers.Select(answer => answer.Expect(200).At("items").EnumerateArray().Select(Outcome).ToList()).ToList();
        for (var i = 0; i < posts.Length; i++)
        {
            Assert.Single(outcomes, items => items[i].Status == 200);
            Assert.Contains(outcomes.Single(items => items[i].Status != 200)[i].Code, (string[])["conflict.lost-race", "request.closed"]);
            Assert.Equal("approved", await acme.State(posts[i]));
        }
    }

    private static readonly object Paid = new { topic = "service", paid = true };

    private static string Id(string request) => request.Split('/')[^1];

    private static async Task<object> Approval(Acme acme, string request) =>
        new { requestId = Id(request), decision = "approve", digest = (await acme.Get(Acme.Executive, request)).Expect(200).Text("request", "content") };

    private static async Task<JsonElement[]> Decided(Acme acme, string person, params object[] decisions) =>
        [.. (await acme.Post(person, "/inbox/decide", new { decisions })).Expect(200).At("items").EnumerateArray()];

    private static async Task Refused(Acme acme, string member, params object[] decisions) =>
        Assert.Contains(member, (await acme.Post(Acme.Owner, "/inbox/decide", new { decisions })).Expect(400, "body.invalid").At("errors").EnumerateObject().Select(error => error.Name));

    private static (int Status, string? Code) Outcome(JsonElement item) => (item.GetProperty("status").GetInt32(), item.TryGetProperty("code", out var code) ? code.GetString() : null);

    private static async Task<int> Decisions(Acme acme, string request) => (await acme.Facts(request)).Count(fact => fact == "DecisionMade");

    private static async Task Sql(Acme acme, string sql)
    {
        await using var command = acme.Service.Host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
