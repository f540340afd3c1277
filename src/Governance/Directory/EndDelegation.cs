using FluentValidation;
using Governance.Privacy;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Directory;

/// <summary>End a delegation before its time.</summary>
/// <param name="DelegationId">Its id, as the person and GET /delegations show it.</param>
/// <param name="Reason">As far as it concerns others; names nobody else. It goes when this person is erased.</param>
public sealed record EndDelegation(string DelegationId, string? Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<EndDelegation>
    {
        /// <summary>An id, and a reason that can be read or none.</summary>
        public Validator()
        {
            RuleFor(command => command.DelegationId).NotEmpty().WithMessage("Name it by its id.").MaximumLength(64);
            RuleFor(command => command.Reason).Note();
        }
    }
}

/// <summary>POST /people/{personId}/end-delegation.</summary>
public static class EndDelegationEndpoint
{
    /// <summary>From now on nobody decides from these seats by it.</summary>
    [WolverinePost("/people/{personId}/end-delegation"), Tags("Directory"), EndpointName("endDelegation"), EndpointSummary("End a delegation before its time")]
    [EndpointDescription("One's own, or as an administrator that of a colleague who cannot. What the delegate decided meanwhile stays decided.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Post(string personId, EndDelegation command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = DirectoryDesk.For(session, bus, http);
        var ending = new DelegationEnded(command.DelegationId, Personal.OfAny(desk.About(personId), command.Reason));
        return desk.ChangeStandIn(personId, ending, (person, _) => DirectoryDecider.Decide(ending, person, desk.Desk.Now));
    }
}
