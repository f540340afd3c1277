using System.Text.Json;
using Governance.Host.Tests.Approvals;
using Governance.Host.Tests.Policies;

namespace Governance.Host.Tests.Audit;

/// <summary>GET /events.</summary>
public sealed class EventFeedTests(Service service)
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(200)]
    public async Task Every_event_comes_once_and_in_order_whatever_the_size_of_a_page(int limit)
    {
        var acme = await service.Found();
        await acme.Asked();
        await acme.CaughtUp();
        var (lines, _) = await acme.Walk(Acme.Integrator, "/events", limit);
        Assert.Equal(await acme.Stored(), lines.Select(Feed.Position));
    }

    [Fact]
    public async Task Every_event_says_who_and_why_and_what_ties_it_together()
    {
        var acme = await service.Found();
        (await acme.Post(Acme.Drafter, "/policies", new { reference = "tied", content = PolicyJourney.Content() }, ("X-Correlation-Id", "case-4711"))).Expect(201);
        await acme.Approve(await acme.Submit("/policies/tied"));
        await acme.CaughtUp();
        var (lines, _) = await acme.Walk(Acme.Administrator, "/events");
        Assert.All(lines, line =>
        {
            foreach (var name in (string[])["actor", "correlation", "causation", "sentence", "id", "stream", "type"]) Assert.NotEmpty(line.Of(name));
            Assert.True(line.TryGetProperty("data", out _));
        });
        var drafted = lines.Single(line => line.Of("type") == "PolicyDrafted");
        Assert.Equal("case-4711", drafted.Of("correlation"));
        Assert.StartsWith("call:", drafted.Of("causation"), StringComparison.Ordinal);
        Assert.Equal("Aoife Brennan started a major draft of “Social media policy”.", drafted.Of("sentence"));
        var approved = lines.Single(line => line.Of("type") == "RequestApproved");
        var settled = lines.Single(line => line.Of("type") == "PolicyApproved");
        Assert.Equal((approved.Of("actor"), approved.Of("causation"), approved.Of("correlation")), (settled.Of("actor"), settled.Of("causation"), settled.Of("correlation")));
    }

    [Fact]
    public async Task Filters_narrow_by_type_actor_stream_and_time_and_by_all_at_once()
    {
        var acme = await service.Found();
        var (_, request) = await acme.Asked();
        (await acme.Decide(Acme.Owner, request)).Expect(200);
        (await acme.Decide(Acme.Comms, request)).Expect(200);
        await acme.CaughtUp();
        var stream = ApprovalSteps.StreamOf(request);
        var all = (await acme.Walk(Acme.Administrator, "/events")).Lines;
        var decided = all.Where(line => line.Of("type") == "DecisionMade").ToList();
        var (from, to) = (Uri.EscapeDataString(decided[0].Of("at")), Uri.EscapeDataString(decided[1].Of("at")));

        await Same("type=DecisionMade", decided);
        await Same($"actor={Acme.Owner}", all.Where(line => line.Of("actor") == Acme.Owner));
        await Same($"stream={stream}", all.Where(line => line.Of("stream") == stream));
        await Same($"from={from}", all.SkipWhile(line => line.Position() < decided[0].Position()));
        await Same($"to={to}", all.TakeWhile(line => line.Position() < decided[1].Position()));
        await Same($"type=DecisionMade&actor={Acme.Owner}&stream={stream}&from={from}&to={to}", [decided[0]]);
        await Same($"type=DecisionMade&actor={Acme.Owner}&from={to}", []);
        await Same("type=NothingOfTheKind", []);

        async Task Same(string filter, IEnumerable<JsonElement> expected) =>
            Assert.Equal(expected.Select(Feed.Position), (await acme.Walk(Acme.Administrator, $"/events?{filter}", 3)).Lines.Select(Feed.Position));
    }

    [Fact]
    public async Task A_reader_who_keeps_the_cursor_goes_on_where_it_was_while_events_are_appended()
    {
        var acme = await service.Found();
        var (lines, next) = await acme.Walk(Acme.Integrator, "/events", 5);
        await acme.KeyOf(Acme.Drafter);
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++) await acme.Draft($"policy-{i}");
        }, TestContext.Current.CancellationToken);
        while (!writing.IsCompleted) await ReadOn();
        await writing;
        await acme.CaughtUp();
        await ReadOn();
        Assert.Equal(await acme.Stored(), lines.Select(Feed.Position));

        async Task ReadOn()
        {
            var (more, from) = await acme.Walk(Acme.Integrator, "/events", 2, next);
            lines.AddRange(more);
            next = from;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task An_auditor_whose_reading_is_recorded_comes_to_an_end_and_finds_it_in_the_next_walk(int limit)
    {
        var acme = await service.Found();
        await acme.CaughtUp();
        var (first, next) = await acme.Walk(Acme.Auditor, "/events", limit);
        await acme.CaughtUp();
        var (second, _) = await acme.Walk(Acme.Auditor, "/events", 200, next);
        Assert.DoesNotContain(first, line => line.Of("type") == "ResourceRead");
        Assert.NotEmpty(second);
        Assert.All(second, line => Assert.Equal("ResourceRead", line.Of("type")));
        Assert.StartsWith("Liam Walsh read /events?limit=", second[0].Of("sentence"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_for_auditors_administrators_and_integrators()
    {
        var acme = await service.Found();
        foreach (var person in (string[])[Acme.Drafter, Acme.Owner, Acme.Executive]) (await acme.Get(person, "/events")).Expect(403);
        foreach (var person in (string[])[Acme.Auditor, Acme.Administrator, Acme.Integrator]) (await acme.Get(person, "/events?limit=1")).Expect(200);
    }

    [Theory]
    [InlineData("cursor=nonsense")]
    [InlineData("cursor=WyIxIl0")]
    [InlineData("cursor=WyJ4IiwiMSJd")]
    [InlineData("limit=0")]
    [InlineData("from=yesterday")]
    [InlineData("type=%00")]
    [InlineData("actor=%00")]
    [InlineData("stream=%00")]
    public async Task What_cannot_be_asked_is_refused(string query)
    {
        var acme = await service.Found();
        (await acme.Get(Acme.Administrator, $"/events?{query}")).Expect(400);
    }
}
