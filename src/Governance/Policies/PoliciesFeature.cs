using Governance.Shared;
using JasperFx.Events.Projections;
using Marten;
using Marten.Schema.Indexing.Unique;

namespace Governance.Policies;

/// <summary>Policies from draft to retirement.</summary>
public static class PoliciesFeature
{
    /// <summary>Adds the facts, the state and the views.</summary>
    public static void AddPolicies(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(PolicySubject.Type);
        builder.Services.AddSingleton(ViewOf.Stream<Policy, PolicyView>());
        builder.Services.ConfigureMarten(Store);
    }

    /// <summary>Maps the reads; commands are found by themselves.</summary>
    public static void MapPolicies(this WebApplication app)
    {
        var policies = app.MapGroup("/policies").WithTags("Policies");
        policies.MapGet("", PolicyRegister.Get).WithName("listPolicies").WithSummary("The register of policies")
            .WithDescription("Filtered by state, draft status, area, kind, review date and by what is, was or will be in force at a moment; sorted and paged. With asOf or position: as far as was known then.").Produces<Page<PolicyView>>().ProducesProblem(400);
        policies.MapGet("/{policyId}", ReadPolicy.Get).WithName("getPolicy").WithSummary("One policy with its versions")
            .WithDescription("Its draft, and every version that was ever published.").Produces<PolicyView>().ProducesProblem(400).ProducesProblem(404);
        policies.MapGet("/{policyId}/text", ReadPolicyText.Get).WithName("getPolicyText").WithSummary("A policy's text")
            .WithDescription("The text in force, of a label, or on a date, with asOf or position as far as was known then; as JSON with its clauses, as the Markdown file, or as HTML.")
            .Produces<PolicyTextView>().ProducesProblem(400).ProducesProblem(404);
        policies.MapGet("/{policyId}/redline", ReadRedline.Get).WithName("getPolicyRedline").WithSummary("What changed between any two versions")
            .WithDescription("Clauses added, removed, moved and changed, word by word; as JSON, Markdown or HTML.").Produces<RedlineView>().ProducesProblem(400).ProducesProblem(404);
        policies.MapGet("/{policyId}/print", PrintPolicy.Get).WithName("printPolicy").WithSummary("A policy as a page to print")
            .WithDescription("One self-contained HTML page with the version stamp.").Produces<string>(200, "text/html").ProducesProblem(404);
        policies.MapGet("/{policyId}/comments", ReadPolicy.Comments).WithName("listPolicyComments").WithSummary("Comments on the clauses")
            .WithDescription("Oldest first, with what became of each.").Produces<Page<ClauseComment>>().ProducesProblem(404);
    }

    private static void Store(StoreOptions store)
    {
        store.StoreFacts<PolicyEvent>();
        store.Projections.Add<PolicyProjection>(ProjectionLifecycle.Inline);
        store.Projections.Add<PolicyViewProjection>(ProjectionLifecycle.Inline);
        store.Projections.Add<PolicyCommentsProjection>(ProjectionLifecycle.Inline);
        store.Schema.For<PolicyView>().Duplicate(view => view.State).Duplicate(view => view.UpdatedAt).Duplicate(view => view.ReviewDueOn!)
            .Duplicate(view => view.Draft!.Status).Duplicate(view => view.Profile.Area).Duplicate(view => view.Profile.Kind).Duplicate(view => view.Profile.Title)
            // A page in the order of titles is read, not sorted; one of what changed last is read and sorted where moments are the same.
            .Index([view => view.Profile.Title, view => view.Id], index => index.TenancyScope = TenancyScope.PerTenant)
            .Index([view => view.UpdatedAt, view => view.Id], index => index.TenancyScope = TenancyScope.PerTenant);
    }
}
