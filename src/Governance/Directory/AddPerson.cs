using FluentValidation;
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
    /// <summary>The fact of joining and the card are one transaction.</summary>
    [WolverinePost("/people"), Tags("Directory"), EndpointName("addPerson"), EndpointSummary("Let somebody join")]
    [EndpointDescription("Name, address and sign-in are kept beside the history, where they can be corrected and erased; the history knows the id only.")]
    [ProducesResponseType<Receipt>(201)]
    public static async Task<IResult> Post(AddPerson command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var directory = DirectoryDesk.For(session, bus, http);
        var desk = directory.Desk;
        var id = command.PersonId ?? Directory.PersonId.New();
        var stream = await desk.Open<Person>(StreamKeys.Person(id));
        if (desk.Stale(stream) is { } stale) return desk.Refuse(stale);
        var decision = DirectoryDecider.Decide(new PersonJoined(command.Area, command.Grade), stream.Aggregate, await directory.Known(id, command.SignIn));
        if (decision.Refusal is { } no) return desk.Refuse(no);
        session.Insert(new PersonCard(id, command.Name.Trim(), command.Email, command.SignIn));
        await directory.Tell(decision.Facts);
        return desk.Append(stream, decision.Facts, DirectoryDesk.Self(id), StatusCodes.Status201Created);
    }
}
