using Governance.Shared;
using Marten;

namespace Governance.Directory;

/// <summary>GET /people/{personId}.</summary>
public static class PersonPage
{
    /// <summary>Maps the read.</summary>
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/people/{personId}", Get)
        .WithTags("Directory").WithName("getPerson").WithSummary("Read one person")
        .WithDescription("Also of somebody who has left. Of somebody who was erased it says since when and on what basis, and no name. The ETag is the version to name in If-Match.")
        .Produces<PersonView>().ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> Get(string personId, IQuerySession session, TimeProvider clock, HttpContext http)
    {
        var key = StreamKeys.Person(personId);
        // The version first: when somebody writes in between, the tag is too old and If-Match says so, never too new.
        var version = await session.Events.FetchStreamStateAsync(key, http.RequestAborted);
        var person = await session.State<Person>(key, http.RequestAborted);
        if (version is null || person is null) return Problem.Reply(http, DirectoryRules.PersonUnknown);
        var card = await session.LoadAsync<PersonCard>(key, http.RequestAborted);
        return Reply.Ok(PersonView.Of(person, card, await LiveDelegations.Of(session, [person], AsOfPoint.MomentOf(http, clock), http.RequestAborted), Caller.Of(http)), version.Version);
    }
}
