using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Policies;

/// <summary>Take a published version back.</summary>
/// <param name="Label">Which.</param>
/// <param name="Reason">Why, for everyone who reads the history.</param>
public sealed record WithdrawPolicy(string Label, string Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<WithdrawPolicy>
    {
        /// <summary>A label and a reason.</summary>
        public Validator()
        {
            RuleFor(command => command.Label).NotEmpty().WithMessage("Name the version, such as 1.0.").MaximumLength(20);
            RuleFor(command => command.Reason).Reason();
        }
    }
}

/// <summary>POST /policies/{policyId}/withdraw.</summary>
public static class WithdrawPolicyEndpoint
{
    /// <summary>Withdraws a version that waits or is in force.</summary>
    [WolverinePost("/policies/{policyId}/withdraw"), Tags("Policies"), EndpointName("withdrawPolicy"), EndpointSummary("Withdraw a published version")]
    [EndpointDescription("For a version published in error, before or after it took effect. The version before it does not come back by itself.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Post(string policyId, WithdrawPolicy command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        PolicyDesk.For(session, bus, http).ChangePublished(policyId, (policy, _) => PolicyDecider.Decide(new PolicyWithdrawn(command.Label, command.Reason), policy));
}
