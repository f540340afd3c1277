using Governance.Accounts;
using Governance.Approvals;
using Governance.Claims;
using Governance.Impostors;
using Governance.Leads;
using Governance.Policies;
using Governance.Shared;
using Marten;

namespace Governance.Audit;

/// <summary>Who did what: the history of one policy, and the events of the whole organisation.</summary>
public static class AuditFeature
{
    /// <summary>Adds the feed.</summary>
    public static void AddAudit(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FeedWatermark>();
        builder.Services.AddSingleton<EventFeed>();
    }

    /// <summary>Maps the reads.</summary>
    public static void MapAudit(this WebApplication app)
    {
        app.MapGet("/events", Events).WithTags("History").WithName("listEvents").WithSummary("The organisation's events in order")
            .WithDescription("Complete and in order: an event that commits late is never skipped. Read on while more is true; then keep next, and resume from it at any time.")
            .Produces<EventPage>().ProducesProblem(400);
        app.MapGet("/policies/{policyId}/history", History).WithTags("History").WithName("getPolicyHistory").WithSummary("Who did what to a policy")
            .WithDescription("The facts of the policy and of its approval requests, one line a fact, oldest first.")
            .Produces<EventPage>().ProducesProblem(400).ProducesProblem(404);
        app.MapGet("/accounts/{accountId}/history", AccountHistory).WithTags("History").WithName("getAccountHistory").WithSummary("Who did what to an account")
            .WithDescription("Every fact of the account, one line a fact, oldest first; with the requests that decided about it.")
            .Produces<EventPage>().ProducesProblem(400).ProducesProblem(404);
        app.MapGet("/claims/{claimId}/history", ClaimHistory).WithTags("History").WithName("getClaimHistory").WithSummary("Who did what to a claim")
            .WithDescription("The facts of the claim and of its approval requests, one line a fact, oldest first.")
            .Produces<EventPage>().ProducesProblem(400).ProducesProblem(404);
        app.MapGet("/disputes/{disputeId}/history", DisputeHistory).WithTags("History").WithName("getDisputeHistory").WithSummary("Who did what in a dispute")
            .WithDescription("The facts of the dispute and of the requests that decided it, one line a fact, oldest first.")
            .Produces<EventPage>().ProducesProblem(400).ProducesProblem(404);
        app.MapGet("/requests/{requestId}/history", RequestHistory).WithTags("History").WithName("getRequestHistory").WithSummary("Who did what to a request")
            .WithDescription("Every fact of the request, one line a fact, oldest first: decisions, reminders, deadlines, escalations, and whatever followed from them.")
            .Produces<EventPage>().ProducesProblem(400).ProducesProblem(404);
        app.MapGet("/flows/{name}/history", FlowHistory).WithTags("History").WithName("getFlowHistory").WithSummary("Who did what to a flow")
            .WithDescription("The facts of the flow's versions and of the requests that decided on them, one line a fact, oldest first.")
            .Produces<EventPage>().ProducesProblem(400).ProducesProblem(404);
        app.MapGet("/leads/{leadId}/history", LeadHistory).WithTags("History").WithName("getLeadHistory").WithSummary("Who did what to a lead")
            .WithDescription("Where it was seen and by whom, and what the stewards said of it, one line a fact, oldest first.")
            .Produces<EventPage>().ProducesProblem(400).ProducesProblem(404);
        app.MapGet("/impostors/{caseId}/history", ImpostorHistory).WithTags("History").WithName("getImpostorHistory").WithSummary("Who did what to a case")
            .WithDescription("The suspicion, the evidence, who decided, and what the platform was asked and answered, one line a fact, oldest first.")
            .Produces<EventPage>().ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<IResult> Events([AsParameters] EventFilter filter, [AsParameters] PageQuery page, EventFeed feed, IQuerySession session, HttpContext http)
    {
        if (AsOfPoint.Of(http) is { } point) return await PastFeed.Read(session, filter, page, point, http);
        return page.Fault(FeedPlace.Parts) is null && FeedPlace.Of(page) is { } place
            ? Reply.Ok(await feed.Read(session, filter, null, place, page.Size, FeedData.For(Caller.Of(http)), http.RequestAborted))
            : Problem.Reply(http, page.Fault(FeedPlace.Parts) ?? PageQuery.BadCursor);
    }

    private static async Task<IResult> History(string policyId, [AsParameters] PageQuery page, EventFeed feed, IQuerySession session, HttpContext http)
    {
        var view = await session.State<PolicyView>(StreamKeys.Policy(policyId), http.RequestAborted);
        return view is null ? Problem.Reply(http, PolicyRules.Unknown) : await Of(view.Id, view.Requests, view.Version, page, feed, session, http);
    }

    private static Task<IResult> RequestHistory(string requestId, [AsParameters] PageQuery page, EventFeed feed, IQuerySession session, HttpContext http) =>
        OfStream(StreamKeys.Request(requestId), RequestDesk.Unknown, page, feed, session, http);

    private static Task<IResult> LeadHistory(string leadId, [AsParameters] PageQuery page, EventFeed feed, IQuerySession session, HttpContext http) =>
        OfStream(StreamKeys.Lead(leadId), LeadRules.Unknown, page, feed, session, http);

    private static Task<IResult> ImpostorHistory(string caseId, [AsParameters] PageQuery page, EventFeed feed, IQuerySession session, HttpContext http) =>
        OfStream(StreamKeys.Impostor(caseId), ImpostorRules.Unknown, page, feed, session, http);

    private static async Task<IResult> AccountHistory(string accountId, [AsParameters] PageQuery page, EventFeed feed, IQuerySession session, HttpContext http)
    {
        var stream = StreamKeys.Account(accountId);
        var view = await session.Events.AggregateStreamAsync<AccountView>(stream, token: http.RequestAborted);
        return view is null ? Problem.Reply(http, AccountRules.Unknown) : await Of(stream, view.Requests, view.Version, page, feed, session, http);
    }

    private static Task<IResult> ClaimHistory(string claimId, [AsParameters] PageQuery page, EventFeed feed, IQuerySession session, HttpContext http) =>
        WithRequests(StreamKeys.Claim(claimId), ClaimRules.Unknown, fact => (fact as ClaimPutUnderReview)?.RequestId, page, feed, session, http);

    private static Task<IResult> DisputeHistory(string disputeId, [AsParameters] PageQuery page, EventFeed feed, IQuerySession session, HttpContext http) =>
        WithRequests(StreamKeys.Dispute(disputeId), DisputeRules.Unknown, fact => (fact as DisputeDecisionProposed)?.RequestId, page, feed, session, http);

    // The requests that a stream's own facts name.
    private static async Task<IResult> WithRequests(string stream, Refusal unknown, Func<object, string?> request, PageQuery page, EventFeed feed, IQuerySession session, HttpContext http)
    {
        var facts = await session.Events.FetchStreamAsync(stream, token: http.RequestAborted);
        return facts.Count == 0 ? Problem.Reply(http, unknown)
            : await Of(stream, facts.Select(fact => request(fact.Data)).OfType<string>().Distinct(), facts[^1].Version, page, feed, session, http);
    }

    private static async Task<IResult> OfStream(string stream, Refusal unknown, PageQuery page, EventFeed feed, IQuerySession session, HttpContext http)
    {
        var state = await session.Events.FetchStreamStateAsync(stream, http.RequestAborted);
        return state is null ? Problem.Reply(http, unknown) : await Of(stream, [], state.Version, page, feed, session, http);
    }

    private static async Task<IResult> FlowHistory(string name, [AsParameters] PageQuery page, EventFeed feed, IQuerySession session, HttpContext http)
    {
        var version = await session.Events.FetchStreamStateAsync(StreamKeys.Flow(name), http.RequestAborted);
        var flow = await session.State<AdoptedFlow>(StreamKeys.Flow(name), http.RequestAborted);
        return version is null || flow is null ? Problem.Reply(http, FlowRules.Unknown) : await Of(flow.Id, flow.Requests, version.Version, page, feed, session, http);
    }

    private static async Task<IResult> Of(string stream, IEnumerable<string> requests, long version, PageQuery page, EventFeed feed, IQuerySession session, HttpContext http)
    {
        if (page.Fault(FeedPlace.Parts) is { } fault) return Problem.Reply(http, fault);
        if (FeedPlace.Of(page) is not { } place) return Problem.Reply(http, PageQuery.BadCursor);
        string[] streams = [stream, .. requests.Select(StreamKeys.Request)];
        return Reply.Ok(await feed.Read(session, new EventFilter(null, null, null, null, null), streams, place, page.Size, FeedData.None, http.RequestAborted), version);
    }
}
