using FluentValidation;
using Governance.Privacy;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Directory;

/// <summary>Change where somebody works, or correct their card. Absent members stay as they are.</summary>
/// <param name="Area">Where they work now.</param>
/// <param name="Grade">Their grade now.</param>
/// <param name="Name">What colleagues call them now.</param>
/// <param name="Email">Where they are reached now.</param>
/// <param name="SignIn">Their sub at the organisation's OpenID provider now.</param>
/// <param name="Remove">Members to empty: area, grade, email, signIn.</param>
public sealed record ChangePerson(string? Area, int? Grade, string? Name, string? Email, string? SignIn, IReadOnlyList<string>? Remove)
{
    private static readonly string[] Removable = ["area", "grade", "email", "signIn"];

    /// <summary>Where the person works after this, and their grade.</summary>
    public PersonChanged PlaceOf(Person person) => new(After("area", Area, person.Area), Removes("grade") ? null : Grade ?? person.Grade);

    /// <summary>What this changes on the person's card; no members when nothing. What cannot be read counts as different from whatever is given.</summary>
    public PersonCardChanged CorrectionOf(PersonCard card, DataSubject about)
    {
        var (name, email, signIn) = (Given(Name?.Trim(), card.Name), Given(Email, card.Email), Given(SignIn, card.SignIn));
        return new(
            [
                .. name is not null ? ["name"] : Array.Empty<string>(),
                .. email is not null || (Removes("email") && card.Email is not null) ? ["email"] : Array.Empty<string>(),
                .. signIn is not null || (Removes("signIn") && card.SignIn is not null) ? ["signIn"] : Array.Empty<string>(),
            ],
            Personal.OfAny(about, name), Personal.OfAny(about, email), Personal.OfAny(about, signIn));
    }

    private static string? Given(string? set, Personal? before) => set is null || set == before?.Text ? null : set;

    private string? After(string member, string? set, string? before) => Removes(member) ? null : set ?? before;

    private bool Removes(string member) => Remove is not null && Remove.Contains(member);

    private bool Sets(string member) => member switch
    {
        "area" => Area is not null,
        "grade" => Grade is not null,
        "email" => Email is not null,
        "signIn" => SignIn is not null,
        _ => false,
    };

    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ChangePerson>
    {
        /// <summary>What is there is in bounds, and no member is set and removed at once.</summary>
        public Validator()
        {
            RuleFor(command => command.Area).Slug();
            RuleFor(command => command.Grade).Grade();
            RuleFor(command => command.Name).PersonName();
            RuleFor(command => command.Email).Address();
            RuleFor(command => command.SignIn).Subject();
            RuleFor(command => command.Remove).Must(remove => remove is null || remove.All(Removable.Contains)).WithMessage("Remove any of area, grade, email and signIn.");
            RuleFor(command => command.Remove).Must((command, remove) => remove is null || !remove.Any(command.Sets)).WithMessage("A member is either set or removed.");
        }
    }
}

/// <summary>POST /people/{personId}/change.</summary>
public static class ChangePersonEndpoint
{
    /// <summary>The facts and the card are one transaction.</summary>
    [WolverinePost("/people/{personId}/change"), Tags("Directory"), EndpointName("changePerson"), EndpointSummary("Change where somebody works, or their card")]
    [EndpointDescription("Absent members stay as they are. Each change is a fact. What the history says of name, email and signIn goes when the person is erased.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Post(string personId, ChangePerson command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var directory = DirectoryDesk.For(session, bus, http);
        var desk = directory.Desk;
        var stream = await desk.Open<Person>(StreamKeys.Person(personId));
        if (stream.Aggregate is not { } person) return desk.Refuse(DirectoryRules.PersonUnknown);
        if (desk.Stale(stream) is { } stale) return desk.Refuse(stale);
        var card = await session.LoadAsync<PersonCard>(person.Id, desk.Aborted) ?? new PersonCard(person.Id, null, null, null);
        var decision = DirectoryDecider.Decide(command, person, card, await directory.Known(personId, command.SignIn), directory.About(personId));
        if (decision.Refusal is { } no) return desk.Refuse(no);
        if (decision.Facts.OfType<PersonCardChanged>().Any(changed => changed.Members.Contains("signIn"))) directory.SignIns.Become(personId, command.SignIn);
        await directory.Tell(decision.Facts);
        return desk.Append(stream, decision.Facts, DirectoryDesk.Self(personId));
    }
}
