using FluentValidation;
using Governance.Impostors;
using Governance.Platforms;
using Governance.Shared;
using Marten;
using Wolverine.Http;

namespace Governance.Leads;

/// <summary>Pass a lead on: it may be somebody who passes themselves off as the organisation.</summary>
/// <param name="Observed">What was seen, and where; names nobody.</param>
/// <param name="Danger">Whether it takes money, collects secrets, spreads malware or endangers somebody.</param>
/// <param name="Change">What has changed since a case about the same account was cleared; absent when there was none.</param>
public sealed record PassLeadOn(string Observed, bool? Danger, string? Change)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<PassLeadOn>
    {
        /// <summary>What was seen.</summary>
        public Validator()
        {
            RuleFor(command => command.Observed).Reason();
            RuleFor(command => command.Change).Note();
        }
    }
}

/// <summary>POST /leads/{leadId}/pass-on.</summary>
public static class PassLeadOnEndpoint
{
    /// <summary>The lead's fact and the case's are one transaction; a case about the account that is open already takes the lead in.</summary>
    [WolverinePost("/leads/{leadId}/pass-on"), Tags("Leads"), EndpointName("passLeadOn"), EndpointSummary("Pass a lead on as a suspected impostor")]
    [EndpointDescription("Opens a case, or joins the open one about the same account. The receipt's added is the case's id.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Post(string leadId, PassLeadOn command, IDocumentSession session, HttpContext http)
    {
        var desk = Desk.For(session, http);
        var stream = await desk.Open<Lead>(StreamKeys.Lead(leadId));
        if (stream.Aggregate is not { } lead) return desk.Refuse(LeadRules.Unknown);
        if (desk.Stale(stream) is { } stale) return desk.Refuse(stale);
        if (LeadDecider.Settled(lead) is { } settled) return desk.Refuse(settled);
        var address = new AccountAddress(lead.Platform, lead.Handle, lead.Url, lead.PlatformId);
        var known = await KnownCases.Of(session, address, desk.Aborted);
        var caseId = known.Open ?? Guid.CreateVersion7(desk.Now).ToString("N");
        if (known.Open is null && await Suspect(session, desk, address, leadId, command, known, caseId) is { } refusal) return desk.Refuse(refusal);
        var decision = LeadDecider.Decide(new LeadPassedToImpostors(caseId), lead);
        return decision.Refusal is { } no ? desk.Refuse(no) : desk.Append(stream, decision.Facts, $"/leads/{leadId}", added: caseId);
    }

    private static async Task<Refusal?> Suspect(IDocumentSession session, Desk desk, AccountAddress address, string leadId, PassLeadOn command, KnownCases known, string caseId)
    {
        var account = (await KnownAccounts.Of(session, [address], desk.Aborted)).FindOurs(address);
        var suspicion = new ImpostorSuspected(address.Platform, address.Handle, address.Url, address.PlatformId, leadId, command.Observed, command.Danger is true, command.Change);
        var decision = ImpostorDecider.Decide(suspicion, account, known.Open, known.Cleared);
        if (decision.Refusal is { } no) return no;
        var stream = await desk.Open<ImpostorCase>(StreamKeys.Impostor(caseId));
        foreach (var fact in decision.Facts) stream.AppendOne(fact);
        return null;
    }
}
