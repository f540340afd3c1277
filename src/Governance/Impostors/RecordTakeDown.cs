using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Impostors;

/// <summary>Record that the platform acted.</summary>
/// <param name="Done">What it did.</param>
public sealed record RecordTakeDown(string Done)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<RecordTakeDown>
    {
        /// <summary>What it did.</summary>
        public Validator() => RuleFor(command => command.Done).Reason();
    }
}

/// <summary>POST /impostors/{caseId}/taken-down.</summary>
public static class RecordTakeDownEndpoint
{
    /// <summary>Records the removal; the watch begins.</summary>
    [WolverinePost("/impostors/{caseId}/taken-down"), Tags("Impostors"), EndpointName("recordTakeDown"), EndpointSummary("Record that the platform acted")]
    [EndpointDescription("Legal or a steward records it. The stewards watch for the same impostor for 90 days.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Post(string caseId, RecordTakeDown command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        ImpostorDesk.For(session, bus, http).ChangeAsLegalOrSteward(caseId, suspect => ImpostorDecider.Decide(new ImpostorTakenDown(command.Done), suspect));
}
