using System.Text.Json.Serialization;
using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Accounts;

/// <summary>Propose to retire an account.</summary>
/// <param name="Reason">Why; names nobody.</param>
public sealed record ProposeRetirement(string Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ProposeRetirement>
    {
        /// <summary>Bounds.</summary>
        public Validator() => RuleFor(command => command.Reason).Reason();
    }
}

/// <summary>Agree to retire an account.</summary>
/// <param name="On">When: at least 30 days from now.</param>
/// <param name="Shortened">Why it must be sooner; only legal and security may.</param>
public sealed record ConfirmRetirement([property: JsonRequired] DateTimeOffset On, string? Shortened)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ConfirmRetirement>
    {
        /// <summary>Bounds.</summary>
        public Validator() => RuleFor(command => command.Shortened).Note();
    }
}

/// <summary>Call a retirement off.</summary>
/// <param name="Reason">Why; names nobody.</param>
public sealed record CancelRetirement(string Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<CancelRetirement>
    {
        /// <summary>Bounds.</summary>
        public Validator() => RuleFor(command => command.Reason).Reason();
    }
}

/// <summary>Record that the account is locked and its handle kept.</summary>
public sealed record ParkAccount
{
    /// <summary>Shape only: it has no members.</summary>
    public sealed class Validator : AbstractValidator<ParkAccount>;
}

/// <summary>Record that the account was deleted on its platform.</summary>
/// <param name="Reason">Which law or rule demanded it.</param>
public sealed record DeleteAccount(string Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<DeleteAccount>
    {
        /// <summary>Bounds.</summary>
        public Validator() => RuleFor(command => command.Reason).Reason();
    }
}

/// <summary>POST /accounts/{accountId}/propose-retirement and its like: an account ends by two people's will and after notice.</summary>
public static class RetireAccountEndpoint
{
    /// <summary>A second person confirms.</summary>
    [WolverinePost("/accounts/{accountId}/propose-retirement"), Tags("Accounts"), EndpointName("proposeRetirement"), EndpointSummary("Propose to retire an account")]
    [EndpointDescription("For whoever runs the account, and stewards. A steward confirms an owner's proposal, the owner a steward's.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Propose(string accountId, ProposeRetirement command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        return desk.Change(accountId, desk.Runs, account => AccountDecider.Decide(new RetirementProposed(command.Reason), account));
    }

    /// <summary>Announces it.</summary>
    [WolverinePost("/accounts/{accountId}/confirm-retirement"), Tags("Accounts"), EndpointName("confirmRetirement"), EndpointSummary("Confirm a retirement")]
    [EndpointDescription("Notices are due 30 days, 14 days and 48 hours before. A member of legal or security may shorten them, and says why.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Confirm(string accountId, ConfirmRetirement command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        var urgent = await desk.IsIn("legal", "security");
        return await desk.Change(accountId, account => urgent ? null : desk.Runs(account), account => AccountDecider.Decide(new RetirementAnnounced(command.On.ToUniversalTime(), command.Shortened), account, desk.Me, desk.IsSteward, urgent, desk.Desk.Now));
    }

    /// <summary>Before its day.</summary>
    [WolverinePost("/accounts/{accountId}/cancel-retirement"), Tags("Accounts"), EndpointName("cancelRetirement"), EndpointSummary("Cancel a retirement")]
    [EndpointDescription("For whoever runs the account, and stewards.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Cancel(string accountId, CancelRetirement command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        return desk.Change(accountId, desk.Runs, account => AccountDecider.Decide(new RetirementCancelled(command.Reason), account));
    }

    /// <summary>When its day has come.</summary>
    [WolverinePost("/accounts/{accountId}/park"), Tags("Accounts"), EndpointName("parkAccount"), EndpointSummary("Park a retired account")]
    [EndpointDescription("For whoever runs the account, and stewards, once the notices have run. The handle is kept and never freed.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Park(string accountId, ParkAccount command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        return desk.Change(accountId, desk.Runs, account => AccountDecider.Decide(new AccountParked(), account, desk.Desk.Now));
    }

    /// <summary>Only where a law or the platform demands it.</summary>
    [WolverinePost("/accounts/{accountId}/delete"), Tags("Accounts"), EndpointName("deleteAccount"), EndpointSummary("Record a deletion")]
    [EndpointDescription("For stewards, once the notices have run. The handle is watched for ever, and nobody else's account may be listed under it unnoticed.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Delete(string accountId, DeleteAccount command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        return desk.Change(accountId, desk.Keeps, account => AccountDecider.Decide(new AccountDeleted(command.Reason), account, desk.Desk.Now));
    }
}
