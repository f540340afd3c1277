using System.Text.RegularExpressions;
using Governance.Shared;
using Marten;
using Marten.Linq.MatchesSql;

namespace Governance.Directory;

/// <summary>Which people are asked for; absent members ask for everybody who is there.</summary>
/// <param name="Group">Members of this group.</param>
/// <param name="Role">Holders of this role, in any area.</param>
/// <param name="Area">Who works in this area.</param>
/// <param name="IncludeLeft">true: also those who have left.</param>
public sealed partial record PeopleFilter(
    [FromQuery(Name = "group")] string? Group, [FromQuery(Name = "role")] string? Role, [FromQuery(Name = "area")] string? Area,
    [FromQuery(Name = "includeLeft")] string? IncludeLeft)
{
    /// <summary>Why the filter cannot be answered, or null.</summary>
    public Refusal? Fault() =>
        !IsId(Group) ? NotAnId("group")
        : !IsId(Role) ? NotAnId("role")
        : !IsId(Area) ? NotAnId("area")
        : IncludeLeft is null or "true" or "false" ? null
        : new("request.invalid", "Say true or false.", RefusalKind.Content, "includeLeft");

    /// <summary>The people who are asked for.</summary>
    public IQueryable<Person> Of(IQueryable<Person> people)
    {
        if (IncludeLeft is not "true") people = people.Where(person => !person.Left);
        if (Group is { } group) people = people.Where(person => person.Groups.Contains(group));
        if (Role is { } role) people = people.Where(person => person.Roles.Any(held => held.Role == role));
        return Area is { } area ? people.Where(person => person.MatchesSql("d.data @> jsonb_build_object('area', ?::text)", area)) : people;
    }

    private static bool IsId(string? value) => value is null || Id().IsMatch(value);

    private static Refusal NotAnId(string field) =>
        new("request.invalid", "An id has lower-case letters, digits and hyphens, and begins with a letter.", RefusalKind.Content, field);

    [GeneratedRegex("^[a-z][a-z0-9-]{0,63}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}

/// <summary>GET /people.</summary>
public static class PeopleList
{
    /// <summary>Maps the read.</summary>
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/people", Get)
        .WithTags("Directory").WithName("listPeople").WithSummary("List people")
        .WithDescription("By id, with names and addresses. Those who have left are listed when includeLeft is true; of those who were erased it says so in the place of names.")
        .Produces<Page<PersonView>>().ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<IResult> Get([AsParameters] PeopleFilter filter, [AsParameters] PageQuery page, IQuerySession session, TimeProvider clock, HttpContext http)
    {
        if ((filter.Fault() ?? page.Fault(parts: 1)) is { } fault) return Problem.Reply(http, fault);
        var found = filter.Of(session.Query<Person>());
        if (page.After is [var id]) found = found.Where(person => string.Compare(person.Id, StreamKeys.Person(id)) > 0);
        var rows = await found.OrderBy(person => person.Id).Take(page.Size + 1).ToListAsync(http.RequestAborted);
        var people = Page<Person>.Of(rows, page.Size, person => [StreamKeys.IdOf(person.Id)]);
        var cards = await PersonCard.Of(session, people.Items.Select(person => StreamKeys.IdOf(person.Id)), http.RequestAborted);
        var live = await LiveDelegations.Of(session, people.Items, AsOfPoint.MomentOf(http, clock), http.RequestAborted);
        return Reply.Ok(people.Select(person => PersonView.Of(person, cards.GetValueOrDefault(StreamKeys.IdOf(person.Id)), live, Caller.Of(http))));
    }
}
