using Governance.Audit.Past;
using Governance.Flows;
using Governance.Shared;
using JasperFx.Events.Projections;
using Marten;

namespace Governance.Approvals;

/// <summary>Requests for approval, evaluated by flows, for any kind of subject.</summary>
public static class ApprovalsFeature
{
    private const string Replayed = "A replay is a computation that runs here, and no part of what is recorded.";

    /// <summary>Adds the facts, the states and the flows.</summary>
    public static void AddApprovals(this WebApplicationBuilder builder)
    {
        var shelf = new FlowShelf();
        builder.Services.AddSingleton(shelf);
        builder.Services.AddSingleton<RequestFollowing>();
        builder.Services.AddSingleton(FlowSubject.Type);
        builder.Services.AddSingleton<Simulations>();
        builder.Services.AddSingleton<Replays>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Replays>());
        builder.Services.AddSingleton<RequestLooks>();
        builder.Services.AddSingleton(ViewOf.Stream<Request, RequestLine>());
        builder.Services.AddHostedService<OlderRequests>();
        builder.Services.ConfigureMarten(store =>
        {
            store.StoreFacts<RequestEvent>();
            store.StoreFacts<FlowEvent>();
            store.Projections.Add<AdoptedFlowProjection>(ProjectionLifecycle.Inline);
            var requests = new RequestProjection(shelf);
            store.Projections.Add(requests, ProjectionLifecycle.Inline);
            store.Projections.Add(new RequestLineProjection(requests, shelf), ProjectionLifecycle.Inline);
            store.AddRequestTables();
        });
    }

    /// <summary>Maps the reads; commands are found by themselves.</summary>
    public static void MapApprovals(this WebApplication app)
    {
        app.MapGet("/requests", ReadRequests.List).WithTags("Approvals").WithName("listRequests").WithSummary("Approval requests")
            .WithDescription("The newest first, filtered by state, flow, subject, whom they wait for, and whether they are overdue.").Produces<Page<RequestRow>>().ProducesProblem(400);
        app.MapGet("/requests/{requestId}", ReadRequests.Get).WithTags("Approvals").WithName("getRequest").WithSummary("One request, explained")
            .WithDescription("Who counted, who did not and why, who could still act, and the smallest set of people that would finish it.")
            .Produces<RequestView>().ProducesProblem(400).ProducesProblem(404);
        app.MapGet("/requests/{requestId}/content", ReadContent.Get).WithTags("Approvals").WithName("getRequestContent").WithSummary("What is before the approvers")
            .WithDescription("The digest of every field and, where it is kept here, the text; of the current revision, or of any other.")
            .Produces<ContentView>().ProducesProblem(400).ProducesProblem(404);
        app.MapGet("/requests/{requestId}/changes", ReadChanges.Get).WithTags("Approvals").WithName("getRequestChanges").WithSummary("What changed between two revisions")
            .WithDescription("Which fields changed, in which revision and by whom; word by word where the texts are kept here.")
            .Produces<ChangesView>().ProducesProblem(400).ProducesProblem(404);
        app.MapGet("/requests/{requestId}/record", ReadRecord.Get).WithTags("Approvals").WithName("getRequestRecord").WithSummary("The facts of a request, to evaluate elsewhere")
            .WithDescription("In the form that `governance flows evaluate --history` reads. With the text of the flow's version from GET /flows/{name} the outcome can be told without this service.")
            .Produces<ReadRecord.Shape>().ProducesProblem(404);
        app.MapGet("/requests/load", ReadLoad.Get).WithTags("Approvals").WithName("getLoad").WithSummary("How much waits, and for whom")
            .WithDescription("By person: how many requests wait, how many are overdue, since when the oldest is open. By flow: the same of what is open.").Produces<LoadView>().ProducesProblem(400);
        app.MapGet("/inbox", ReadInbox.Get).WithTags("Approvals").WithName("getInbox").WithSummary("What waits for you")
            .WithDescription("Requests that you could act on now, and why: the overdue first, then by the nearest moment, then the oldest. Each says what changed since you last read it at GET /requests/{requestId}.")
            .Produces<Page<InboxRow>>().ProducesProblem(400);
        app.MapGet("/flows", ReadFlows.List).WithTags("Approvals").WithName("listFlows").WithSummary("Flows in force")
            .WithDescription("The flows that the organisation follows, by name.").Produces<Page<FlowRow>>();
        app.MapGet("/flows/{name}", ReadFlows.Get).WithTags("Approvals").WithName("getFlow").WithSummary("One flow with its versions")
            .WithDescription("The text of every adopted version, on what ground it was adopted, and what is proposed.").Produces<FlowView>().ProducesProblem(404);
        app.MapGet("/flows/{name}/proposal", ReadProposal.Get).WithTags("Approvals").WithName("getFlowProposal").WithSummary("The proposed version of a flow")
            .WithDescription("Its text, and line by line what it changes in the version in force: what those who adopt flows read.").Produces<FlowProposalView>().ProducesProblem(404);
        app.MapGet("/flows/{name}/replays/{replayId}", ReadReplays.Get).WithTags("Approvals").WithName("getReplay").WithSummary("How far a replay has come")
            .WithDescription("While it runs, Retry-After says when to look again.").Produces<ReplayView>().ProducesProblem(404).AnswersOfNowOnly(Replayed);
        app.MapGet("/flows/{name}/replays/{replayId}/outcomes", ReadReplays.Outcomes).WithTags("Approvals").WithName("listReplayOutcomes").WithSummary("How each request came out")
            .WithDescription("By request id, with the first difference and the reason, or for whom it would still wait. While the replay runs there is always a next.")
            .Produces<Page<ReplayedRequest>>().ProducesProblem(400).ProducesProblem(404).AnswersOfNowOnly(Replayed);
    }
}
