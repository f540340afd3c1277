using Governance.Database;
namespace Governance.Access;

/// <summary>Keeps <see cref="AccessRules"/> complete.</summary>
public static class UnlistedRoutes
{
    /// <summary>Stops the start when a route was mapped that the table does not have. Call it when all are mapped.</summary>
    public static void RefuseUnlistedRoutes(this WebApplication app)
    {
        var unlisted = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(route => MethodsOf(route).Select(method => (Method: method, Pattern: route.RoutePattern.RawText ?? "")))
            .Where(route => AccessRules.Find(route.Method, route.Pattern) is null).Distinct().ToList();
        if (unlisted.Count > 0)
            throw new StartFailure($"AccessRules says nobody may use {string.Join(", ", unlisted.Select(route => $"{route.Method} {route.Pattern}"))}: give each a rule, or do not map it.");
    }

    private static IReadOnlyList<string> MethodsOf(RouteEndpoint route) => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["GET"];
}
