using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Policies;

/// <summary>End the policy.</summary>
/// <param name="Reason">Why, for everyone who reads its history.</param>
public sealed record RetirePolicy(string Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<RetirePolicy>
    {
        /// <summary>A reason that can be read.</summary>
        public Validator() => RuleFor(command => command.Reason).Reason();
    }
}

/// <summary>POST /policies/{policyId}/retire.</summary>
public static class RetirePolicyEndpoint
{
    /// <summary>Retires what was in force.</summary>
    [WolverinePost("/policies/{policyId}/retire"), Tags("Policies"), EndpointName("retirePolicy"), EndpointSummary("Retire a policy that was in force")]
    [EndpointDescription("The end of the policy: no version is in force afterwards and none will follow. Its history stays.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Post(string policyId, RetirePolicy command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        PolicyDesk.For(session, bus, http).ChangePublished(policyId, (policy, _) => PolicyDecider.Decide(command, policy));
}
