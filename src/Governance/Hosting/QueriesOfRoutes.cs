using System.Collections.Concurrent;
using System.Collections.Frozen;
using Governance.Access;
using Governance.Audit.Past;
using Governance.Shared;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Governance.Hosting;

/// <summary>
/// What each route takes in its query, from the same descriptions that the OpenAPI document is made from, so that the two cannot differ.
/// Looked up once, when somebody first sends a query: routes do not change while the service runs.
/// </summary>
public sealed class QueriesOfRoutes(IApiDescriptionGroupCollectionProvider descriptions) : KnownQueries
{
    private readonly Lazy<FrozenDictionary<AccessRule, KnownQuery>> known = new(() => Read(descriptions));
    private readonly ConcurrentDictionary<RouteEndpoint, KnownQuery?> ofRoutes = [];

    /// <inheritdoc/>
    public override KnownQuery? Of(Endpoint? route) => route is RouteEndpoint found ? ofRoutes.GetOrAdd(found, Look) : null;

    private KnownQuery? Look(RouteEndpoint route) =>
        route.RoutePattern.RawText is { } pattern && route.Metadata.GetMetadata<TakesAnyQuery>() is null && route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is [var method, ..]
        && AccessRules.Find(method, pattern) is { } rule ? known.Value.GetValueOrDefault(rule) : null;

    private static FrozenDictionary<AccessRule, KnownQuery> Read(IApiDescriptionGroupCollectionProvider descriptions) =>
        descriptions.ApiDescriptionGroups.Items.SelectMany(group => group.Items).Where(one => one.HttpMethod is not null && AccessRules.Find(one.HttpMethod, one.RelativePath!) is not null)
            .ToFrozenDictionary(one => AccessRules.Find(one.HttpMethod!, one.RelativePath!)!, Of);

    private static KnownQuery Of(ApiDescription described)
    {
        var (method, said, rule) = (described.HttpMethod!, described.ActionDescriptor.EndpointMetadata, AccessRules.Find(described.HttpMethod!, described.RelativePath!)!);
        var parameters = described.ParameterDescriptions.Where(parameter => parameter.Source == BindingSource.Query)
            .ToDictionary(parameter => parameter.Name, parameter => Of(TypeOf(parameter)), StringComparer.OrdinalIgnoreCase);
        string[] then = OpenApiOperations.IsOfThen(method, rule, said) ? [.. StreamOfPath.IsOne(rule.Pattern) ? [AsOf.VersionName] : Array.Empty<string>(), AsOf.MomentName, AsOf.PositionName] : [];
        var sentence = Sentence([.. parameters.Keys, .. then]);
        // Why a list has no version, or a read answers of now only, is told better where that is known.
        if (method == "GET" && !said.Any(one => one is TakesPosition) && (!rule.Public || said.Any(one => one is NowOnly)))
            foreach (var name in (string[])[AsOf.VersionName, AsOf.MomentName, AsOf.PositionName]) parameters.TryAdd(name, new(Many: true, null));
        return new(parameters.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase), sentence);
    }

    private static Type TypeOf(ApiParameterDescription parameter) =>
        parameter.ParameterDescriptor is IParameterInfoParameterDescriptor { ParameterInfo.ParameterType: var type } ? Nullable.GetUnderlyingType(type) ?? type : typeof(string);

    private static QueryParameter Of(Type type) => new(type.IsArray, FormOf(type));

    private static string? FormOf(Type type) =>
        type == typeof(Instant) ? Instant.Form
        : type == typeof(bool) ? "Give true or false."
        : type == typeof(int) || type == typeof(long) ? "Give a whole number."
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Word<>) ? Forms.OneOf(type.GetGenericArguments()[0])
        : null;
}
