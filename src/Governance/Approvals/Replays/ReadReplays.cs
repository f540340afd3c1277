using Governance.Flows;
using Governance.Shared;

namespace Governance.Approvals;

/// <summary>GET /flows/{name}/replays/{replayId} and its outcomes.</summary>
public static class ReadReplays
{
    /// <summary>How long a client waits before it looks again, in seconds.</summary>
    public const string RetryAfterSeconds = "1";

    /// <summary>How far it has come.</summary>
    public static IResult Get(string name, string replayId, Replays replays, TimeProvider clock, HttpContext http)
    {
        if (replays.Find(Caller.Of(http).Tenant, name, replayId) is not { } job) return Problem.Reply(http, ReplayRules.Unknown);
        var view = job.View(clock.GetUtcNow());
        if (view.State == ReplayState.Running) http.Response.Headers.RetryAfter = RetryAfterSeconds;
        return Reply.Ok(view, view.Version);
    }

    /// <summary>How each request came out, by request id. While it runs there is always a next: what comes later stands behind what is there.</summary>
    public static IResult Outcomes(
        string name, string replayId, [FromQuery(Name = "verdict")] Word<ReplayVerdict>? verdict, [AsParameters] PageQuery page, Replays replays, HttpContext http)
    {
        if (page.Fault(parts: 1) is { } fault) return Problem.Reply(http, fault);
        if (replays.Find(Caller.Of(http).Tenant, name, replayId) is not { } job) return Problem.Reply(http, ReplayRules.Unknown);
        var after = page.After is [var id] ? id : null;
        var (rows, goesOn) = job.Outcomes(verdict?.Value, after, page.Size + 1);
        var found = Page<ReplayedRequest>.Of(rows, page.Size, one => [one.RequestId]);
        return Reply.Ok(found.Next is null && goesOn ? found with { Next = PageCursor.Encode([found.Items is [.., var last] ? last.RequestId : after ?? ""]) } : found);
    }
}
