using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Policies;

/// <summary>Give the draft up.</summary>
/// <param name="Reason">Why.</param>
public sealed record AbandonDraft(string Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<AbandonDraft>
    {
        /// <summary>A reason that can be read.</summary>
        public Validator() => RuleFor(command => command.Reason).Reason();
    }
}

/// <summary>POST /policies/{policyId}/abandon.</summary>
public static class AbandonDraftEndpoint
{
    /// <summary>Abandons a draft that its approvers do not have.</summary>
    [WolverinePost("/policies/{policyId}/abandon"), Tags("Policies"), EndpointName("abandonDraft"), EndpointSummary("Abandon the draft")]
    [EndpointDescription("The version in force, if any, stays. The draft stays readable in the history.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Post(string policyId, AbandonDraft command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        PolicyDesk.For(session, bus, http).Change(policyId, (policy, _) => PolicyDecider.Decide(new PolicyAbandoned(command.Reason), policy));
}
