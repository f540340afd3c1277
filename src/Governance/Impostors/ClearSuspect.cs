using System.Text.Json.Serialization;
using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Impostors;

/// <summary>Close a case: the suspect is no impostor.</summary>
/// <param name="Class">parody, fan, namesake or employeesOwn.</param>
/// <param name="Reason">Why; names nobody.</param>
public sealed record ClearSuspect([property: JsonRequired] SuspectClass Class, string Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ClearSuspect>
    {
        /// <summary>A reason.</summary>
        public Validator() => RuleFor(command => command.Reason).Reason();
    }
}

/// <summary>POST /impostors/{caseId}/clear.</summary>
public static class ClearSuspectEndpoint
{
    /// <summary>Clears and closes.</summary>
    [WolverinePost("/impostors/{caseId}/clear"), Tags("Impostors"), EndpointName("clearSuspect"), EndpointSummary("Clear a suspect")]
    [EndpointDescription("Legal does, instead of confirming, or when the reasons of a platform's refusal persuade. The case is closed; a search does not open it again unless something has changed.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Post(string caseId, ClearSuspect command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = ImpostorDesk.For(session, bus, http);
        return desk.ChangeAsLegal(caseId, suspect => ImpostorDecider.Decide(new CaseCleared(command.Class, command.Reason), suspect, desk.Desk.Caller.Person));
    }
}
