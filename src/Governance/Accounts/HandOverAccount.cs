using System.Text.Json.Serialization;
using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Accounts;

/// <summary>Hand something of an account over.</summary>
/// <param name="What">What passes.</param>
/// <param name="From">Who holds it, by id.</param>
/// <param name="To">Who is to accept, by id.</param>
/// <param name="DueOn">By when it should be accepted; absent is in 14 days.</param>
public sealed record OpenHandOver([property: JsonRequired] Holding What, string From, string To, DateTimeOffset? DueOn)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<OpenHandOver>
    {
        /// <summary>Bounds.</summary>
        public Validator()
        {
            RuleFor(command => command.From).Person();
            RuleFor(command => command.To).Person();
        }
    }
}

/// <summary>Let somebody else accept.</summary>
/// <param name="HandOverId">Which hand-over.</param>
/// <param name="To">Who is to accept, by id.</param>
public sealed record RedirectHandOver(string HandOverId, string To)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<RedirectHandOver>
    {
        /// <summary>Bounds.</summary>
        public Validator()
        {
            RuleFor(command => command.HandOverId).Title();
            RuleFor(command => command.To).Person();
        }
    }
}

/// <summary>Accept what is handed over.</summary>
/// <param name="HandOverId">Which hand-over.</param>
public sealed record AcceptHandOver(string HandOverId)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<AcceptHandOver>
    {
        /// <summary>Bounds.</summary>
        public Validator() => RuleFor(command => command.HandOverId).Title();
    }
}

/// <summary>Say no to what is handed over.</summary>
/// <param name="HandOverId">Which hand-over.</param>
/// <param name="Reason">Why; names nobody.</param>
public sealed record DeclineHandOver(string HandOverId, string Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<DeclineHandOver>
    {
        /// <summary>Bounds.</summary>
        public Validator()
        {
            RuleFor(command => command.HandOverId).Title();
            RuleFor(command => command.Reason).Reason();
        }
    }
}

/// <summary>Call a hand-over off.</summary>
/// <param name="HandOverId">Which hand-over.</param>
/// <param name="Reason">Why; names nobody.</param>
public sealed record CancelHandOver(string HandOverId, string Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<CancelHandOver>
    {
        /// <summary>Bounds.</summary>
        public Validator()
        {
            RuleFor(command => command.HandOverId).Title();
            RuleFor(command => command.Reason).Reason();
        }
    }
}

/// <summary>POST /accounts/{accountId}/hand-over and its like: what somebody holds passes to another by the other's own act.</summary>
public static class HandOverAccountEndpoint
{
    /// <summary>The successor accepts with POST /accounts/{accountId}/accept-hand-over.</summary>
    [WolverinePost("/accounts/{accountId}/hand-over"), Tags("Accounts"), EndpointName("openHandOver"), EndpointSummary("Hand something over")]
    [EndpointDescription("For whoever runs the account, and stewards; ownership only for the owner. Until the successor has accepted, nothing changes.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Open(string accountId, OpenHandOver command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        var holders = await desk.Holders(command.To);
        var handOverId = desk.NewId();
        var dueOn = (command.DueOn ?? desk.Desk.Now.AddDays(14)).ToUniversalTime();
        if (dueOn <= desk.Desk.Now) return desk.Desk.Refuse(AccountRules.EndInThePast with { Field = "dueOn" });
        return await desk.Change(accountId, desk.Runs, account => AccountDecider.Decide(new HandOverOpened(handOverId, command.What, command.From, command.To, HandOverCause.Planned, dueOn), desk.Me, account, holders), handOverId);
    }

    /// <summary>Also one that nobody was named for.</summary>
    [WolverinePost("/accounts/{accountId}/redirect-hand-over"), Tags("Accounts"), EndpointName("redirectHandOver"), EndpointSummary("Redirect a hand-over")]
    [EndpointDescription("For whoever runs the account, and stewards.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Redirect(string accountId, RedirectHandOver command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        var holders = await desk.Holders(command.To);
        return await desk.Change(accountId, desk.Runs, account => AccountDecider.Decide(new HandOverRedirected(command.HandOverId, command.To), desk.Me, account, holders));
    }

    /// <summary>By an act of one's own.</summary>
    [WolverinePost("/accounts/{accountId}/accept-hand-over"), Tags("Accounts"), EndpointName("acceptHandOver"), EndpointSummary("Accept a hand-over")]
    [EndpointDescription("Only for whoever was named. From this moment it is yours.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Accept(string accountId, AcceptHandOver command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        return await desk.Change(accountId, AccountDesk.Anybody, account => AccountDecider.Decide(new HandOverAccepted(command.HandOverId, desk.Me), account, desk.Desk.Now));
    }

    /// <summary>It waits for somebody else.</summary>
    [WolverinePost("/accounts/{accountId}/decline-hand-over"), Tags("Accounts"), EndpointName("declineHandOver"), EndpointSummary("Decline a hand-over")]
    [EndpointDescription("Only for whoever was named.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Decline(string accountId, DeclineHandOver command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        return desk.Change(accountId, AccountDesk.Anybody, account => AccountDecider.Decide(new HandOverDeclined(command.HandOverId, command.Reason), desk.Me, account));
    }

    /// <summary>A leaver's ownership must find somebody.</summary>
    [WolverinePost("/accounts/{accountId}/cancel-hand-over"), Tags("Accounts"), EndpointName("cancelHandOver"), EndpointSummary("Cancel a hand-over")]
    [EndpointDescription("For whoever runs the account, and stewards. Ownership of somebody who left cannot stay where it is.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Cancel(string accountId, CancelHandOver command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        return desk.Change(accountId, desk.Runs, account => AccountDecider.Decide(new HandOverCancelled(command.HandOverId, command.Reason), account));
    }
}
