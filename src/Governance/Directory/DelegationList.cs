using System.Text.RegularExpressions;
using Governance.Shared;
using Marten;

namespace Governance.Directory;

/// <summary>Who stands in for whom, until when.</summary>
/// <param name="DelegationId">The delegation.</param>
/// <param name="Person">Whose seats it is about.</param>
/// <param name="Delegate">Who stands in.</param>
/// <param name="From">From this moment on, UTC.</param>
/// <param name="Until">Up to this moment, not including it, UTC.</param>
/// <param name="Flows">Only in these flows; empty is every flow.</param>
/// <param name="Areas">Only for subjects of these areas; empty is every area.</param>
public sealed record DelegationRow(
    string DelegationId, string Person, string Delegate, DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<string> Flows, IReadOnlyList<string> Areas);

/// <summary>Which delegations are asked for.</summary>
/// <param name="Person">Of this person; absent: of everybody.</param>
public sealed partial record DelegationFilter([FromQuery(Name = "person")] string? Person)
{
    /// <summary>Why the filter cannot be answered, or null.</summary>
    public Refusal? Fault() => Person is null || Id().IsMatch(Person) ? null
        : new("request.invalid", "An id has lower-case letters, digits and hyphens, and begins with a letter.", RefusalKind.Content, "person");

    [GeneratedRegex("^[a-z][a-z0-9-]{0,63}\\z")]
    private static partial Regex Id();
}

/// <summary>GET /delegations.</summary>
public static class DelegationList
{
    /// <summary>Maps the read.</summary>
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/delegations", Get)
        .WithTags("Directory").WithName("listDelegations").WithSummary("Who stands in for whom")
        .WithDescription("Every delegation whose time is not over, by person. Delegations from and to people who have left are worth nothing and not listed.")
        .Produces<Page<DelegationRow>>().ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<IResult> Get([AsParameters] DelegationFilter filter, [AsParameters] PageQuery page, IQuerySession session, TimeProvider clock, HttpContext http)
    {
        if ((filter.Fault() ?? page.Fault(parts: 2)) is { } fault) return Problem.Reply(http, fault);
        var place = page.After is [var person, var id] ? (person, id) : ("", "");
        var rows = await Rows(session, filter, place, page.Size + 1, AsOfPoint.MomentOf(http, clock), http.RequestAborted);
        return Reply.Ok(Page<DelegationRow>.Of(rows, page.Size, row => [row.Person, row.DelegationId]));
    }

    // A person may have none left to show, so people are read until there are enough rows.
    private static async Task<List<DelegationRow>> Rows(IQuerySession session, DelegationFilter filter, (string Person, string Id) after, int wanted, DateTimeOffset now, CancellationToken cancellation)
    {
        var rows = new List<DelegationRow>();
        for (string? from = StreamKeys.Person(after.Person); from is not null && rows.Count < wanted;)
        {
            var people = session.Query<Person>().Where(person => !person.Left && person.Delegations.Any() && string.Compare(person.Id, from) >= 0);
            if (filter.Person is { } one) people = people.Where(person => person.Id == StreamKeys.Person(one));
            var chunk = await people.OrderBy(person => person.Id).Take(wanted + 1).ToListAsync(cancellation);
            var live = await LiveDelegations.Of(session, chunk, now, cancellation);
            rows.AddRange(chunk.Take(wanted).SelectMany(person => RowsOf(person, live)).Where(row => row.Person != after.Person || string.CompareOrdinal(row.DelegationId, after.Id) > 0));
            from = chunk.Count > wanted ? chunk[^1].Id : null;
        }

        return [.. rows.Take(wanted)];
    }

    private static IEnumerable<DelegationRow> RowsOf(Person person, LiveDelegations live) => live.Of(person)
        .OrderBy(delegation => delegation.DelegationId, StringComparer.Ordinal)
        .Select(delegation => new DelegationRow(
            delegation.DelegationId, StreamKeys.IdOf(person.Id), delegation.Delegate, delegation.From, delegation.Until, delegation.Flows, delegation.Areas));
}
