using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Accounts;

/// <summary>Say where the account's secrets are.</summary>
/// <param name="VaultReference">The entry of the vault; never a secret.</param>
public sealed record RecordCustody(string VaultReference)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<RecordCustody>
    {
        /// <summary>Bounds.</summary>
        public Validator() => RuleFor(command => command.VaultReference).Title();
    }
}

/// <summary>Confirm that the secrets are where the register says.</summary>
public sealed record ConfirmCustody
{
    /// <summary>Shape only: it has no members.</summary>
    public sealed class Validator : AbstractValidator<ConfirmCustody>;
}

/// <summary>Confirm that a second means of sign-in is on.</summary>
public sealed record ConfirmMfa
{
    /// <summary>Shape only: it has no members.</summary>
    public sealed class Validator : AbstractValidator<ConfirmMfa>;
}

/// <summary>Say which tools are connected to the account.</summary>
/// <param name="Tools">All of them, by name; empty for none.</param>
public sealed record RecordTools(IReadOnlyList<string> Tools)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<RecordTools>
    {
        /// <summary>Bounds.</summary>
        public Validator() => RuleFor(command => command.Tools).NotNull().WithMessage("Send the tools, or an empty list.").Must(tools => tools is null || (tools.Count <= 50 && tools.All(tool => tool is { Length: > 0 and <= 100 }))).WithMessage("Send up to 50 names of up to 100 characters.");
    }
}

/// <summary>Say where the account's archive is.</summary>
/// <param name="Location">A reference that colleagues understand.</param>
public sealed record RecordArchive(string Location)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<RecordArchive>
    {
        /// <summary>Bounds.</summary>
        public Validator() => RuleFor(command => command.Location).Title();
    }
}

/// <summary>Say who reads the recovery address.</summary>
/// <param name="Person">Who, by id.</param>
public sealed record AssignRecoveryAddress(string Person)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<AssignRecoveryAddress>
    {
        /// <summary>Bounds.</summary>
        public Validator() => RuleFor(command => command.Person).Person();
    }
}

/// <summary>Name who is to own the account next.</summary>
/// <param name="Person">Who, by id.</param>
public sealed record NameSuccessor(string Person)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<NameSuccessor>
    {
        /// <summary>Bounds.</summary>
        public Validator() => RuleFor(command => command.Person).Person();
    }
}

/// <summary>POST /accounts/{accountId}/record-custody and its like: how an account is held, never the secrets themselves.</summary>
public static class KeepCustodyEndpoint
{
    /// <summary>A reference, never the secret.</summary>
    [WolverinePost("/accounts/{accountId}/record-custody"), Tags("Accounts"), EndpointName("recordCustody"), EndpointSummary("Say where the secrets are")]
    [EndpointDescription("The entry of the vault that Security names. A secret has no place here: everybody who reads the register would read it.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Record(string accountId, RecordCustody command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        return desk.Change(accountId, desk.Runs, account => AccountDecider.Keep(new CustodyRecorded(command.VaultReference), account));
    }

    /// <summary>By whoever looked.</summary>
    [WolverinePost("/accounts/{accountId}/confirm-custody"), Tags("Accounts"), EndpointName("confirmCustody"), EndpointSummary("Confirm custody")]
    [EndpointDescription("For the owner, the backup owner, stewards, and Security.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Confirm(string accountId, ConfirmCustody command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        var security = await desk.IsIn("security");
        return await desk.Change(accountId, account => security ? null : desk.Runs(account), account => AccountDecider.Keep(new CustodyConfirmed(), account));
    }

    /// <summary>By whoever looked.</summary>
    [WolverinePost("/accounts/{accountId}/confirm-mfa"), Tags("Accounts"), EndpointName("confirmMfa"), EndpointSummary("Confirm MFA")]
    [EndpointDescription("For the owner, the backup owner, stewards, and Security.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> ConfirmMfa(string accountId, ConfirmMfa command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        var security = await desk.IsIn("security");
        return await desk.Change(accountId, account => security ? null : desk.Runs(account), account => AccountDecider.Keep(new MfaConfirmed(), account));
    }

    /// <summary>The whole list.</summary>
    [WolverinePost("/accounts/{accountId}/record-tools"), Tags("Accounts"), EndpointName("recordTools"), EndpointSummary("Say which tools are connected")]
    [EndpointDescription("The whole list, not what changed.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Tools(string accountId, RecordTools command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        return desk.Change(accountId, desk.Runs, account => AccountDecider.Keep(new ToolsRecorded([.. command.Tools.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]), account));
    }

    /// <summary>A reference.</summary>
    [WolverinePost("/accounts/{accountId}/record-archive"), Tags("Accounts"), EndpointName("recordArchive"), EndpointSummary("Say where the archive is")]
    [EndpointDescription("For whoever runs the account, and stewards.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Archive(string accountId, RecordArchive command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        return desk.Change(accountId, desk.Runs, account => AccountDecider.Keep(new ArchiveRecorded(command.Location), account));
    }

    /// <summary>Somebody of the organisation.</summary>
    [WolverinePost("/accounts/{accountId}/assign-recovery"), Tags("Accounts"), EndpointName("assignRecoveryAddress"), EndpointSummary("Say who reads the recovery address")]
    [EndpointDescription("For whoever runs the account, and stewards.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Recovery(string accountId, AssignRecoveryAddress command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        var holders = await desk.Holders(command.Person);
        return await desk.Change(accountId, desk.Runs, account => AccountDecider.Decide(new RecoveryAddressAssigned(command.Person), account, holders));
    }

    /// <summary>Who is asked first when the owner leaves.</summary>
    [WolverinePost("/accounts/{accountId}/name-successor"), Tags("Accounts"), EndpointName("nameSuccessor"), EndpointSummary("Name a successor")]
    [EndpointDescription("Nothing passes by this: when the owner leaves, the successor is asked first.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Successor(string accountId, NameSuccessor command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        var holders = await desk.Holders(command.Person);
        return await desk.Change(accountId, desk.Runs, account => AccountDecider.Decide(new SuccessorNamed(command.Person), account, holders));
    }
}
