using System.Diagnostics;
using Governance.Shared;
using Microsoft.AspNetCore.Diagnostics;

namespace Governance.Watching;

/// <summary>Counts each command by its route and by what became of it: a refusal with its public code, never who sent it or what it said.</summary>
public sealed class CommandCount(RequestDelegate next, Instruments instruments)
{
    /// <summary>Runs around everything else, so that what failed is counted as well.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        if (!instruments.Commands.Enabled || !HttpMethods.IsPost(http.Request.Method) || RouteOf(http) is not { } route) return;
        var tags = new TagList { { "http.route", route }, { "governance.outcome", OutcomeOf(http) } };
        if (http.Response.StatusCode >= StatusCodes.Status400BadRequest) tags.Add("error.type", Problem.CodeOf(http) ?? FrameworkProblems.CodeOf(http.Response.StatusCode));
        instruments.Commands.Add(1, tags);
    }

    private static string OutcomeOf(HttpContext http) => http.Response.StatusCode switch
    {
        >= StatusCodes.Status500InternalServerError => "failed",
        StatusCodes.Status412PreconditionFailed => "conflict",
        StatusCodes.Status409Conflict when Problem.CodeOf(http) == Failures.LostRace.Code => "conflict",
        >= StatusCodes.Status400BadRequest => "refused",
        _ => http.Response.Headers.ContainsKey(Idempotency.ReplayedHeader) ? "repeated" : "accepted",
    };

    // Whatever failed has lost its endpoint by now, and the failure knows it.
    private static string? RouteOf(HttpContext http) => ((http.GetEndpoint() ?? http.Features.Get<IExceptionHandlerFeature>()?.Endpoint) as RouteEndpoint)?.RoutePattern.RawText;
}
