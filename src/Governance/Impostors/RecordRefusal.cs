using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Impostors;

/// <summary>Record that the platform will not act.</summary>
/// <param name="Reasons">Its reasons.</param>
public sealed record RecordRefusal(string Reasons)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<RecordRefusal>
    {
        /// <summary>Its reasons.</summary>
        public Validator() => RuleFor(command => command.Reasons).Reason();
    }
}

/// <summary>POST /impostors/{caseId}/refused.</summary>
public static class RecordRefusalEndpoint
{
    /// <summary>Records the refusal.</summary>
    [WolverinePost("/impostors/{caseId}/refused"), Tags("Impostors"), EndpointName("recordRefusal"), EndpointSummary("Record that the platform will not act")]
    [EndpointDescription("Legal or a steward records it with the platform's reasons. If they persuade, Legal clears the case; if not, Legal goes further.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Post(string caseId, RecordRefusal command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        ImpostorDesk.For(session, bus, http).ChangeAsLegalOrSteward(caseId, suspect => ImpostorDecider.Decide(new ReportRefused(command.Reasons), suspect));
}
