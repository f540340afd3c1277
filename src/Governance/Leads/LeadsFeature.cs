using Governance.Shared;
using JasperFx.Events.Projections;
using Marten;

namespace Governance.Leads;

/// <summary>Accounts that were seen and that nobody has claimed, until a steward says what they are.</summary>
public static class LeadsFeature
{
    private const string Tenant = "tenant_id";

    /// <summary>Adds the facts, the state and the queue.</summary>
    public static void AddLeads(this WebApplicationBuilder builder) => builder.Services.ConfigureMarten(store =>
    {
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
        });
    });

    /// <summary>Maps the reads; commands are found by themselves.</summary>
    public static void MapLeads(this WebApplication app)
    {
        app.MapGet("/leads", ReadLeads.List).WithTags("Leads").WithName("listLeads").WithSummary("Accounts that wait for a steward")
            .WithDescription("Or that are in any other state: the longest waiting first, with where each was seen, and whether it waits for longer than 5 workdays.").Produces<Page<LeadView>>().ProducesProblem(400);
        app.MapGet("/leads/{leadId}", ReadLeads.Get).WithTags("Leads").WithName("getLead").WithSummary("One lead, with where it was seen")
            .WithDescription("Now, or as of a version of its stream or a moment.").Produces<LeadView>().ProducesProblem(400).ProducesProblem(404);
    }
}
