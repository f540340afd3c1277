using System.Text.Json.Serialization;
using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine.Http;

namespace Governance.Leads;

/// <summary>Say that a lead is none of the organisation's.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Note">The same in words; needed when the reason is other. Names nobody, for it stays in the history for ever.</param>
public sealed record RejectLead([property: JsonRequired] LeadRejection Reason, string? Note)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<RejectLead>
    {
        /// <summary>Words where the reason has none.</summary>
        public Validator()
        {
            RuleFor(command => command.Note).NotEmpty().When(command => command.Reason == LeadRejection.Other).WithMessage("Say in a sentence what the other reason is.");
            RuleFor(command => command.Note).Note();
        }
    }
}

/// <summary>POST /leads/{leadId}/reject.</summary>
public static class RejectLeadEndpoint
{
    /// <summary>Rejects an open lead.</summary>
    [WolverinePost("/leads/{leadId}/reject"), Tags("Leads"), EndpointName("rejectLead"), EndpointSummary("Reject a lead")]
    [EndpointDescription("The rejection stands at the next search: only a new fact opens the lead again.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Post(string leadId, RejectLead command, IDocumentSession session, HttpContext http) =>
        Desk.For(session, http).Change<Lead, LeadEvent>(
            StreamKeys.Lead(leadId), LeadRules.Unknown, lead => LeadDecider.Decide(new LeadRejected(command.Reason, command.Note), lead), $"/leads/{leadId}");
}
