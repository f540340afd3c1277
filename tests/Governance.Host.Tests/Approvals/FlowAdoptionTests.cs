using Governance.Approvals;
using Governance.Host.Tests.Audit;
using Governance.Host.Tests.Policies;
using Microsoft.Extensions.DependencyInjection;
using Wolverine;
using Wolverine.Tracking;

namespace Governance.Host.Tests.Approvals;

/// <summary>What becomes of a proposed flow, and of the requests that follow the version before.</summary>
public sealed class FlowAdoptionTests(Service service)
{
    private static async Task<IReadOnlyList<object>> Told(Service service, Func<Task> act)
    {
        var tracked = await service.Host.TrackActivity().Timeout(TimeSpan.FromMinutes(1)).ExecuteAndWaitAsync((IMessageContext _) => act());
        return [.. tracked.MessageSucceeded.AllMessages().Where(message => message is FlowMovedOn or FollowFlow)];
    }

    private static Task Follows(Acme acme, string request, string version) =>
        Database.Eventually.IsTrue(async () => (await acme.Get(Acme.Owner, request)).Expect(200).Text("explanation", "flowVersion") == version, "the request follows the version in force");

    private static async Task Deliver(Acme acme, object message)
    {
        await using var scope = acme.Service.Host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeForTenantAsync(acme.Tenant, message, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Proposed_turned_back_revised_and_approved_by_two_a_version_is_followed_by_new_requests_and_by_those_in_flight_as_the_version_before_says()
    {
        await using var own = await Service.OfItsOwn();
        var acme = await own.Found();
        var (_, inFlight) = await acme.Asked();
        var request = await acme.Propose(await acme.NextVersion(approvals: 4), "Four of legal.");
        (await acme.Decide(Acme.LegalOwner, request)).Expect(200);
        (await acme.Decide(FlowSteps.Security, request, "request-changes", "There are three of legal.")).Expect(200);
        Assert.Equal("changesRequested", (await acme.Get(Acme.Drafter, "/flows/publish-policy")).Text("proposal", "status"));
        Assert.Equal(2, await acme.Version());

        Assert.Equal(request, await acme.Propose(await acme.NextVersion(approvals: 2), "Two of legal.", Acme.OtherDrafter));
        Assert.Equal("2", (await acme.Get(Acme.Drafter, request)).Text("explanation", "revision"));
        (await acme.Decide(Acme.OtherDrafter, request)).Expect(403, "flow.self-adoption");
        (await acme.Decide(Acme.LegalOwner, request)).Expect(200);
        Assert.Equal(2, await acme.Version());
        var told = await Told(own, async () => (await acme.Decide(FlowSteps.Security, request)).Expect(200));

        Assert.Equal("approved", await acme.State(request));
        Assert.Equal(["FlowAdopted", "FlowVersionProposed", "FlowProposalReturned", "FlowVersionProposed", "FlowAdopted"], await acme.Facts("/flows/publish-policy"));
        Assert.Equal(await acme.Transaction(request, "RequestApproved"), await acme.Transaction("/flows/publish-policy", "FlowAdopted"));
        var flow = (await acme.Get(Acme.Drafter, "/flows/publish-policy")).Expect(200);
        Assert.Equal(("3", $"Approved by request {request.Split('/')[^1]}.", FlowSteps.Security), (flow.Text("current", "version"), flow.Text("current", "basis"), flow.Text("current", "adoptedBy")));
        Assert.Equal("\"5\"", flow.ETag);
        Assert.False(flow.Json.TryGetProperty("proposal", out _));

        Assert.Equal([new FlowMovedOn(acme.Tenant, "publish-policy", FlowSteps.Security), new FollowFlow(acme.Tenant, ApprovalSteps.StreamOf(inFlight), FlowSteps.Security)], told);
        var (_, later) = await acme.Asked("second-policy");
        foreach (var following in (string[])[inFlight, later])
        {
            Assert.Equal("3", (await acme.Get(Acme.Owner, following)).Text("explanation", "flowVersion"));
            (await acme.Decide(Acme.LegalOwner, following)).Expect(200);
            Assert.Equal("pending", (await acme.Need(following, "legal")).GetProperty("state").GetString());
        }
    }

    [Fact]
    public async Task Nobody_adopts_their_own_proposal_nor_one_that_they_had_worked_on_when_it_comes_back_under_another_hand()
    {
        var acme = await service.Found();
        var first = await acme.Propose(await acme.NextVersion());
        (await acme.Decide(Acme.Drafter, first)).Expect(403, "flow.self-adoption");
        (await acme.Post(Acme.Drafter, $"{first}/withdraw", new { reason = "Let the administrator bring it." })).Expect(200);
        Assert.Equal(["FlowAdopted", "FlowVersionProposed", "FlowProposalClosed"], await acme.Facts("/flows/publish-policy"));

        var second = await acme.Propose(await acme.NextVersion(), person: Acme.Administrator);
        Assert.NotEqual(first, second);
        foreach (var person in (string[])[Acme.Drafter, Acme.Administrator]) (await acme.Decide(person, second)).Expect(403, "flow.self-adoption");
        await acme.Adopt(second);
        Assert.Equal(3, await acme.Version());
    }

    [Fact]
    public async Task How_flows_are_adopted_is_changed_under_the_version_in_force_and_an_executive_ends_it_for_good()
    {
        var acme = await service.Found();
        var weaker = await acme.NextVersion("adopt-flow", approvals: 3);
        var rejected = await acme.Propose(weaker);
        await acme.Adopt(rejected);
        Assert.Equal("pending", await acme.State(rejected));
        (await acme.Decide(Acme.Executive, rejected, "reject", "Three are too many.")).Expect(200);
        Assert.Equal(["FlowAdopted", "FlowVersionProposed", "FlowProposalClosed"], await acme.Facts("/flows/adopt-flow"));
        (await acme.TryPropose(weaker, Acme.OtherDrafter)).Expect(409, "flow.unchanged");

        var request = await acme.Propose(await acme.NextVersion("adopt-flow"), person: Acme.Administrator);
        await acme.Adopt(request);
        (await acme.Decide(Acme.OtherExecutive, request)).Expect(200);
        Assert.Equal(2, await acme.Version("adopt-flow"));
        var next = await acme.Propose(await acme.NextVersion(), person: Acme.Administrator);
        Assert.Equal("2", (await acme.Get(Acme.Owner, next)).Text("explanation", "flowVersion"));
        await acme.Adopt(next);
        Assert.Equal("pending", await acme.State(next));
    }

    [Fact]
    public async Task A_new_flow_is_followed_by_nobody_before_it_is_adopted()
    {
        var acme = await service.Found();
        var request = await acme.Propose(FlowSteps.NewFlow("approve-giveaway"));
        Assert.False((await acme.Get(Acme.Drafter, "/flows/approve-giveaway")).Expect(200).Json.TryGetProperty("current", out _));
        Assert.DoesNotContain("giveaway", (await acme.Get(Acme.Drafter, "/flows")).Expect(200).Body, StringComparison.Ordinal);
        (await acme.Post(Acme.Drafter, "/people/p-1001/delegate", new { @delegate = Acme.OtherDrafter, until = service.Now.AddDays(1), flows = new[] { "approve-giveaway" } })).Expect(400, "delegation.flow-unknown");
        await acme.Adopt(request);
        Assert.Contains("approve-giveaway", (await acme.Get(Acme.Drafter, "/flows")).Body, StringComparison.Ordinal);
        (await acme.Post(Acme.Drafter, "/people/p-1001/delegate", new { @delegate = Acme.OtherDrafter, until = service.Now.AddDays(1), flows = new[] { "approve-giveaway" } })).Expect(201);
    }

    [Fact]
    public async Task A_text_whose_approvals_count_again_is_adopted_with_its_submission()
    {
        var acme = await service.Found();
        var first = await acme.NextVersion();
        var request = await acme.Propose(first);
        (await acme.Decide(Acme.LegalOwner, request)).Expect(200);
        (await acme.Decide(Acme.Administrator, request, "request-changes", "Three, please.")).Expect(200);
        (await acme.Decide(FlowSteps.Security, request)).Expect(200);
        await acme.Propose(await acme.NextVersion(approvals: 3));
        (await acme.Decide(Acme.OtherDrafter, request, "request-changes", "The first was better.")).Expect(200);
        foreach (var person in (string[])[Acme.Administrator, Acme.OtherDrafter]) (await acme.Post(person, $"{request}/take-back", new { })).Expect(200);
        var adopted = (await acme.TryPropose(first)).Expect(201);
        Assert.Equal(["FlowVersionProposed", "FlowAdopted"], adopted.At("facts").EnumerateArray().Select(fact => fact.GetProperty("type").GetString()));
        Assert.Equal(3, await acme.Version());
        Assert.Equal("approved", await acme.State(request));
    }

    [Fact]
    public async Task Of_the_last_approval_and_a_withdrawal_at_once_the_first_is_the_end()
    {
        for (var round = 0; round < 5; round++)
        {
            var acme = await service.Found();
            var request = await acme.Propose(await acme.NextVersion());
            (await acme.Decide(Acme.LegalOwner, request)).Expect(200);
            var digest = (await acme.Get(FlowSteps.Security, request)).Text("request", "content");
            await acme.KeyOf(Acme.Drafter);
            var answers = await Task.WhenAll(
                Task.Run(() => acme.Post(FlowSteps.Security, $"{request}/decide", new { decision = "approve", digest })),
                Task.Run(() => acme.Post(Acme.Drafter, $"{request}/withdraw", new { reason = "Not yet." })));
            Assert.Single(answers, answer => answer.Status == 200);
            Assert.Single(answers, answer => answer.Status == 409);
            Assert.Equal(answers[0].Status == 200 ? ("approved", 3) : ("withdrawn", 2), (await acme.State(request), await acme.Version()));
        }
    }

    [Fact]
    public async Task A_request_that_another_version_took_over_is_explained_by_that_version_and_before_by_the_one_it_began_with()
    {
        var acme = await service.Found();
        var (_, request) = await acme.Asked();
        await acme.Adopt(await acme.Propose(await acme.NextVersion()));
        await Follows(acme, request, "3");
        Assert.Equal("2", (await acme.Get(Acme.Owner, $"{request}?version=2")).Expect(200).Text("explanation", "flowVersion"));
    }

    [Fact]
    public async Task A_request_looks_again_and_does_nothing_when_it_has_ended_or_follows_the_version_in_force()
    {
        var acme = await service.Found();
        var (_, open) = await acme.Asked();
        var (policy, ended) = await acme.Asked("second-policy");
        await acme.Adopt(await acme.Propose(await acme.NextVersion()));
        await Follows(acme, open, "3");
        (await acme.Post(Acme.Drafter, $"{policy}/withdraw-submission", new { reason = "Later." })).Expect(200);
        var (_, later) = await acme.Asked("third-policy");
        foreach (var request in (string[])[open, ended, later, "/requests/nothing"])
        {
            var before = await acme.Facts(request);
            await Deliver(acme, new FollowFlow(acme.Tenant, ApprovalSteps.StreamOf(request), Acme.Drafter));
            Assert.Equal(before, await acme.Facts(request));
        }
    }

    [Fact]
    public async Task The_proposal_is_read_with_its_text_and_line_by_line()
    {
        var acme = await service.Found();
        (await acme.Get(Acme.Owner, "/flows/publish-policy/proposal")).Expect(404, "flow.no-proposal");
        (await acme.Get(Acme.Owner, "/flows/nothing/proposal")).Expect(404, "flow.unknown");
        var text = await acme.NextVersion();
        var request = await acme.Propose(text, "Two of legal.");
        var read = (await acme.Get(Acme.Owner, "/flows/publish-policy/proposal")).Expect(200);
        Assert.Equal(("\"2\"", text, "Two of legal.", request.Split('/')[^1], "3", "2"), (
            read.ETag, read.Text("text"), read.Text("proposal", "summary"), read.Text("proposal", "requestId"), read.Text("proposal", "version"), read.Text("inForce", "version")));
        Assert.Equal(
            ["removed version: 2", "added version: 3", "removed - {id: legal, approve: 1, of: legal}", "added - {id: legal, approve: 2, of: legal}"],
            read.At("diff").EnumerateArray().Where(line => line.GetProperty("change").GetString() != "same").Select(line => $"{line.GetProperty("change").GetString()} {line.GetProperty("text").GetString()!.Trim()}"));
        await acme.Propose(FlowSteps.NewFlow("approve-giveaway"));
        var first = (await acme.Get(Acme.Owner, "/flows/approve-giveaway/proposal")).Expect(200);
        Assert.False(first.Json.TryGetProperty("inForce", out _));
        Assert.All(first.At("diff").EnumerateArray(), line => Assert.Equal("added", line.GetProperty("change").GetString()));
    }

    [Fact]
    public async Task The_history_of_a_flow_tells_of_its_versions_and_of_the_requests_that_decided_on_them()
    {
        var acme = await service.Found();
        var withdrawn = await acme.Propose(await acme.NextVersion(approvals: 3));
        (await acme.Post(Acme.Drafter, $"{withdrawn}/withdraw", new { reason = "Not yet." })).Expect(200);
        var adopted = await acme.Propose(await acme.NextVersion(), "Two of legal.", Acme.Administrator);
        await acme.Adopt(adopted);
        await acme.Asked();
        var (lines, _) = await acme.Walk(Acme.Comms, "/flows/publish-policy/history", 3);
        Assert.Equal(
            [.. await acme.Facts("/flows/publish-policy"), .. await acme.Facts(withdrawn), .. await acme.Facts(adopted)],
            lines.OrderBy(line => Array.IndexOf(["flow/publish-policy", ApprovalSteps.StreamOf(withdrawn), ApprovalSteps.StreamOf(adopted)], line.Of("stream"))).ThenBy(Feed.Position).Select(line => line.Of("type")));
        Assert.Equal("The founding file adopted version 2 of the flow publish-policy.", lines[0].Of("sentence"));
        Assert.Contains(lines, line => line.Of("sentence") == "Mira Haddad proposed version 3 of the flow publish-policy." && line.Of("why") == "Two of legal.");
        Assert.Contains(lines, line => line.Of("sentence") == "Aoife Brennan withdrew the proposed version 3 of the flow publish-policy.");
        (await acme.Get(Acme.Comms, "/flows/nothing/history")).Expect(404, "flow.unknown");
        (await acme.Get(Acme.Comms, "/flows/publish-policy/history?cursor=x")).Expect(400, "request.invalid");
    }
}
