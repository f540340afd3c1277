using Governance.Audit.Past;
using Governance.Directory;
using Governance.Shared;
using Marten;

namespace Governance.Access;

/// <summary>Who the service takes the caller for, and what this credential may do.</summary>
/// <param name="Person">The person.</param>
/// <param name="Scopes">What this credential may be used for; * is everything the person may do.</param>
/// <param name="Credential">What was shown: key: and the key's id, or oidc.</param>
/// <param name="Organisation">The organisation.</param>
public sealed record Me(PersonView Person, IReadOnlyList<string> Scopes, string Credential, OrganisationView Organisation);

/// <summary>An organisation.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its name.</param>
public sealed record OrganisationView(string Id, string Title);

/// <summary>GET /me.</summary>
public static class MyPage
{
    /// <summary>Maps the read.</summary>
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/me", Get)
        .WithTags("Access").WithName("getMe").WithSummary("Read who you are here")
        .WithDescription("The person behind the credential with roles and groups, what the credential may be used for, and the organisation.")
        .Produces<Me>().AnswersOfNowOnly("Who you are here is told by the credential that you show now; GET /people/{personId} tells who somebody was.");

    private static async Task<IResult> Get(IQuerySession session, TimeProvider clock, HttpContext http)
    {
        var caller = Caller.Of(http);
        var version = await session.Events.FetchStreamStateAsync(StreamKeys.Person(caller.Person), http.RequestAborted);
        var person = await session.LoadAsync<Person>(StreamKeys.Person(caller.Person), http.RequestAborted);
        var organisation = await session.LoadAsync<Organisation>(StreamKeys.Organisation(caller.Tenant), http.RequestAborted);
        if (version is null || person is null || organisation is null) return Problem.Reply(http, DirectoryRules.NoOrganisation);
        var card = await session.LoadAsync<PersonCard>(StreamKeys.Person(caller.Person), http.RequestAborted);
        var live = await LiveDelegations.Of(session, [person], clock.GetUtcNow(), http.RequestAborted);
        var me = new Me(PersonView.Of(person, card, live, caller), caller.Scopes, caller.Credential, new(caller.Tenant, organisation.Title));
        return Reply.Ok(me, version.Version);
    }
}
