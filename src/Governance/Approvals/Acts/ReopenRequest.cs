using FluentValidation;
using Governance.Flows;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Approvals;

/// <summary>Let a request go on that ended without approval.</summary>
/// <param name="Reason">Why.</param>
public sealed record ReopenRequest(string Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ReopenRequest>
    {
        /// <summary>What must be said, within bounds.</summary>
        public Validator()
        {
            RuleFor(command => command.Reason).Reason();
        }
    }
}

/// <summary>POST /requests/{requestId}/reopen.</summary>
public static class ReopenRequestEndpoint
{
    /// <summary>Reopen a request.</summary>
    [WolverinePost("/requests/{requestId}/reopen"), Tags("Approvals"), EndpointName("reopenRequest"), EndpointSummary("Reopen a request")]
    [EndpointDescription("A request that was rejected, withdrawn or expired goes on from its beginning, as long as the flow allows; everybody decides again.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Post(string requestId, ReopenRequest command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        RequestDesk.For(session, bus, http).Reopen(requestId, new RequestReopened(command.Reason));
}
