using System.Text.Json;
using Governance.Approvals;
using Governance.Directory;
using Governance.Flows;
using Governance.Host.Tests.Audit.Past;
using Governance.Host.Tests.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace Governance.Host.Tests.Approvals;

/// <summary>GET /requests, /requests/{requestId} and /flows.</summary>
public sealed class ReadRequestsTests(Service service)
{
    [Fact]
    public async Task A_request_is_explained_with_what_the_reader_may_decide_on()
    {
        var acme = await service.Found();
        var (_, request) = await acme.Asked();
        var view = (await acme.Get(Acme.Comms, request)).Expect(200);
        Assert.Equal("pending", view.Text("explanation", "state"));
        Assert.Equal(view.Text("request", "content"), view.Text("explanation", "content"));
        Assert.Equal(["communications"], view.At("yours", "digests").EnumerateObject().Select(need => need.Name));
        Assert.Empty((await acme.Get(Acme.Drafter, request)).At("yours", "digests").EnumerateObject());
        (await acme.Get(Acme.Comms, "/requests/nothing")).Expect(404, "request.unknown");
    }

    [Fact]
    public async Task A_request_is_read_as_of_a_version_and_as_of_a_moment()
    {
        var acme = await service.Found();
        var (_, request) = await acme.Asked();
        var before = (await acme.Get(Acme.Comms, request)).Expect(200);
        var moment = await acme.Moment();
        (await acme.Decide(Acme.Owner, request)).Expect(200);
        var after = (await acme.Get(Acme.Comms, request)).Expect(200);
        Assert.Equal("\"3\"", after.ETag);

        var then = (await acme.Get(Acme.Comms, $"{request}?version=2")).Expect(200);
        Assert.Equal(before.At("explanation").GetRawText(), then.At("explanation").GetRawText());
        Assert.Equal("\"2\"", then.ETag);
        Assert.Contains(Acme.Owner, then.At("request", "waiting").EnumerateArray().Select(person => person.GetString()));
        Assert.Equal(before.At("explanation").GetRawText(), (await acme.Get(Acme.Comms, $"{request}?asOf={moment}")).Expect(200).At("explanation").GetRawText());

        (await acme.Get(Acme.Comms, $"{request}?version=4")).Expect(404, "as-of.no-such-version");
        (await acme.Get(Acme.Comms, $"{request}?version=0")).Expect(400, "request.invalid");
        (await acme.Get(Acme.Comms, $"{request}?version=1&asOf={moment}")).Expect(400, "request.invalid");
        (await acme.Get(Acme.Comms, $"{request}?asOf=2020-01-01T00:00:00Z")).Expect(404, "as-of.before-log");
    }

    [Fact]
    public async Task What_is_stored_of_a_request_is_at_every_version_what_its_history_says()
    {
        var acme = await service.Found();
        var (policy, request) = await acme.TurnedBack();
        (await acme.Decide(Acme.Owner, request)).Expect(200);
        await acme.ReviseAndSubmit(policy, PolicyJourney.Content(PolicyJourney.Body("By the act of 2015.")));
        (await acme.Post(Acme.LegalOwner, $"{request}/take-back", new { })).Expect(200);
        await acme.Approve(request);

        var stop = TestContext.Current.CancellationToken;
        await using var session = acme.Session();
        var id = ApprovalSteps.StreamOf(request);
        var now = (await session.LoadAsync<Request>(id, stop))!;
        var flow = await service.Host.Services.GetRequiredService<FlowShelf>().Pinned(session, now.Flow, now.FlowDigest, stop);
        for (var version = 1L; version <= now.Version; version++)
        {
            var then = (await session.Events.AggregateStreamAsync<Request>(id, version, token: stop))!;
            var fresh = Evaluator.Evaluate(flow, [.. now.History.Take((int)version)]);
            Assert.Equal((fresh.State, fresh.Sentence, fresh.Content, version), (then.State, then.Sentence, then.Content, then.Version));
        }

        Assert.Equal(RequestState.Approved, now.State);
        Assert.Equal(Json(now), Json((await session.Events.AggregateStreamAsync<Request>(id, token: stop))!));

        // The moments are the database's in the replay and the service's in what was stored beside the event.
        static string Json(Request request) => JsonSerializer.Serialize(
            request with { OpenedAt = default, UpdatedAt = default, History = [.. request.History.Select(entry => entry with { At = default })] }, Shared.Json.Options);
    }

    [Fact]
    public async Task Requests_are_listed_the_newest_first_and_filtered()
    {
        var acme = await service.Found();
        var (_, first) = await acme.Asked("first-policy");
        service.Clock.Advance(TimeSpan.FromMilliseconds(2));
        var (_, second) = await acme.Asked("second-policy");
        (await acme.Decide(Acme.Owner, second, "request-changes", "Shorter.")).Expect(200);

        Assert.Equal([second, first], await Listed(acme, ""));
        Assert.Equal([second], await Listed(acme, "?state=changes-requested"));
        Assert.Equal([first], await Listed(acme, "?state=pending&flow=publish-policy"));
        Assert.Equal([first], await Listed(acme, "?subjectId=first-policy"));
        Assert.Empty(await Listed(acme, "?flow=approve-post"));
        (await acme.Get(Acme.Owner, "/requests?state=perhaps")).Expect(400, "request.invalid");
        (await acme.Get(Acme.Owner, "/requests?limit=201")).Expect(400, "request.invalid");
    }

    [Theory]
    [InlineData("/requests?flow=%00")]
    [InlineData("/requests?subjectId=%00")]
    public async Task Text_that_no_database_holds_is_refused(string path)
    {
        var acme = await service.Found();
        (await acme.Get(Acme.Owner, path)).Expect(400, "request.malformed");
    }

    [Fact]
    public async Task Flows_are_listed_and_read_with_the_text_that_was_adopted()
    {
        var acme = await service.Found();
        var rows = (await acme.Get(Acme.Drafter, "/flows")).Expect(200).At("items").EnumerateArray().Select(row => row.GetProperty("name").GetString());
        Assert.Equal(["adopt-flow", "approve-post", "policy-exception", "publish-policy"], rows);
        var flow = (await acme.Get(Acme.Drafter, "/flows/publish-policy")).Expect(200);
        Assert.StartsWith("# How a version of a policy", flow.At("versions")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        (await acme.Get(Acme.Drafter, "/flows/nothing")).Expect(404, "flow.unknown");
    }

    [Fact]
    public async Task An_organisation_without_flows_is_told_so_and_nothing_is_submitted()
    {
        var empty = System.IO.Directory.CreateTempSubdirectory("governance-flows-");
        try
        {
            var acme = new Acme(service, $"flowless-{Guid.NewGuid():N}"[..20]);
            var settings = service.Host.Services.GetRequiredService<OrganisationSettings>();
            var file = DirectoryFile.Read("directory.yaml", await File.ReadAllTextAsync(settings.DirectoryFile!, TestContext.Current.CancellationToken));
            await Founding.Found(service.Store, service.Ring, file.Named(acme.Tenant), empty.FullName, "directory.yaml", CancellationToken.None);
            var policy = await acme.Draft();
            (await acme.Post(Acme.Drafter, $"{policy}/submit", new { })).Expect(409, "flow.not-adopted");
            Assert.Equal(["PolicyDrafted"], await acme.Facts(policy));
        }
        finally
        {
            empty.Delete();
        }
    }

    [Fact]
    public async Task A_request_follows_the_version_of_the_flow_that_it_was_opened_under_to_its_end()
    {
        var acme = await service.Found();
        var (_, old) = await acme.Asked();
        await using (var session = acme.Session())
        {
            var text = (await acme.Get(Acme.Drafter, "/flows/publish-policy")).At("versions")[0].GetProperty("text").GetString()!
                .Replace("version: 1", "version: 2", StringComparison.Ordinal).Replace("{id: legal, approve: 1, of: legal}", "{id: legal, approve: 2, of: legal}", StringComparison.Ordinal);
            var flow = FlowParser.Parse(text, "publish-policy.yaml").Flow!;
            session.Events.Append("flow/publish-policy", new FlowAdopted(flow.Version, flow.Digest, flow.Subject, flow.Title, text, "Tested."));
            await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var (_, @new) = await acme.Asked("second-policy");
        Assert.Equal("1", (await acme.Get(Acme.Owner, old)).Text("explanation", "flowVersion"));
        Assert.Equal("2", (await acme.Get(Acme.Owner, @new)).Text("explanation", "flowVersion"));
        await acme.Approve(old);
        (await acme.Decide(Acme.LegalOwner, @new)).Expect(200);
        Assert.Equal("pending", (await acme.Need(@new, "legal")).GetProperty("state").GetString());
    }

    private static async Task<string[]> Listed(Acme acme, string query) =>
        [.. (await acme.Get(Acme.Owner, $"/requests{query}")).Expect(200).At("items").EnumerateArray().Select(row => $"/requests/{row.GetProperty("requestId").GetString()}")];
}
