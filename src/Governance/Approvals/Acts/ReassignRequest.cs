using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Approvals;

/// <summary>Hand your seat in one request to somebody else.</summary>
/// <param name="To">Who may decide from it.</param>
/// <param name="Until">Until when; absent: as long as the flow allows, or 30 days.</param>
/// <param name="Reason">Why, or absent.</param>
public sealed record ReassignRequest(string To, DateTimeOffset? Until, string? Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ReassignRequest>
    {
        /// <summary>What must be said, within bounds.</summary>
        public Validator()
        {
            RuleFor(command => command.To).NotEmpty().MaximumLength(64);
            RuleFor(command => command.Reason).Note();
        }
    }
}

/// <summary>POST /requests/{requestId}/reassign.</summary>
public static class ReassignRequestEndpoint
{
    /// <summary>Hand your seat to somebody else.</summary>
    [WolverinePost("/requests/{requestId}/reassign"), Tags("Approvals"), EndpointName("reassignRequest"), EndpointSummary("Hand your seat to somebody else")]
    [EndpointDescription("They may decide for you in this request, and so may you: one seat, one vote, the newest of both. Whoever may not decide on it themselves cannot decide for you either.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Post(string requestId, ReassignRequest command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        RequestDesk.For(session, bus, http).Act(requestId, act => RequestDecider.Reassign(new Reassignment(command.To, command.Until, command.Reason), act));
}
