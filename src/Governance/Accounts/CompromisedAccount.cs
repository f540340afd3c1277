using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Accounts;

/// <summary>Report that an account may be out of control.</summary>
/// <param name="Observed">What was seen; names nobody.</param>
public sealed record ReportCompromise(string Observed)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ReportCompromise>
    {
        /// <summary>Bounds.</summary>
        public Validator() => RuleFor(command => command.Observed).Reason();
    }
}

/// <summary>Record that the account is under control again.</summary>
/// <param name="Note">What was done; names nobody.</param>
public sealed record RecoverAccount(string Note)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<RecoverAccount>
    {
        /// <summary>Bounds.</summary>
        public Validator() => RuleFor(command => command.Note).Reason();
    }
}

/// <summary>Record that the account could not be brought back.</summary>
/// <param name="Note">What was tried; names nobody.</param>
public sealed record LoseAccount(string Note)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<LoseAccount>
    {
        /// <summary>Bounds.</summary>
        public Validator() => RuleFor(command => command.Note).Reason();
    }
}

/// <summary>POST /accounts/{accountId}/report-compromise, /recover and /lose: an account that may be out of control.</summary>
public static class CompromisedAccountEndpoint
{
    /// <summary>By whoever sees it.</summary>
    [WolverinePost("/accounts/{accountId}/report-compromise"), Tags("Accounts"), EndpointName("reportCompromise"), EndpointSummary("Report a compromise")]
    [EndpointDescription("Everybody may: whoever sees it says so at once. Security decides what came of it.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Report(string accountId, ReportCompromise command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        return desk.Change(accountId, AccountDesk.Anybody, account => AccountDecider.Decide(new AccountCompromised(command.Observed), account));
    }

    /// <summary>Security's.</summary>
    [WolverinePost("/accounts/{accountId}/recover"), Tags("Accounts"), EndpointName("recoverAccount"), EndpointSummary("Record a recovery")]
    [EndpointDescription("Only for members of the group security.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Recover(string accountId, RecoverAccount command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        var security = await desk.IsIn("security");
        return await desk.Change(accountId, _ => security ? null : AccountRules.SecurityOnly, account => AccountDecider.Decide(new AccountRecovered(command.Note), account));
    }

    /// <summary>Security's.</summary>
    [WolverinePost("/accounts/{accountId}/lose"), Tags("Accounts"), EndpointName("loseAccount"), EndpointSummary("Record a loss")]
    [EndpointDescription("Only for members of the group security. The entry ends; its history stands.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Lose(string accountId, LoseAccount command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        var security = await desk.IsIn("security");
        return await desk.Change(accountId, _ => security ? null : AccountRules.SecurityOnly, account => AccountDecider.Decide(new AccountLost(command.Note), account));
    }
}
