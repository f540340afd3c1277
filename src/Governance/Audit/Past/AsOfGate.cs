using Governance.Audit.Ledger;
using Governance.Shared;
using Npgsql;

namespace Governance.Audit.Past;

/// <summary>
/// Lets every read be asked as of a moment, a position of the log or a version, so that no endpoint has to think of it: finds the point, has
/// the request read from it, and says with the answer which point it was. Who may read was decided before, by what holds now.
/// </summary>
public sealed class AsOfGate(RequestDelegate next)
{
    /// <summary>Runs right before the endpoint.</summary>
    public Task InvokeAsync(HttpContext http, PointFinder finder)
    {
        if (http.GetEndpoint() is not RouteEndpoint { RoutePattern.RawText: { } pattern } endpoint || !HttpMethods.IsGet(http.Request.Method) || !AsOf.IsAsked(http.Request.Query)) return next(http);
        if (endpoint.Metadata.GetMetadata<TakesPosition>() is not null || Access.AccessRules.Find("GET", pattern) is not { } rule) return next(http);
        if (endpoint.Metadata.GetMetadata<NowOnly>() is { Why: var why }) return Problem.Reply(http, AsOfRules.OnlyNow(why, Asked(http.Request.Query))).ExecuteAsync(http);
        return rule.Public ? next(http) : Read(http, StreamOfPath.Of($"/{pattern.Trim('/')}", http.Request.RouteValues), finder);
    }

    private async Task Read(HttpContext http, string? stream, PointFinder finder)
    {
        var (asked, fault) = AsOf.In(http.Request.Query);
        if (asked?.Version is not null && stream is null) fault = AsOfRules.ListHasNoVersion;
        if (fault is not null) await Problem.Reply(http, fault).ExecuteAsync(http);
        else
        {
            try
            {
                await Read(http, stream, asked!, finder);
            }
            catch (LedgerBehindException)
            {
                await LedgerRules.AnswerBehind(http).ExecuteAsync(http);
            }
            catch (Exception error) when (!http.Response.HasStarted && NotKept(error) is { } from)
            {
                await Problem.Reply(http, AsOfRules.NotKept(from)).ExecuteAsync(http);
            }
        }
    }

    private async Task Read(HttpContext http, string? stream, AsOf asked, PointFinder finder)
    {
        var (found, refusal) = await finder.Find(Caller.Of(http).Tenant, stream, asked, http.RequestAborted);
        if (refusal is not null) await Problem.Reply(http, refusal).ExecuteAsync(http);
        else if (found is null) await next(http);
        else
        {
            await using var past = found;
            AsOfHeaders.Write(http.Response.Headers, past);
            new AsOfPoint(asked, past.Point.Size, asked.Moment ?? past.LastRecorded, past.Then, past.Now).Keep(http);
            await next(http);
        }
    }

    private static string Asked(IQueryCollection query) => ((string[])[AsOf.MomentName, AsOf.PositionName, AsOf.VersionName]).First(query.ContainsKey);

    private static string? NotKept(Exception error) =>
        Failures.Chain(error).OfType<PostgresException>().FirstOrDefault(cause => cause.SqlState == PastSchemaSql.NotKept)?.MessageText;
}
