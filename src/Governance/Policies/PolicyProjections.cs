using Governance.Shared;

namespace Governance.Policies;

/// <summary>Keeps <see cref="Policy"/> beside its stream.</summary>
public sealed class PolicyProjection() : FactsProjection<Policy, PolicyEvent>(PolicyDecider.Evolve);
