using Governance.Shared;

namespace Governance.Hosting;

/// <summary>Refuses an address with U+0000 in its path or query: no id has one, and the database cannot even compare it.</summary>
public sealed class AddressGate(RequestDelegate next)
{
    /// <summary>The refusal.</summary>
    public static readonly Refusal Refusal = new("request.malformed", "The address holds U+0000, which nothing here is named by. Remove it.", RefusalKind.Content);

    /// <summary>Lets the request through or answers why not.</summary>
    public Task InvokeAsync(HttpContext http) => HasNul(http.Request) ? Problem.Reply(http, Refusal).ExecuteAsync(http) : next(http);

    private static bool HasNul(HttpRequest request) =>
        request.Path.Value?.Contains('\0') is true || request.Query.Any(pair => pair.Key.Contains('\0') || pair.Value.Any(value => value?.Contains('\0') is true));
}
