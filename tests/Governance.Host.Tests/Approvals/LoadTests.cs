using System.Text.Json;
using System.Text.Json.Nodes;
using Governance.Approvals;
using Governance.Flows;
using Governance.Host.Tests.Policies;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Governance.Host.Tests.Approvals;

/// <summary>GET /requests/load, the filters of GET /requests, and the plans behind the lists.</summary>
public sealed class LoadTests(Service service)
{
    [Fact]
    public async Task The_load_is_told_by_person_and_by_flow_and_closed_requests_weigh_nothing()
    {
        var acme = await service.Found();
        var first = await acme.AskPost("post-1");
        service.Clock.Advance(TimeSpan.FromMinutes(1));
        await acme.AskPost("post-2", person: Acme.OtherComms);
        var closed = await acme.AskPost("post-3");
        (await acme.Decide(Acme.Owner, closed)).Expect(200);
        var (_, policy) = await acme.Asked();
        await InboxRowTests.Record(acme, first, new DeadlineSet(DeadlinePurpose.Due, service.Now, "Etc/UTC", "", "2026a", "four-eyes"), new DeadlinePassed(DeadlinePurpose.Due, service.Now, "four-eyes"));

        var load = (await acme.Get(Acme.Integrator, "/requests/load")).Expect(200);
        Assert.Equal([(Acme.Owner, 3, 1), (Acme.Comms, 2, 0), (Acme.OtherComms, 2, 1), ("p-1002", 1, 0), ("p-1003", 1, 0)],
            load.At("people").EnumerateArray().Select(person => (person.GetProperty("person").GetString()!, person.GetProperty("waiting").GetInt32(), person.GetProperty("overdue").GetInt32())));
        Assert.Equal([("approve-post", 2, 1), ("publish-policy", 1, 0)],
            load.At("flows").EnumerateArray().Select(flow => (flow.GetProperty("flow").GetString()!, flow.GetProperty("open").GetInt32(), flow.GetProperty("overdue").GetInt32())));
        var opened = (await acme.Get(Acme.Owner, first)).At("request", "openedAt").GetDateTimeOffset();
        Assert.Equal(opened, load.At("flows")[0].GetProperty("oldest").GetDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        Assert.Equal(opened, load.At("flows")[0].GetProperty("median").GetDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        Assert.Equal(opened, load.At("people")[0].GetProperty("oldest").GetDateTimeOffset(), TimeSpan.FromMilliseconds(1));

        var one = (await acme.Get(Acme.Integrator, "/requests/load?flow=publish-policy")).Expect(200);
        Assert.Equal(["publish-policy"], Posts.Names(one.At("flows"), "flow"));
        Assert.DoesNotContain(Acme.Integrator, Posts.Names(one.At("people"), "person"));
        Assert.Empty((await acme.Get(Acme.Integrator, "/requests/load?flow=nothing")).Expect(200).At("people").EnumerateArray());
        Assert.Contains(policy, await acme.Inbox(Acme.Owner));
    }

    [Fact]
    public async Task Requests_are_filtered_by_subject_type_by_whom_they_wait_for_and_by_what_is_overdue()
    {
        var acme = await service.Found();
        var post = await acme.AskPost();
        service.Clock.Advance(TimeSpan.FromMilliseconds(2));
        var (_, policy) = await acme.Asked();
        Assert.Equal([policy, post], await Listed(acme, $"?waitingFor={Acme.Owner}"));
        Assert.Equal([policy], await Listed(acme, "?waitingFor=p-1003"));
        Assert.Empty(await Listed(acme, "?waitingFor=p-1"));
        Assert.Equal([post], await Listed(acme, $"?subjectType=post&waitingFor={Acme.Owner}"));
        Assert.Empty(await Listed(acme, "?overdue=true"));
        Assert.Equal([policy, post], await Listed(acme, "?overdue=false"));
    }

    [Fact]
    public async Task What_went_ahead_without_approvals_stands_out_until_it_has_been_reviewed()
    {
        var acme = await service.Found();
        var (_, request) = await acme.AskedUnder(OwnFlows.OneOfCommunications("break-glass: {by: executives, reason: required, review: {approve: 1, of: legal, within: 2 days, otherwise: keep}}"));
        Assert.Empty(await Listed(acme, "?exception=true"));
        (await acme.Post(Acme.Executive, $"{request}/break-glass", new { reason = "A recall cannot wait." })).Expect(200);
        Assert.Equal([request], await Listed(acme, "?exception=true"));
        var flow = (await acme.Get(Acme.Integrator, "/requests/load")).Expect(200).At("flows").EnumerateArray().Single();
        Assert.Equal((0, 1), (flow.GetProperty("open").GetInt32(), flow.GetProperty("exceptions").GetInt32()));
        (await acme.Decide(Acme.LegalOwner, request)).Expect(200);
        Assert.Empty(await Listed(acme, "?exception=true"));
        Assert.Empty((await acme.Get(Acme.Integrator, "/requests/load")).Expect(200).At("flows").EnumerateArray());
    }

    [Fact]
    public async Task A_line_is_the_same_when_it_is_made_again_from_the_history_alone()
    {
        var acme = await service.Found();
        var (policy, request) = await acme.TurnedBack();
        await acme.ReviseAndSubmit(policy, PolicyJourney.Content(PolicyJourney.Body("By the act of 2015.")));
        var stop = TestContext.Current.CancellationToken;
        await using var session = acme.Session();
        var stored = (await session.LoadAsync<RequestLine>(ApprovalSteps.StreamOf(request), stop))!;
        var again = (await session.Events.AggregateStreamAsync<RequestLine>(stored.Id, token: stop))!;
        // The moments are the database's in the replay and the service's in what was stored beside the event.
        Assert.True(JsonNode.DeepEquals(Node(stored), Node(again)), $"{Node(stored)} {Node(again)}");
        Assert.Equal(5, stored.Inboxes.Count);

        static JsonNode? Node(RequestLine line) => JsonSerializer.SerializeToNode(
            line with { Row = line.Row with { OpenedAt = default, UpdatedAt = default }, Needs = [.. line.Needs.Select(need => need with { Since = default, People = [.. need.People.Select(person => person with { Since = null })] })] }, Shared.Json.Options);
    }

    [Fact]
    public async Task Nothing_indexes_a_history_and_lists_do_not_read_one()
    {
        var acme = await service.Found();
        await using var session = acme.Session();
        var indexes = await session.QueryAsync<string>("select indexdef from pg_indexes where schemaname = 'governance' and tablename in ('mt_doc_request', 'mt_doc_requestline')");
        Assert.DoesNotContain(indexes, index => index.Contains("(data", StringComparison.Ordinal));
        Assert.Contains(indexes, index => index.Contains("USING gin (inboxes)", StringComparison.Ordinal));
        var sql = new RequestFilter(null, null, null, null, null, Acme.Owner).Of(session).ToCommand().CommandText;
        Assert.Contains("mt_doc_requestline", sql, StringComparison.Ordinal);
        Assert.Contains("tenant_id", sql, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_was_recorded_before_there_were_lines_gets_one_at_the_next_start()
    {
        await using var own = await Service.OfItsOwn();
        var acme = await own.Found();
        var (open, closed, stop) = (await acme.AskPost(), await acme.AskPost("post-2"), TestContext.Current.CancellationToken);
        (await acme.Decide(Acme.Owner, closed)).Expect(200);
        await using (var session = acme.Session())
        {
            session.QueueSqlCommand("delete from governance.mt_doc_requestline");
            session.QueueSqlCommand("update governance.mt_doc_request set is_open = null, data = data - 'isOpen'");
            await session.SaveChangesAsync(stop);
        }

        Assert.Empty(await acme.Inbox(Acme.Owner));
        await own.Host.Services.GetServices<IHostedService>().OfType<OlderRequests>().Single().StartAsync(stop);
        Assert.Equal([open], await acme.Inbox(Acme.Owner));
        Assert.Equal(2, (await Listed(acme, "")).Length);
        (await acme.Post(Acme.Comms, "/requests", Posts.Body())).Expect(409, "request.already-open");
        (await acme.Post(Acme.Comms, "/requests", Posts.Body(subjectId: "post-2"))).Expect(201);
    }

    private static async Task<string[]> Listed(Acme acme, string query) => Posts.Names((await acme.Get(Acme.Owner, $"/requests{query}")).Expect(200).At("items"), "requestId") is var ids
        ? [.. ids.Select(id => $"/requests/{id}")] : [];
}
