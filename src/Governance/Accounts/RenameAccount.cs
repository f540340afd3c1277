using FluentValidation;
using Governance.Platforms;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Accounts;

/// <summary>Record that an account bears another handle.</summary>
/// <param name="Url">Its address now.</param>
/// <param name="PlatformId">The platform's immutable id as seen there, or absent: with it a rename is told from a replacement.</param>
public sealed record RenameAccount(string Url, string? PlatformId)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<RenameAccount>
    {
        /// <summary>An address.</summary>
        public Validator()
        {
            RuleFor(command => command.Url).Address();
            RuleFor(command => command.PlatformId).MaximumLength(200).WithMessage("Keep it to 200 characters.");
        }
    }
}

/// <summary>Record that another account bears the handle now.</summary>
/// <param name="PlatformId">The platform id of the account that bears it, or absent while it is not known.</param>
/// <param name="List">Whether that other account speaks for the organisation, too: then it is listed, for somebody to claim.</param>
public sealed record ReplaceAccount(string? PlatformId, bool List)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ReplaceAccount>
    {
        /// <summary>Bounds.</summary>
        public Validator() => RuleFor(command => command.PlatformId).MaximumLength(200).WithMessage("Keep it to 200 characters.");
    }
}

/// <summary>POST /accounts/{accountId}/rename and /replace: a rename keeps the platform id, a replacement does not.</summary>
public static class RenameAccountEndpoint
{
    /// <summary>The same account under another handle.</summary>
    [WolverinePost("/accounts/{accountId}/rename"), Tags("Accounts"), EndpointName("renameAccount"), EndpointSummary("Record a rename")]
    [EndpointDescription("For whoever runs the account, and stewards. Refused when the platform id differs: then it is another account.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Rename(string accountId, RenameAccount command, PlatformShelf platforms, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        var (address, unreadable) = platforms.Account(command.Url, command.PlatformId);
        if (unreadable is not null) return desk.Desk.Refuse(unreadable);
        var taken = await desk.Taken(address!, besides: accountId);
        return await desk.Change(accountId, desk.Runs, account =>
            AccountDecider.Rename(new AccountRenamed(address!.Handle, address.Url), address.Platform, address.PlatformId, account, taken?.Refusal));
    }

    /// <summary>Another account under the same handle.</summary>
    [WolverinePost("/accounts/{accountId}/replace"), Tags("Accounts"), EndpointName("replaceAccount"), EndpointSummary("Record a replacement")]
    [EndpointDescription("For stewards. This entry leaves its address; with list the account that bears the handle now is listed in the same step.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Replace(string accountId, ReplaceAccount command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        var replacement = desk.NewId();
        AccountListed? listed = null;
        var answer = await desk.Change(accountId, desk.Keeps, account =>
        {
            var decision = AccountDecider.Replace(new AccountReplaced(command.List ? replacement : null), command.PlatformId, account);
            if (decision.Refusal is null && command.List) listed = new AccountListed(account.Platform, account.Handle, account.Url, command.PlatformId, account.Profile, null);
            return decision;
        });
        if (listed is null) return answer;
        var stream = await desk.Desk.Open<Account>(StreamKeys.Account(replacement));
        stream.AppendOne(listed);
        return answer;
    }
}
