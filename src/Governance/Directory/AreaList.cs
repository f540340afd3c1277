using Governance.Shared;
using Marten;

namespace Governance.Directory;

/// <summary>An area of the organisation.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">For people.</param>
public sealed record AreaView(string Id, string Title);

/// <summary>GET /areas.</summary>
public static class AreaList
{
    /// <summary>Maps the read.</summary>
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/areas", Get)
        .WithTags("Directory").WithName("listAreas").WithSummary("List the areas of the organisation")
        .WithDescription("By id. Policies apply, people work and roles are held in an area.")
        .Produces<Page<AreaView>>().ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<IResult> Get([AsParameters] PageQuery page, IQuerySession session, HttpContext http)
    {
        if (page.Fault(parts: 1) is { } fault) return Problem.Reply(http, fault);
        var organisation = await session.State<Organisation>(StreamKeys.Organisation(Caller.Of(http).Tenant), http.RequestAborted);
        if (organisation is null) return Problem.Reply(http, DirectoryRules.NoOrganisation);
        var areas = organisation.Areas.Where(area => page.After is not [var after] || string.CompareOrdinal(area.Key, after) > 0).Take(page.Size + 1);
        return Reply.Ok(Page<AreaView>.Of([.. areas.Select(area => new AreaView(area.Key, area.Value))], page.Size, area => [area.Id]));
    }
}
