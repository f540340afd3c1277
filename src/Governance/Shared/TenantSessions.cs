using Marten;

namespace Governance.Shared;

/// <summary>
/// Every session that a request is given belongs to the caller's organisation, and a read that is asked as of a point of the past is given
/// one that shows that point; without a caller there is no session.
/// </summary>
public sealed class TenantSessions(IDocumentStore store, IHttpContextAccessor http) : ISessionFactory
{
    /// <inheritdoc/>
    public IQuerySession QuerySession() => http.HttpContext is { } context && AsOfPoint.Of(context) is { } point ? point.Then() : store.QuerySession(Tenant());

    /// <inheritdoc/>
    public IDocumentSession OpenSession() => store.LightweightSession(Tenant());

    private string Tenant() => http.HttpContext is { } context
        ? Caller.Of(context).Tenant
        : throw new InvalidOperationException("A session outside a request must name its organisation.");
}
