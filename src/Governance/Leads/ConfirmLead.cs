using FluentValidation;
using Governance.Accounts;
using Governance.Platforms;
using Governance.Shared;
using JasperFx.Events;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Leads;

/// <summary>Say that a lead speaks for the organisation: list it in the register as a candidate for a claim.</summary>
/// <param name="PlatformId">The platform's immutable id, or absent while it is not known.</param>
/// <param name="Profile">What is known of it, its class among that.</param>
public sealed record ConfirmLead(string? PlatformId, AccountProfile Profile)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ConfirmLead>
    {
        /// <summary>A description.</summary>
        public Validator()
        {
            RuleFor(command => command.PlatformId).Matches(@"^[^\s\p{Cc}]{1,200}\z").WithMessage("A platform's id has 1 to 200 characters and no spaces.");
            RuleFor(command => command.Profile).NotNull().WithMessage("Send the profile.").SetValidator(new AccountProfileValidator());
        }
    }
}

/// <summary>POST /leads/{leadId}/confirm.</summary>
public static class ConfirmLeadEndpoint
{
    /// <summary>The lead's fact and the account's are one transaction; what is in the register already is recorded as matched.</summary>
    [WolverinePost("/leads/{leadId}/confirm"), Tags("Leads"), EndpointName("confirmLead"), EndpointSummary("List a lead in the register")]
    [EndpointDescription("It becomes a candidate for claims: nobody answers for it yet. The receipt's added is the account's id. An account that is in the register already is recorded as matched; where the register has one as deleted or lost, what bears the handle now is another and takes its place.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Post(string leadId, ConfirmLead command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = Desk.For(session, http);
        var stream = await desk.Open<Lead>(StreamKeys.Lead(leadId));
        if (stream.Aggregate is not { } lead) return desk.Refuse(LeadRules.Unknown);
        if (desk.Stale(stream) is { } stale) return desk.Refuse(stale);
        if (LeadDecider.Settled(lead) is { } settled) return desk.Refuse(settled);
        var address = new AccountAddress(lead.Platform, lead.Handle, lead.Url, lead.PlatformId ?? command.PlatformId);
        var (refusal, accountId, account, facts) = await AccountDesk.Beside(desk, session, bus).ListAnew(address, command.Profile, leadId);
        if (refusal is { Code: "account.gone-is-back" }) return desk.Refuse(refusal);
        if (refusal is not null) return Append(desk, stream, new LeadMatched(accountId), accountId);
        foreach (var fact in facts) account!.AppendOne(fact);
        return Append(desk, stream, new LeadConfirmed(accountId), accountId);
    }

    private static IResult Append(Desk desk, IEventStream<Lead> stream, LeadEvent fact, string accountId) =>
        desk.Append(stream, [fact], $"/leads/{StreamKeys.IdOf(stream.Key!)}", added: accountId);
}
