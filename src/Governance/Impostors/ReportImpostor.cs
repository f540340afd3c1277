using System.Text.Json.Serialization;
using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Impostors;

/// <summary>Record that the platform was asked to act.</summary>
/// <param name="Reference">The number or address under which the platform keeps the report.</param>
/// <param name="Ground">The rule or law that is broken.</param>
/// <param name="Asked">The least that ends the deception: label, rename, removePost or suspension; in danger everything.</param>
/// <param name="Further">Why there is a further report: newFacts, noAnswer or appeal; absent for the first.</param>
public sealed record ReportImpostor(string Reference, string Ground, [property: JsonRequired] ReportedFor Asked, FurtherReport? Further)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ReportImpostor>
    {
        /// <summary>A reference and a ground.</summary>
        public Validator()
        {
            RuleFor(command => command.Reference).NotEmpty().WithMessage("Give the number or address that the platform gave.").MaximumLength(500).WithMessage("Keep it to 500 characters.");
            RuleFor(command => command.Ground).Reason();
        }
    }
}

/// <summary>POST /impostors/{caseId}/report.</summary>
public static class ReportImpostorEndpoint
{
    /// <summary>Records the report, and sets the timer of its answer.</summary>
    [WolverinePost("/impostors/{caseId}/report"), Tags("Impostors"), EndpointName("reportImpostor"), EndpointSummary("Record a report to the platform")]
    [EndpointDescription("Legal reports a confirmed impostor by the platform's own way, and records the reference within a workday. One case has one report; another takes new facts, a refusal to answer, or a right of appeal.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Post(string caseId, ReportImpostor command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = ImpostorDesk.For(session, bus, http);
        return desk.ChangeAsLegal(caseId, suspect =>
            ImpostorDecider.Decide(new ImpostorReported(command.Reference, command.Ground, command.Asked, command.Further), suspect, desk.Desk.Now));
    }
}
