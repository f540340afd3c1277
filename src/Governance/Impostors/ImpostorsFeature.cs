using Governance.Shared;
using JasperFx.Events.Projections;
using Marten;

namespace Governance.Impostors;

/// <summary>Accounts that may pass themselves off as the organisation, and every report about them.</summary>
public static class ImpostorsFeature
{
    private const string Tenant = "tenant_id";

    /// <summary>Adds the facts, the state and the list.</summary>
    public static void AddImpostors(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(ViewOf.Stream<ImpostorCase, ImpostorView>());
        builder.Services.ConfigureMarten(Store);
    }

    private static void Store(StoreOptions store)
    {
        store.StoreFacts<ImpostorEvent>();
        store.Projections.Add<ImpostorProjection>(ProjectionLifecycle.Inline);
        store.Projections.Add<ImpostorViewProjection>(ProjectionLifecycle.Inline);
        store.Schema.For<ImpostorCase>();
        store.Schema.For<ImpostorView>();
        store.Policies.ForAllDocuments(mapping =>
        {
            if (mapping.DocumentType == typeof(ImpostorCase))
            {
                foreach (var column in (string[])[nameof(ImpostorCase.AddressKey), nameof(ImpostorCase.IdentityKey), nameof(ImpostorCase.IsOpen)]) mapping.DuplicateField(column);
                mapping.AddIndex(Tenant, "identity_key");
                // Two who suspect the same account at the same moment: the second waits here for the first, and is told of its case.
                var one = mapping.AddIndex(Tenant, "address_key");
                (one.Name, one.IsUnique, one.Predicate) = ("mt_doc_impostorcase_one_open", true, "is_open");
                mapping.AddIndex(Tenant, "address_key", "id");
            }

            if (mapping.DocumentType != typeof(ImpostorView)) return;
            foreach (var column in (string[])[nameof(ImpostorView.State), nameof(ImpostorView.Platform), nameof(ImpostorView.Danger), nameof(ImpostorView.DueOn)]) mapping.DuplicateField(column);
            mapping.AddIndex(Tenant, "state", "id");
            mapping.AddIndex(Tenant, "platform", "id");
            mapping.AddIndex(Tenant, "danger", "id");
        });
    }

    /// <summary>Maps the reads; commands are found by themselves.</summary>
    public static void MapImpostors(this WebApplication app)
    {
        app.MapGet("/impostors", ReadImpostors.List).WithTags("Impostors").WithName("listImpostors").WithSummary("Suspected impostors")
            .WithDescription("The newest first, with what is due next and whether it is late.").Produces<Page<ImpostorView>>().ProducesProblem(400);
        app.MapGet("/impostors/{caseId}", ReadImpostors.Get).WithTags("Impostors").WithName("getImpostor").WithSummary("One case with its evidence, reports and steps")
            .WithDescription("With what is due next and whether it is late.").Produces<ImpostorView>().ProducesProblem(400).ProducesProblem(404);
    }
}
