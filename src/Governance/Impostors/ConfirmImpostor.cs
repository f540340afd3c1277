using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Impostors;

/// <summary>Confirm that a suspect is an impostor.</summary>
/// <param name="Reason">Why; names nobody.</param>
public sealed record ConfirmImpostor(string Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ConfirmImpostor>
    {
        /// <summary>A reason.</summary>
        public Validator() => RuleFor(command => command.Reason).Reason();
    }
}

/// <summary>POST /impostors/{caseId}/confirm.</summary>
public static class ConfirmImpostorEndpoint
{
    /// <summary>Confirms what somebody else proposed.</summary>
    [WolverinePost("/impostors/{caseId}/confirm"), Tags("Impostors"), EndpointName("confirmImpostor"), EndpointSummary("Confirm an impostor")]
    [EndpointDescription("Takes a member of the group legal who did not propose it.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Post(string caseId, ConfirmImpostor command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = ImpostorDesk.For(session, bus, http);
        return desk.ChangeAsLegal(caseId, suspect => ImpostorDecider.Decide(new ImpostorConfirmed(command.Reason), suspect, desk.Desk.Caller.Person));
    }
}
