using System.Text.Json.Serialization;
using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Impostors;

/// <summary>Say what a suspect is.</summary>
/// <param name="Class">impostor, parody, fan, namesake or employeesOwn.</param>
/// <param name="Reason">Why, by the test of the standard; names nobody.</param>
/// <param name="CriticisedYou">Whether the account has criticised you personally: then somebody else classifies it.</param>
public sealed record ClassifySuspect([property: JsonRequired] SuspectClass Class, string Reason, bool? CriticisedYou)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ClassifySuspect>
    {
        /// <summary>A reason.</summary>
        public Validator() => RuleFor(command => command.Reason).Reason();
    }
}

/// <summary>POST /impostors/{caseId}/classify.</summary>
public static class ClassifySuspectEndpoint
{
    /// <summary>Proposes an impostor, or clears whatever is none.</summary>
    [WolverinePost("/impostors/{caseId}/classify"), Tags("Impostors"), EndpointName("classifySuspect"), EndpointSummary("Say what a suspect is")]
    [EndpointDescription("A steward does, in danger also a member of security. An impostor waits for another person of Legal to confirm; anything else is cleared with this. Where the classes are in balance, clear it.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Post(string caseId, ClassifySuspect command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = ImpostorDesk.For(session, bus, http);
        var by = new Classifier(desk.IsSteward, await desk.IsMember(desk.Desk.Caller.Person, ImpostorDesk.Security), command.CriticisedYou is true);
        return await desk.Change(caseId, suspect => ImpostorDecider.Decide(new CaseClassified(command.Class, command.Reason), suspect, by));
    }
}
