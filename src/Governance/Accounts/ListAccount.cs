using FluentValidation;
using Governance.Platforms;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Accounts;

/// <summary>List an account that was found.</summary>
/// <param name="Url">Its address, as found.</param>
/// <param name="PlatformId">The platform's immutable id, or absent while it is not known.</param>
/// <param name="Profile">What is known of it.</param>
public sealed record ListAccount(string Url, string? PlatformId, AccountProfile Profile)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ListAccount>
    {
        /// <summary>An address and a description.</summary>
        public Validator()
        {
            RuleFor(command => command.Url).Address();
            RuleFor(command => command.PlatformId).MaximumLength(200).WithMessage("Keep it to 200 characters.");
            RuleFor(command => command.Profile).NotNull().WithMessage("Send the profile.").SetValidator(new AccountProfileValidator());
        }
    }
}

/// <summary>POST /accounts.</summary>
public static class ListAccountEndpoint
{
    /// <summary>What is out there in the organisation's name is in the register, whoever runs it.</summary>
    [WolverinePost("/accounts"), Tags("Accounts"), EndpointName("listAccount"), EndpointSummary("List an account that was found")]
    [EndpointDescription("For stewards. Nobody answers for it yet: it is a candidate for claims. Two spellings of one address are one account.")]
    [ProducesResponseType<Receipt>(201)]
    public static async Task<IResult> Post(ListAccount command, PlatformShelf platforms, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = AccountDesk.For(session, bus, http);
        var (address, unreadable) = platforms.Account(command.Url, command.PlatformId);
        if (unreadable is not null) return desk.Desk.Refuse(unreadable);
        var (refusal, _, stream, facts) = await desk.List(address!, command.Profile, null);
        return refusal is null ? await desk.Append(stream!, facts, StatusCodes.Status201Created) : desk.Desk.Refuse(refusal);
    }
}
