using System.Text.Json.Serialization;
using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Impostors;

/// <summary>Record the next step after a refusal or silence.</summary>
/// <param name="Step">platformContact, complaint, authority, letter or court.</param>
/// <param name="Reason">Why this one; names nobody.</param>
/// <param name="AgreedBy">The executive who agrees to a court; absent for every other step.</param>
public sealed record EscalateCase([property: JsonRequired] EscalationStep Step, string Reason, string? AgreedBy)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<EscalateCase>
    {
        /// <summary>A reason.</summary>
        public Validator()
        {
            RuleFor(command => command.Reason).Reason();
            RuleFor(command => command.AgreedBy).Slug();
        }
    }
}

/// <summary>POST /impostors/{caseId}/escalate.</summary>
public static class EscalateCaseEndpoint
{
    /// <summary>Goes further.</summary>
    [WolverinePost("/impostors/{caseId}/escalate"), Tags("Impostors"), EndpointName("escalateCase"), EndpointSummary("Go further against an impostor")]
    [EndpointDescription("Legal does, once the platform refused, or has not answered within 5 workdays, or 24 hours in danger. A court takes the agreement of an executive.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Post(string caseId, EscalateCase command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = ImpostorDesk.For(session, bus, http);
        var agreed = command.AgreedBy is { } executive && executive != desk.Desk.Caller.Person && await desk.IsMember(executive, ImpostorDesk.Executives);
        // Somebody who cannot agree is no agreement, and an agreement that nobody asked for is told as such.
        return await desk.ChangeAsLegal(caseId, suspect => ImpostorDecider.Decide(
            new CaseEscalated(command.Step, command.Reason, command.AgreedBy), suspect, agreed || (command.Step != EscalationStep.Court && command.AgreedBy is not null), desk.Desk.Now));
    }
}
