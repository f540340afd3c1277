using FluentValidation;
using Governance.Flows;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Approvals;

/// <summary>Go ahead without the approvals.</summary>
/// <param name="Reason">Why it cannot wait.</param>
public sealed record BreakGlassOnRequest(string Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<BreakGlassOnRequest>
    {
        /// <summary>What must be said, within bounds.</summary>
        public Validator()
        {
            RuleFor(command => command.Reason).Reason();
        }
    }
}

/// <summary>POST /requests/{requestId}/break-glass.</summary>
public static class BreakGlassOnRequestEndpoint
{
    /// <summary>Go ahead without the approvals.</summary>
    [WolverinePost("/requests/{requestId}/break-glass"), Tags("Approvals"), EndpointName("breakGlass"), EndpointSummary("Go ahead without the approvals")]
    [EndpointDescription("Only for those whom the flow names, at once, and never counted as an approval. Where the flow asks for a review it is an exception until that is done; not reviewed in time, it may be undone.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Post(string requestId, BreakGlassOnRequest command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        RequestDesk.For(session, bus, http).Act(requestId, act => RequestDecider.BreakGlass(new GlassBroken(command.Reason), act));
}
