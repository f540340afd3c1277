using FluentValidation;
using Governance.Approvals;
using Governance.Platforms;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Accounts;

/// <summary>Ask to open an account that does not exist yet.</summary>
/// <param name="Url">The address that it is to have.</param>
/// <param name="Profile">What it is for.</param>
/// <param name="Owner">Who is to own it; absent is you.</param>
/// <param name="BackupOwner">Who is to stand beside the owner; they accept by an act of their own.</param>
/// <param name="Justification">Why no existing account would serve.</param>
public sealed record RequestAccount(string Url, AccountProfile Profile, string? Owner, string? BackupOwner, string Justification)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<RequestAccount>
    {
        /// <summary>An address, a description, people and a reason.</summary>
        public Validator()
        {
            RuleFor(command => command.Url).Address();
            RuleFor(command => command.Profile).NotNull().WithMessage("Send the profile.").SetValidator(new AccountProfileValidator());
            RuleFor(command => command.Owner).MaybePerson();
            RuleFor(command => command.BackupOwner).MaybePerson();
            RuleFor(command => command.Justification).Reason();
        }
    }
}

/// <summary>Record that the account that was asked for now exists.</summary>
/// <param name="PlatformId">The platform's immutable id, or absent while it is not known.</param>
public sealed record OpenAccount(string? PlatformId)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<OpenAccount>
    {
        /// <summary>Bounds.</summary>
        public Validator() => RuleFor(command => command.PlatformId).MaximumLength(200).WithMessage("Keep it to 200 characters.");
    }
}

/// <summary>POST /accounts/request and /accounts/{accountId}/open: no account is opened before its request is approved.</summary>
public static class RequestAccountEndpoint
{
    /// <summary>Opens a request under the flow claim-account.</summary>
    [WolverinePost("/accounts/request"), Tags("Accounts"), EndpointName("requestAccount"), EndpointSummary("Ask to open an account")]
    [EndpointDescription("Everybody may ask. The request is decided under the flow claim-account; once it is approved and the account exists, POST /accounts/{accountId}/open registers it.")]
    [ProducesResponseType<Receipt>(201)]
    public static async Task<IResult> Request(RequestAccount command, PlatformShelf platforms, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        var (address, unreadable) = platforms.Account(command.Url);
        if (unreadable is not null) return desk.Desk.Refuse(unreadable);
        var (accountId, requestId, owner) = (desk.NewId(), desk.NewId(), command.Owner ?? desk.Me);
        var decision = AccountDecider.Decide(
            new AccountRequested(address!.Platform, address.Handle, address.Url, command.Profile, owner, command.BackupOwner, command.Justification, requestId),
            (await desk.Taken(address))?.Refusal, await desk.Holders(owner, command.BackupOwner));
        if (decision.Refusal is { } refusal) return desk.Desk.Refuse(refusal);
        var asked = (AccountRequested)decision.Facts[0];
        var content = AccountRequests.Content(asked);
        content.Keep(session);
        var (rejected, _) = await RequestDesk.Beside(desk.Desk, session, bus, http)
            .Submit(requestId, AccountRequests.Flow, flow => AccountRequests.Opening(flow, accountId, asked, content, desk.Me), () => throw new InvalidOperationException("A new id was in use."));
        if (rejected is not null) return desk.Desk.Refuse(rejected);
        return await desk.Append(await desk.Desk.Open<Account>(StreamKeys.Account(accountId)), decision.Facts, StatusCodes.Status201Created, $"/requests/{requestId}");
    }

    /// <summary>Registers what was approved and now exists.</summary>
    [WolverinePost("/accounts/{accountId}/open"), Tags("Accounts"), EndpointName("openAccount"), EndpointSummary("Record that an approved account was opened")]
    [EndpointDescription("For whoever is to own it, and stewards. It is registered from this moment, under the policies in force.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Open(string accountId, OpenAccount command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        return desk.Change(accountId, desk.Runs, async account =>
        {
            if (command.PlatformId is not null && await desk.Taken(new AccountAddress(account.Platform, account.Handle, account.Url, command.PlatformId), besides: accountId) is { } taken) return taken.Refusal;
            if (await AccountRequests.Decided(session, accountId, desk.Desk.Aborted) is not var (requestId, flow)) return AccountRules.NotApproved;
            return AccountDecider.Open(command.PlatformId, account, await desk.Policies(account.Platform, account.Profile.Class), requestId, flow, desk.Desk.Now);
        });
    }
}
