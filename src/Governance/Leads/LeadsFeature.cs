using Governance.Shared;
using JasperFx.Events.Projections;
using Marten;

namespace Governance.Leads;

/// <summary>Accounts that were seen and that nobody has claimed, until a steward says what they are.</summary>
public static class LeadsFeature
{
    private const string Tenant = "tenant_id";

    /// <summary>Adds the facts, the state and the queue.</summary>
    public static void AddLeads(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PoliteTurns>();
        builder.Services.AddSingleton(ViewOf.Stream<Lead, LeadView>());
        builder.Services.ConfigureMarten(Store);
    }

    private static void Store(StoreOptions store)
    {
        store.StoreFacts<SearchEvent>();
        store.Projections.Add<SearchProjection>(ProjectionLifecycle.Inline);
        store.StoreFacts<LeadEvent>();
        store.Projections.Add<LeadProjection>(ProjectionLifecycle.Inline);
        store.Projections.Add<LeadViewProjection>(ProjectionLifecycle.Inline);
        store.Schema.For<LeadView>();
        store.Policies.ForAllDocuments(mapping =>
        {
            if (mapping.DocumentType != typeof(LeadView)) return;
            foreach (var column in (string[])[nameof(LeadView.State), nameof(LeadView.Platform), nameof(LeadView.WaitsSince), nameof(LeadView.DueOn)]) mapping.DuplicateField(column);
            mapping.AddIndex(Tenant, "state", "waits_since", "id");
            mapping.AddIndex(Tenant, "waits_since", "id");
            mapping.AddIndex(Tenant, "platform", "waits_since", "id");
            mapping.AddIndex(Tenant, "due_on");
        });
    }

    /// <summary>Maps the reads; commands are found by themselves.</summary>
    public static void MapLeads(this WebApplication app)
    {
        app.MapGet("/leads", ReadLeads.List).WithTags("Leads").WithName("listLeads").WithSummary("Accounts that wait for a steward")
            .WithDescription("Or that are in any other state: the longest waiting first, with where each was seen, and whether it waits for longer than 5 workdays.").Produces<Page<LeadView>>().ProducesProblem(400);
        app.MapGet("/leads/{leadId}", ReadLeads.Get).WithTags("Leads").WithName("getLead").WithSummary("One lead, with where it was seen")
            .WithDescription("With where it was seen, and what the stewards said of it.").Produces<LeadView>().ProducesProblem(400).ProducesProblem(404);
        app.MapGet("/sweeps/{sweepId}", ReadSearches.Sweep).WithTags("Leads").WithName("getSweep").WithSummary("How far a sweep is")
            .WithDescription("Each page with how many accounts it leads to and how many of them are new, or why it could not be read.").Produces<SweepView>().ProducesProblem(404);
        app.MapGet("/probes/{probeId}", ReadSearches.Probe).WithTags("Leads").WithName("getProbe").WithSummary("How far a probe is")
            .WithDescription("Each handle with whether it exists, does not, or nobody can tell.").Produces<ProbeView>().ProducesProblem(404);
    }
}
