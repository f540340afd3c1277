using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Accounts;

/// <summary>Attest that the entry is true, the access list right, MFA on and custody sound.</summary>
/// <param name="Note">What to add; names nobody.</param>
public sealed record AttestAccount(string? Note)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<AttestAccount>
    {
        /// <summary>Bounds.</summary>
        public Validator() => RuleFor(command => command.Note).Note();
    }
}

/// <summary>Put an entry aside.</summary>
/// <param name="Reason">Why; names nobody.</param>
public sealed record ArchiveAccount(string Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ArchiveAccount>
    {
        /// <summary>Bounds.</summary>
        public Validator() => RuleFor(command => command.Reason).Reason();
    }
}

/// <summary>Keep an archived entry again.</summary>
/// <param name="Reason">Why; names nobody.</param>
public sealed record RestoreAccount(string Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<RestoreAccount>
    {
        /// <summary>Bounds.</summary>
        public Validator() => RuleFor(command => command.Reason).Reason();
    }
}

/// <summary>POST /accounts/{accountId}/attest, /archive and /restore: owners say again that the entry is true.</summary>
public static class AttestAccountEndpoint
{
    /// <summary>Starts the next cycle.</summary>
    [WolverinePost("/accounts/{accountId}/attest"), Tags("Accounts"), EndpointName("attestAccount"), EndpointSummary("Attest an account")]
    [EndpointDescription("Only the owner's word counts. The next date is six months on, for a parked account twelve.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Attest(string accountId, AttestAccount command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        return desk.Change(accountId, desk.Owns, account => AccountDecider.Decide(new AccountAttested(command.Note), account, desk.Desk.Now));
    }

    /// <summary>A steward's.</summary>
    [WolverinePost("/accounts/{accountId}/archive"), Tags("Accounts"), EndpointName("archiveAccount"), EndpointSummary("Archive an entry")]
    [EndpointDescription("For stewards. Nothing is added to an archived entry until it is restored; its history stands.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Archive(string accountId, ArchiveAccount command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        return desk.Change(accountId, desk.Keeps, account => AccountDecider.Decide(new AccountArchived(command.Reason), account));
    }

    /// <summary>A steward's.</summary>
    [WolverinePost("/accounts/{accountId}/restore"), Tags("Accounts"), EndpointName("restoreAccount"), EndpointSummary("Restore an archived entry")]
    [EndpointDescription("For stewards. The owner attests within 14 days.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Restore(string accountId, RestoreAccount command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        return desk.Change(accountId, desk.Keeps, account => AccountDecider.Decide(new AccountRestored(command.Reason), account, desk.Desk.Now));
    }
}
