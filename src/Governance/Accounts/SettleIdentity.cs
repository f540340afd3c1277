using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Accounts;

/// <summary>Say which platform id is the account's, where what the platform states contradicts the register.</summary>
/// <param name="PlatformId">The id that is the account's: the one on record, or the one that the platform states.</param>
/// <param name="Note">How you found out; names nobody.</param>
public sealed record SettleIdentity(string PlatformId, string Note)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<SettleIdentity>
    {
        /// <summary>An id and a note.</summary>
        public Validator()
        {
            RuleFor(command => command.PlatformId).NotEmpty().WithMessage("Send the platform id that is the account's.").MaximumLength(200).WithMessage("Keep it to 200 characters.");
            RuleFor(command => command.Note).Reason();
        }
    }
}

/// <summary>POST /accounts/{accountId}/settle-identity.</summary>
public static class SettleIdentityEndpoint
{
    /// <summary>The account keeps its id, or takes the one that is stated; an entry that is the same account under an older handle leaves its address in the same step.</summary>
    [WolverinePost("/accounts/{accountId}/settle-identity"), Tags("Accounts"), EndpointName("settleIdentity"), EndpointSummary("Say which platform id is the account's")]
    [EndpointDescription("For stewards who have no stake in it, once the platform states another id than the register has, or one that another entry has. Where another account bears the handle now, record that with POST /accounts/{accountId}/replace instead.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Post(string accountId, SettleIdentity command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        return await desk.Change(accountId, desk.Keeps, async account =>
        {
            var heldBy = await FollowIdentityHandler.HeldBy(command.PlatformId, account, session, desk.Desk.Aborted);
            var other = heldBy is null ? null : await desk.Desk.Open<Account>(StreamKeys.Account(heldBy));
            var left = other is null ? null : AccountDecider.GiveUp(account, other.Aggregate!);
            var decision = AccountDecider.Settle(new IdentitySettled(command.PlatformId, command.Note), account, desk.Me, left?.Refusal);
            if (decision.Refusal is null)
                foreach (var fact in left?.Facts ?? []) other!.AppendOne(fact);
            return decision;
        });
    }
}
