using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Approvals;

/// <summary>Take a seat back that you had handed over for one request.</summary>
/// <param name="From">Who may no longer decide from it.</param>
public sealed record ReturnSeat(string From)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ReturnSeat>
    {
        /// <summary>Whom it is taken from.</summary>
        public Validator() => RuleFor(command => command.From).NotEmpty().MaximumLength(64);
    }
}

/// <summary>POST /requests/{requestId}/return-seat.</summary>
public static class ReturnSeatEndpoint
{
    /// <summary>Take your seat back.</summary>
    [WolverinePost("/requests/{requestId}/return-seat"), Tags("Approvals"), EndpointName("returnSeat"), EndpointSummary("Take your seat back")]
    [EndpointDescription("What was decided from it meanwhile stays decided, until you decide otherwise or take it back.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Post(string requestId, ReturnSeat command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        RequestDesk.For(session, bus, http).Act(requestId, act => RequestDecider.ReturnSeat(command.From, act));
}
