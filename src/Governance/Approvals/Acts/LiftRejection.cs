using FluentValidation;
using Governance.Flows;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Approvals;

/// <summary>Set somebody's rejection aside.</summary>
/// <param name="Stage">The stage it stands against.</param>
/// <param name="Person">Whose rejection it is.</param>
/// <param name="Reason">Why it no longer stands.</param>
public sealed record LiftRejection(string Stage, string Person, string Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<LiftRejection>
    {
        /// <summary>What must be said, within bounds.</summary>
        public Validator()
        {
            RuleFor(command => command.Stage).NotEmpty().MaximumLength(64);
            RuleFor(command => command.Person).NotEmpty().MaximumLength(64);
            RuleFor(command => command.Reason).Reason();
        }
    }
}

/// <summary>POST /requests/{requestId}/lift.</summary>
public static class LiftRejectionEndpoint
{
    /// <summary>Set a rejection aside.</summary>
    [WolverinePost("/requests/{requestId}/lift"), Tags("Approvals"), EndpointName("liftRejection"), EndpointSummary("Set a rejection aside")]
    [EndpointDescription("A rejection stays until its person takes it back, or one of those whom the flow names sets it aside with a reason.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Post(string requestId, LiftRejection command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        RequestDesk.For(session, bus, http).Act(requestId, act => RequestDecider.Lift(new RejectionLifted(command.Stage, command.Person, command.Reason), act));
}
