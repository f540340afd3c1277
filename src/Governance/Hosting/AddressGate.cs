using Governance.Shared;

namespace Governance.Hosting;

/// <summary>Refuses a query with U+0000: the database cannot even compare it. In a path the server itself refuses it.</summary>
public sealed class AddressGate(RequestDelegate next)
{
    /// <summary>The refusal.</summary>
    public static readonly Refusal Refusal = new("request.malformed", "The address holds U+0000, which nothing here is named by. Remove it.", RefusalKind.Content);

    /// <summary>Lets the request through or answers why not.</summary>
    public Task InvokeAsync(HttpContext http) => HasNul(http.Request) ? Problem.Reply(http, Refusal).ExecuteAsync(http) : next(http);

    private static bool HasNul(HttpRequest request) =>
        request.Query.Any(pair => pair.Key.Contains('\0') || pair.Value.Any(value => value?.Contains('\0') is true));
}
