using Governance.Shared;
using Marten;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Governance.Access;

/// <summary>
/// Records what an auditor reads, and what they have tried of what writes nothing. The answer is held back until the fact is committed: what cannot be recorded is not shown (503).
/// Everybody else's requests pass untouched.
/// </summary>
public sealed partial class AuditorReads(RequestDelegate next, ILogger<AuditorReads> log)
{
    private static readonly Refusal NotRecorded = new("access.read-not-recorded", "An auditor's reads are recorded, and this one could not be. Nothing is shown; try again as Retry-After says.");

    /// <summary>Runs after <see cref="AccessGate"/>.</summary>
    public async Task InvokeAsync(HttpContext http, IDocumentStore store)
    {
        if (Caller.Find(http) is not { } caller || !caller.HoldsAny([Roles.Auditor]) || !IsRecorded(http))
        {
            await next(http);
            return;
        }

        await using var held = new FileBufferingWriteStream();
        await Hold(http, held);
        if (http.Response.StatusCode is (>= 200 and < 300) or StatusCodes.Status304NotModified && !await Record(http, caller, store))
        {
            http.Response.Clear();
            http.Response.Headers.RetryAfter = Failures.RetryAfterSeconds;
            await Problem.Reply(http, StatusCodes.Status503ServiceUnavailable, NotRecorded).ExecuteAsync(http);
            return;
        }

        await held.DrainBufferAsync(http.Response.Body, http.RequestAborted);
    }

    // Commands of auditors were refused before; what needs no sign-in is not read as an auditor.
    private static bool IsRecorded(HttpContext http) =>
        http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } pattern } && AccessRules.Find(http.Request.Method, pattern) is { Public: false };

    private async Task Hold(HttpContext http, Stream held)
    {
        var answer = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var body = new StreamResponseBodyFeature(held);
        http.Features.Set<IHttpResponseBodyFeature>(body);
        try
        {
            await next(http);
            await body.CompleteAsync();
        }
        finally
        {
            http.Features.Set(answer);
        }
    }

    private async Task<bool> Record(HttpContext http, Caller caller, IDocumentStore store)
    {
        try
        {
            var stream = StreamKeys.Reads(caller.Person);
            await using var session = store.LightweightSession(caller.Tenant);
            Origin.Of(http, caller).Stamp(session);
            // One auditor may read many things at once: the reads wait for one another instead of losing a race.
            await session.BeginTransactionAsync(http.RequestAborted);
            await session.QueryAsync<string>("select pg_advisory_xact_lock(hashtextextended(?, 0))::text", http.RequestAborted, $"{caller.Tenant}/{stream}");
            session.Events.Append(stream, FactOf(http.Request));
            await session.SaveChangesAsync(http.RequestAborted);
            return true;
        }
        catch (Exception error) when (!http.RequestAborted.IsCancellationRequested)
        {
            LogNotRecorded(log, error, http.Request.Path);
            return false;
        }
    }

    private static ResourceRead FactOf(HttpRequest request) => new(request.Path.ToUriComponent(), request.QueryString.Value is { Length: > 0 } query ? query : null);

    [LoggerMessage(LogLevel.Error, "An auditor's read of {Path} could not be recorded and was refused")]
    private static partial void LogNotRecorded(ILogger log, Exception error, string path);
}
