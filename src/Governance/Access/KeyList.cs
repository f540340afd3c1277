using Governance.Shared;
using Marten;

namespace Governance.Access;

/// <summary>A key as administrators read it: neither the secret nor its hash.</summary>
/// <param name="Id">The public key id.</param>
/// <param name="Person">Whose key it is.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">What it may be used for.</param>
/// <param name="ExpiresAt">From when it is refused, UTC.</param>
/// <param name="RevokedAt">When it was revoked, UTC.</param>
public sealed record KeyView(string Id, string Person, string Name, IReadOnlyList<string> Scopes, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt);

/// <summary>GET /keys.</summary>
public static class KeyList
{
    /// <summary>Maps the read.</summary>
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/keys", Get)
        .WithTags("Access").WithName("listKeys").WithSummary("List the API keys of the organisation")
        .WithDescription("By id, also those that have expired or were revoked. A key itself is shown once, when it is issued.")
        .Produces<Page<KeyView>>().ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<IResult> Get([AsParameters] PageQuery page, IQuerySession session, HttpContext http)
    {
        if (page.Fault(parts: 1) is { } fault) return Problem.Reply(http, fault);
        IQueryable<ApiKeyRecord> keys = session.Query<ApiKeyRecord>();
        if (page.After is [var after]) keys = keys.Where(key => string.Compare(key.Id, after) > 0);
        var rows = await keys.OrderBy(key => key.Id).Take(page.Size + 1).ToListAsync(http.RequestAborted);
        return Reply.Ok(Page<ApiKeyRecord>.Of(rows, page.Size, key => [key.Id])
            .Select(key => new KeyView(key.Id, key.Person, key.Name, key.Scopes, key.ExpiresAt, key.RevokedAt)));
    }
}
