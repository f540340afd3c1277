using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine.Http;

namespace Governance.Leads;

/// <summary>Open a rejected lead again.</summary>
/// <param name="NewFact">What is known now that was not known when it was rejected; names nobody.</param>
/// <param name="Note">What follows from it; names nobody.</param>
public sealed record ReopenLead(string NewFact, string? Note)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ReopenLead>
    {
        /// <summary>A fact that can be read.</summary>
        public Validator()
        {
            RuleFor(command => command.NewFact).Reason();
            RuleFor(command => command.Note).Note();
        }
    }
}

/// <summary>POST /leads/{leadId}/reopen.</summary>
public static class ReopenLeadEndpoint
{
    /// <summary>Reopens a rejected lead.</summary>
    [WolverinePost("/leads/{leadId}/reopen"), Tags("Leads"), EndpointName("reopenLead"), EndpointSummary("Reopen a rejected lead")]
    [EndpointDescription("Takes a new fact. Another sighting of the same account is none.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Post(string leadId, ReopenLead command, IDocumentSession session, HttpContext http) =>
        Desk.For(session, http).Change<Lead, LeadEvent>(
            StreamKeys.Lead(leadId), LeadRules.Unknown, lead => LeadDecider.Decide(new LeadReopened(command.NewFact, command.Note), lead), $"/leads/{leadId}");
}
