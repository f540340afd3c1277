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
    }

    private static async Task<IResult> Events([AsParameters] EventFilter filter, [AsParameters] PageQuery page, EventFeed feed, IQuerySession session, HttpContext http) =>
        page.Fault(FeedPlace.Parts) is null && FeedPlace.Of(page) is { } place
            ? Reply.Ok(await feed.Read(session, filter, null, place, page.Size, withData: true, http.RequestAborted))
            : Problem.Reply(http, page.Fault(FeedPlace.Parts) ?? PageQuery.BadCursor);

    private static async Task<IResult> History(string policyId, [AsParameters] PageQuery page, EventFeed feed, IQuerySession session, HttpContext http)
    {
        if (page.Fault(FeedPlace.Parts) is { } fault) return Problem.Reply(http, fault);
        if (FeedPlace.Of(page) is not { } place) return Problem.Reply(http, PageQuery.BadCursor);
        var view = await session.LoadAsync<PolicyView>(StreamKeys.Policy(policyId), http.RequestAborted);
        if (view is null) return Problem.Reply(http, PolicyRules.Unknown);
        string[] streams = [view.Id, .. view.Requests.Select(StreamKeys.Request)];
        return Reply.Ok(await feed.Read(session, new EventFilter(null, null, null, null, null), streams, place, page.Size, withData: false, http.RequestAborted), view.Version);
    }
}
