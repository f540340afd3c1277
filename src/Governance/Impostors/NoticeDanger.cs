using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Impostors;

/// <summary>Say that a suspect takes money, collects secrets, spreads malware or endangers somebody.</summary>
/// <param name="Observed">What was seen; names nobody.</param>
public sealed record NoticeDanger(string Observed)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<NoticeDanger>
    {
        /// <summary>What was seen.</summary>
        public Validator() => RuleFor(command => command.Observed).Reason();
    }
}

/// <summary>POST /impostors/{caseId}/danger.</summary>
public static class NoticeDangerEndpoint
{
    /// <summary>Makes it urgent.</summary>
    [WolverinePost("/impostors/{caseId}/danger"), Tags("Impostors"), EndpointName("noticeDanger"), EndpointSummary("Say that somebody is in danger")]
    [EndpointDescription("Anybody may. Security and Legal then decide within 4 hours, and the platform has 24 hours to answer.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Post(string caseId, NoticeDanger command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        ImpostorDesk.For(session, bus, http).Change(caseId, suspect => ImpostorDecider.Decide(new DangerNoticed(command.Observed), suspect));
}
