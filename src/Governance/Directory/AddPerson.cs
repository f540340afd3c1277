using FluentValidation;
using Governance.Privacy;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Directory;

/// <summary>Let somebody join the organisation.</summary>
/// <param name="PersonId">A pseudonymous id for good; absent: one is made.</param>
/// <param name="Name">What colleagues call them.</param>
/// <param name="Email">Where they are reached.</param>
/// <param name="SignIn">Their sub at the organisation's OpenID provider.</param>
/// <param name="Area">Where they work.</param>
/// <param name="Grade">Their grade; conditions of flows may ask it.</param>
public sealed record AddPerson(string? PersonId, string Name, string? Email, string? SignIn, string? Area, int? Grade)
{
    /// <summary>The fact that this asks for.</summary>
    public PersonJoined Joining(DataSubject about) =>
        new(Area, Grade, Personal.Of(about, Name.Trim()), Personal.OfAny(about, Email), Personal.OfAny(about, SignIn));

    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<AddPerson>
    {
        /// <summary>A name, and what else is known, in bounds.</summary>
        public Validator()
        {
            RuleFor(command => command.PersonId).NewPersonId();
            RuleFor(command => command.Name).NotEmpty().WithMessage("Give a name.").PersonName();
            RuleFor(command => command.Email).Address();
            RuleFor(command => command.SignIn).Subject();
            RuleFor(command => command.Area).Slug();
            RuleFor(command => command.Grade).Grade();
        }
    }
}

/// <summary>POST /people.</summary>
public static class AddPersonEndpoint
{
    /// <summary>The fact of joining, the card and the sign-in are one transaction.</summary>
    [WolverinePost("/people"), Tags("Directory"), EndpointName("addPerson"), EndpointSummary("Let somebody join")]
    [EndpointDescription("Name, address and sign-in are stored under a key of this person alone, in the history as well: they can be corrected, and erased for good.")]
    [ProducesResponseType<Receipt>(201)]
    public static async Task<IResult> Post(AddPerson command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var directory = DirectoryDesk.For(session, bus, http);
        var desk = directory.Desk;
        var id = command.PersonId ?? Directory.PersonId.New();
        var stream = await desk.Open<Person>(StreamKeys.Person(id));
        if (desk.Stale(stream) is { } stale) return desk.Refuse(stale);
        var decision = DirectoryDecider.Decide(command.Joining(directory.About(id)), stream.Aggregate, await directory.Known(id, command.SignIn));
        if (decision.Refusal is { } no) return desk.Refuse(no);
        if (command.SignIn is not null) directory.SignIns.Become(id, command.SignIn);
        await directory.Tell(decision.Facts);
        return desk.Append(stream, decision.Facts, DirectoryDesk.Self(id), StatusCodes.Status201Created);
    }
}
