using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Accounts;

/// <summary>Ask somebody to stand beside the owner.</summary>
/// <param name="Person">Who, by id.</param>
public sealed record NameBackupOwner(string Person)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<NameBackupOwner>
    {
        /// <summary>Bounds.</summary>
        public Validator() => RuleFor(command => command.Person).Person();
    }
}

/// <summary>Accept to stand beside the owner.</summary>
public sealed record AcceptBackup
{
    /// <summary>Shape only: it has no members.</summary>
    public sealed class Validator : AbstractValidator<AcceptBackup>;
}

/// <summary>Release the backup owner, or whoever was asked.</summary>
/// <param name="Person">Who, by id.</param>
/// <param name="Reason">Why; names nobody.</param>
public sealed record RemoveBackupOwner(string Person, string? Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<RemoveBackupOwner>
    {
        /// <summary>Bounds.</summary>
        public Validator()
        {
            RuleFor(command => command.Person).Person();
            RuleFor(command => command.Reason).Note();
        }
    }
}

/// <summary>POST /accounts/{accountId}/name-backup, /accept-backup and /remove-backup: who stands beside the owner.</summary>
public static class KeepBackupOwnerEndpoint
{
    /// <summary>They become backup owner when they accept.</summary>
    [WolverinePost("/accounts/{accountId}/name-backup"), Tags("Accounts"), EndpointName("nameBackupOwner"), EndpointSummary("Ask somebody to be backup owner")]
    [EndpointDescription("Nobody is made an owner by somebody else's click: who is asked accepts with POST /accounts/{accountId}/accept-backup.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Name(string accountId, NameBackupOwner command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        var holders = await desk.Holders(command.Person);
        return await desk.Change(accountId, desk.Runs, account => AccountDecider.Decide(new BackupOwnerNamed(command.Person), account, holders));
    }

    /// <summary>By an act of one's own.</summary>
    [WolverinePost("/accounts/{accountId}/accept-backup"), Tags("Accounts"), EndpointName("acceptBackup"), EndpointSummary("Accept to be backup owner")]
    [EndpointDescription("Only for whoever was asked.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Accept(string accountId, AcceptBackup command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        return desk.Change(accountId, AccountDesk.Anybody, account => AccountDecider.Decide(new BackupOwnerAccepted(desk.Me), account));
    }

    /// <summary>Also of oneself.</summary>
    [WolverinePost("/accounts/{accountId}/remove-backup"), Tags("Accounts"), EndpointName("removeBackupOwner"), EndpointSummary("Release the backup owner")]
    [EndpointDescription("For whoever runs the account, stewards, and the person.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Remove(string accountId, RemoveBackupOwner command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        return desk.Change(accountId, account => command.Person == desk.Me ? null : desk.Runs(account), account => AccountDecider.Decide(new BackupOwnerRemoved(command.Person, command.Reason), account));
    }
}
