using System.Text.Json.Serialization;
using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Accounts;

/// <summary>Let somebody publish.</summary>
/// <param name="Person">Who, by id.</param>
public sealed record GrantPublisher(string Person)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<GrantPublisher>
    {
        /// <summary>Bounds.</summary>
        public Validator() => RuleFor(command => command.Person).Person();
    }
}

/// <summary>End somebody's right to publish.</summary>
/// <param name="Person">Who, by id.</param>
/// <param name="Reason">Why; names nobody.</param>
public sealed record RevokePublisher(string Person, string? Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<RevokePublisher>
    {
        /// <summary>Bounds.</summary>
        public Validator()
        {
            RuleFor(command => command.Person).Person();
            RuleFor(command => command.Reason).Note();
        }
    }
}

/// <summary>Give an agency access for a time.</summary>
/// <param name="Agency">The firm.</param>
/// <param name="Manager">Who here answers for it, by id.</param>
/// <param name="Until">Up to when.</param>
public sealed record GrantAgency(string Agency, string Manager, [property: JsonRequired] DateTimeOffset Until)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<GrantAgency>
    {
        /// <summary>Bounds.</summary>
        public Validator()
        {
            RuleFor(command => command.Agency).Title();
            RuleFor(command => command.Manager).Person();
        }
    }
}

/// <summary>End an agency's access before its time.</summary>
/// <param name="GrantId">Which grant.</param>
/// <param name="Reason">Why; names nobody.</param>
public sealed record EndAgencyAccess(string GrantId, string Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<EndAgencyAccess>
    {
        /// <summary>Bounds.</summary>
        public Validator()
        {
            RuleFor(command => command.GrantId).Title();
            RuleFor(command => command.Reason).Reason();
        }
    }
}

/// <summary>POST /accounts/{accountId}/grant-publisher, /revoke-publisher, /grant-agency and /end-agency: who may use an account.</summary>
public static class KeepPublishersEndpoint
{
    /// <summary>For a registered account.</summary>
    [WolverinePost("/accounts/{accountId}/grant-publisher"), Tags("Accounts"), EndpointName("grantPublisher"), EndpointSummary("Let somebody publish")]
    [EndpointDescription("For whoever runs the account, and stewards.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Grant(string accountId, GrantPublisher command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        var holders = await desk.Holders(command.Person);
        return await desk.Change(accountId, desk.Runs, account => AccountDecider.Decide(new PublisherGranted(command.Person), account, holders));
    }

    /// <summary>Nothing when they had none.</summary>
    [WolverinePost("/accounts/{accountId}/revoke-publisher"), Tags("Accounts"), EndpointName("revokePublisher"), EndpointSummary("End a right to publish")]
    [EndpointDescription("For whoever runs the account, and stewards.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Revoke(string accountId, RevokePublisher command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        return desk.Change(accountId, desk.Runs, account => AccountDecider.Decide(new PublisherRevoked(command.Person, command.Reason), account));
    }

    /// <summary>It ends by itself.</summary>
    [WolverinePost("/accounts/{accountId}/grant-agency"), Tags("Accounts"), EndpointName("grantAgency"), EndpointSummary("Give an agency access")]
    [EndpointDescription("The access ends on its day by itself. Somebody of the organisation answers for the agency.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> GrantAgency(string accountId, GrantAgency command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        var holders = await desk.Holders(command.Manager);
        var grantId = desk.NewId();
        return await desk.Change(accountId, desk.Runs, account => AccountDecider.Decide(new AgencyGranted(grantId, command.Agency, command.Manager, command.Until.ToUniversalTime()), account, holders, desk.Desk.Now), grantId);
    }

    /// <summary>Before its time.</summary>
    [WolverinePost("/accounts/{accountId}/end-agency"), Tags("Accounts"), EndpointName("endAgencyAccess"), EndpointSummary("End an agency's access")]
    [EndpointDescription("For whoever runs the account, and stewards.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> EndAgency(string accountId, EndAgencyAccess command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        return desk.Change(accountId, desk.Runs, account => AccountDecider.Decide(new AgencyAccessEnded(command.GrantId, command.Reason), account));
    }
}
