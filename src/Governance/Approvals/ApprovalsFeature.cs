using Governance.Flows;
using Governance.Shared;
using JasperFx.Events.Projections;
using Marten;
using Marten.Schema;
using Marten.Schema.Indexing.Unique;

namespace Governance.Approvals;

/// <summary>Requests for approval, evaluated by flows, for any kind of subject.</summary>
public static class ApprovalsFeature
{
    /// <summary>Adds the facts, the states and the flows.</summary>
    public static void AddApprovals(this WebApplicationBuilder builder)
    {
        var shelf = new FlowShelf();
        builder.Services.AddSingleton(shelf);
        builder.Services.AddSingleton<RequestFollowing>();
        builder.Services.AddSingleton(FlowSubject.Type);
        builder.Services.AddSingleton<Replays>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Replays>());
        builder.Services.ConfigureMarten(store =>
        {
            store.StoreFacts<RequestEvent>();
            store.StoreFacts<FlowEvent>();
            store.Projections.Add<AdoptedFlowProjection>(ProjectionLifecycle.Inline);
            store.Projections.Add(new RequestProjection(shelf), ProjectionLifecycle.Inline);
            store.Schema.For<ContentText>();
            store.Schema.For<Request>().Duplicate(request => request.State).Duplicate(request => request.SubjectId).Duplicate(request => request.Flow).Duplicate(request => request.SubjectType).Duplicate(request => request.IsOpen).GinIndexJsonData()
                .Index([request => request.Flow, request => request.SubjectId], OneOpen);
        });
    }

    // Whoever opens a request about the same subject at the same moment waits here for the first, and is refused.
    private static void OneOpen(ComputedIndex index)
    {
        index.Name = "mt_doc_request_one_open";
        index.IsUnique = true;
        index.TenancyScope = TenancyScope.PerTenant;
        index.Predicate = "is_open";
    }

    /// <summary>Maps the reads; commands are found by themselves.</summary>
    public static void MapApprovals(this WebApplication app)
    {
        app.MapGet("/requests", ReadRequests.List).WithTags("Approvals").WithName("listRequests").WithSummary("Approval requests")
            .WithDescription("The newest first, filtered by state, flow and subject.").Produces<Page<RequestRow>>().ProducesProblem(400);
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
        app.MapGet("/inbox", ReadRequests.Inbox).WithTags("Approvals").WithName("getInbox").WithSummary("What waits for you")
            .WithDescription("Requests that you could act on now, the oldest first.").Produces<Page<RequestRow>>().ProducesProblem(400);
        app.MapGet("/flows", ReadFlows.List).WithTags("Approvals").WithName("listFlows").WithSummary("Flows in force")
            .WithDescription("The flows that the organisation follows, by name.").Produces<Page<FlowRow>>();
        app.MapGet("/flows/{name}", ReadFlows.Get).WithTags("Approvals").WithName("getFlow").WithSummary("One flow with its versions")
            .WithDescription("The text of every adopted version, on what ground it was adopted, and what is proposed.").Produces<FlowView>().ProducesProblem(404);
        app.MapGet("/flows/{name}/proposal", ReadProposal.Get).WithTags("Approvals").WithName("getFlowProposal").WithSummary("The proposed version of a flow")
            .WithDescription("Its text, and line by line what it changes in the version in force: what those who adopt flows read.").Produces<FlowProposalView>().ProducesProblem(404);
        app.MapGet("/flows/{name}/replays/{replayId}", ReadReplays.Get).WithTags("Approvals").WithName("getReplay").WithSummary("How far a replay has come")
            .WithDescription("While it runs, Retry-After says when to look again.").Produces<ReplayView>().ProducesProblem(404);
        app.MapGet("/flows/{name}/replays/{replayId}/outcomes", ReadReplays.Outcomes).WithTags("Approvals").WithName("listReplayOutcomes").WithSummary("How each request came out")
            .WithDescription("By request id, with the first difference and the reason, or for whom it would still wait. While the replay runs there is always a next.")
            .Produces<Page<ReplayedRequest>>().ProducesProblem(400).ProducesProblem(404);
    }
}
