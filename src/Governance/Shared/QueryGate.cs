using Microsoft.Extensions.Primitives;

namespace Governance.Shared;

/// <summary>A parameter of a query.</summary>
/// <param name="Many">Whether it may be given several times.</param>
/// <param name="Form">What it may be, in a sentence; null when nothing more can be said.</param>
public sealed record QueryParameter(bool Many, string? Form);

/// <summary>What the query of one route may hold.</summary>
/// <param name="Parameters">Its parameters by their names, in any case of letters, as the framework takes them.</param>
/// <param name="Told">The sentence on every other name.</param>
public sealed record KnownQuery(IReadOnlyDictionary<string, QueryParameter> Parameters, string Told);

/// <summary>A route that takes any query and looks at none of it.</summary>
public sealed record TakesAnyQuery;

/// <summary>
/// Refuses a query with a parameter that the route does not know, for a mistyped filter would answer something else than was asked; and
/// one that is given twice where only one can hold. A request without a query passes untouched.
/// </summary>
public sealed class QueryGate(RequestDelegate next, KnownQueries known)
{
    private const string Code = "request.invalid";
    private const string Detail = "Some parameters are not as they should be: see errors.";

    // Each is told with all that the route takes: an answer is not to be many times the question.
    private const int Most = 10;

    private static readonly string[] Once = ["Give this parameter once."];

    /// <summary>A refusal as the document shows it.</summary>
    public static readonly Refusal Example = new(Code, KnownQueries.Sentence(["limit", "cursor"]), RefusalKind.Content, "plattform");

    /// <summary>Runs when it is known who asks, before anything is read.</summary>
    public Task InvokeAsync(HttpContext http)
    {
        if (!http.Request.QueryString.HasValue || known.Of(http.GetEndpoint()) is not { } query) return next(http);
        Dictionary<string, string[]>? errors = null;
        foreach (var (name, values) in http.Request.Query)
        {
            if (Fault(query, name, values) is not { } fault) continue;
            (errors ??= [])[name] = fault;
            if (errors.Count == Most) break;
        }

        return errors is null ? next(http) : Problem.Invalid(http, new Refusal(Code, errors.Count == 1 ? errors.Values.First()[0] : Detail, RefusalKind.Content), errors).ExecuteAsync(http);
    }

    private static string[]? Fault(KnownQuery query, string name, StringValues values) =>
        !query.Parameters.TryGetValue(name, out var parameter) ? [query.Told]
        : values.Count > 1 && !parameter.Many ? Once
        : null;
}
