using Governance.Shared;
using JasperFx.Events.Projections;
using Marten;

namespace Governance.Policies;

/// <summary>Policies from draft to retirement.</summary>
public static class PoliciesFeature
{
    /// <summary>Adds the facts, the state and the views.</summary>
    public static void AddPolicies(this WebApplicationBuilder builder) => builder.Services.ConfigureMarten(store =>
    {
        store.StoreFacts<PolicyEvent>();
        store.Projections.Add<PolicyProjection>(ProjectionLifecycle.Inline);
    });
}
