using System.Text.Json.Serialization;
using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Accounts;

/// <summary>Bring an account's description up to date.</summary>
/// <param name="Profile">The whole description as it is now.</param>
public sealed record DescribeAccount(AccountProfile Profile)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<DescribeAccount>
    {
        /// <summary>Bounds.</summary>
        public Validator() => RuleFor(command => command.Profile).NotNull().WithMessage("Send the profile.").SetValidator(new AccountProfileValidator());
    }
}

/// <summary>Record what is known of an account's creation.</summary>
/// <param name="On">The day, or absent when unknown.</param>
/// <param name="By">Who opened it, by id, or absent.</param>
/// <param name="Address">With which kind of address.</param>
/// <param name="Contract">The clause of the contract under which it was opened, or absent.</param>
/// <param name="Note">What was tried to learn what is unknown; names nobody.</param>
public sealed record RecordCreation(DateOnly? On, string? By, [property: JsonRequired] AddressKind Address, string? Contract, string? Note)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<RecordCreation>
    {
        /// <summary>Bounds.</summary>
        public Validator()
        {
            RuleFor(command => command.By).MaybePerson();
            RuleFor(command => command.Contract).MaximumLength(200).WithMessage("Keep it to 200 characters.");
            RuleFor(command => command.Note).Note();
        }
    }
}

/// <summary>POST /accounts/{accountId}/describe and /record-creation: what an account is, and how it began.</summary>
public static class DescribeAccountEndpoint
{
    /// <summary>Replaces the description; nothing when it says so already.</summary>
    [WolverinePost("/accounts/{accountId}/describe"), Tags("Accounts"), EndpointName("describeAccount"), EndpointSummary("Describe an account")]
    [EndpointDescription("For whoever runs the account, and stewards. The whole description is sent, not what changed.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Describe(string accountId, DescribeAccount command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        return desk.Change(accountId, desk.Runs, account => AccountDecider.Decide(new AccountDescribed(command.Profile), account));
    }

    /// <summary>Adds what is known; what was recorded before stays.</summary>
    [WolverinePost("/accounts/{accountId}/record-creation"), Tags("Accounts"), EndpointName("recordCreation"), EndpointSummary("Record how an account began")]
    [EndpointDescription("Courts ask for the original owner: when, by whom, with which kind of address, under which clause. Nothing is overwritten; a later finding stands beside the former.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> RecordCreation(string accountId, RecordCreation command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        return desk.Change(accountId, desk.Runs, account => AccountDecider.Decide(new CreationRecorded(command.On, command.By, command.Address, command.Contract, command.Note), account));
    }
}
