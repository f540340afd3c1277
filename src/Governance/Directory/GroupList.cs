using System.Text.Json;
using Governance.Shared;
using Marten;
using Marten.Linq.MatchesSql;

namespace Governance.Directory;

/// <summary>A group with its members.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">For people.</param>
/// <param name="Members">Ids of the people who belong to it now, in order.</param>
public sealed record GroupView(string Id, string Title, IReadOnlyList<string> Members);

/// <summary>GET /groups.</summary>
public static class GroupList
{
    /// <summary>Maps the read.</summary>
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/groups", Get)
        .WithTags("Directory").WithName("listGroups").WithSummary("List groups with their members")
        .WithDescription("By id. Flows ask for decisions of members of a group; GET /people?group= tells more of its members.")
        .Produces<Page<GroupView>>().ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<IResult> Get([AsParameters] PageQuery page, IQuerySession session, HttpContext http)
    {
        if (page.Fault(parts: 1) is { } fault) return Problem.Reply(http, fault);
        var found = session.Query<Group>().OrderBy(group => group.Id);
        var after = page.After is [var id] ? found.Where(group => string.Compare(group.Id, StreamKeys.Group(id)) > 0) : found;
        var rows = Page<Group>.Of(await after.Take(page.Size + 1).ToListAsync(http.RequestAborted), page.Size, group => [StreamKeys.IdOf(group.Id)]);
        var ids = rows.Items.Select(group => StreamKeys.IdOf(group.Id)).ToArray();
        // One look into the index for each group, however many people there are.
        string[] holding = [.. ids.Select(group => JsonSerializer.Serialize(new { groups = (string[])[group] }))];
        var members = await session.Query<Person>().Where(person => person.MatchesSql("d.data @> any(?::text[]::jsonb[])", (object)holding)).OrderBy(person => person.Id).ToListAsync(http.RequestAborted);
        return Reply.Ok(rows.Select(group => View(group, members)));
    }

    private static GroupView View(Group group, IReadOnlyList<Person> members)
    {
        var id = StreamKeys.IdOf(group.Id);
        return new(id, group.Title, [.. members.Where(person => person.Groups.Contains(id)).Select(person => StreamKeys.IdOf(person.Id))]);
    }
}
