using FluentValidation;
using Governance.Leads;
using Governance.Platforms;
using Governance.Shared;
using Marten;
using Wolverine.Http;

namespace Governance.Impostors;

/// <summary>Say that an account may pass itself off as the organisation or one of its people.</summary>
/// <param name="Url">Its address, as it stands there.</param>
/// <param name="PlatformId">The platform's immutable id, when it is known.</param>
/// <param name="Observed">What was seen, and where; names nobody, for it stays in the history for ever.</param>
/// <param name="Danger">Whether it takes money, collects secrets, spreads malware or endangers somebody.</param>
/// <param name="Change">What has changed since a case about the same account was cleared; absent when there was none.</param>
public sealed record SuspectImpostor(string Url, string? PlatformId, string Observed, bool? Danger, string? Change)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<SuspectImpostor>
    {
        /// <summary>An address and what was seen.</summary>
        public Validator()
        {
            RuleFor(command => command.Url).NotEmpty().WithMessage("Give the account's address.").MaximumLength(2000).WithMessage("Keep the address to 2,000 characters.");
            RuleFor(command => command.PlatformId).Matches(@"^[^\s\p{Cc}]{1,200}\z").WithMessage("A platform's id has 1 to 200 characters and no spaces.");
            RuleFor(command => command.Observed).Reason();
            RuleFor(command => command.Change).Note();
        }
    }
}

/// <summary>POST /impostors.</summary>
public static class SuspectImpostorEndpoint
{
    /// <summary>Opens a case, one for each account.</summary>
    [WolverinePost("/impostors"), Tags("Impostors"), EndpointName("suspectImpostor"), EndpointSummary("Report a suspected impostor")]
    [EndpointDescription("Anybody may. An account that somebody here answers for or claims is none of these, an open case about the same account is added to instead, and a cleared one is looked into again only when something has changed.")]
    [ProducesResponseType<Receipt>(201)]
    public static async Task<IResult> Post(SuspectImpostor command, PlatformShelf shelf, IDocumentSession session, HttpContext http)
    {
        var desk = Desk.For(session, http);
        var reading = SightingReading.Of(shelf.Read(command.Url), "url");
        if (reading.Address is not { } read) return desk.Refuse(reading.Refusal!);
        var address = read with { PlatformId = read.PlatformId ?? command.PlatformId };
        var account = (await KnownAccounts.Of(session, [address], desk.Aborted)).FindOurs(address);
        var cases = await KnownCases.Of(session, address, desk.Aborted);
        var suspicion = new ImpostorSuspected(address.Platform, address.Handle, address.Url, address.PlatformId, null, command.Observed, command.Danger is true, command.Change);
        var decision = ImpostorDecider.Decide(suspicion, account, cases.Open, cases.Cleared);
        if (decision.Refusal is { } no) return desk.Refuse(no);
        var caseId = Guid.CreateVersion7(desk.Now).ToString("N");
        return await desk.Start<ImpostorCase, ImpostorEvent>(StreamKeys.Impostor(caseId), _ => decision, ImpostorDesk.Self(caseId));
    }
}
