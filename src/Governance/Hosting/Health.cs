using Governance.Audit.Past;
using Governance.Shared;
using Governance.Watching;
using Npgsql;

namespace Governance.Hosting;

/// <summary>How the service is.</summary>
/// <param name="Status">live: the process answers.</param>
public sealed record HealthView(string Status);

/// <summary>How ready the service is, part by part.</summary>
/// <param name="Status">ready: all is well; degraded: requests are served, and somebody must look.</param>
/// <param name="Checks">How each part is, in a sentence.</param>
public sealed record ReadinessView(string Status, IReadOnlyList<HealthCheck> Checks)
{
    /// <summary>The view of some checks.</summary>
    public static ReadinessView Of(IReadOnlyList<HealthCheck> checks) => new(checks.All(check => check.State == HealthState.Well) ? "ready" : "degraded", checks);
}

/// <summary>GET /health/live and /health/ready, for whoever starts and watches the service: no sign-in, and nothing about any organisation.</summary>
public static class Health
{
    private const string Now = "How the service is, it tells of now.";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Maps both.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Reply.Ok(new HealthView("live")))
            .WithTags("Health").WithName("getLiveness").WithSummary("Is the process alive?")
            .WithDescription("Answers as long as the process does, whatever the database does. Restart the service when it does not.").Produces<HealthView>().AnswersOfNowOnly(Now).WithMetadata(new TakesAnyQuery());
        app.MapGet("/health/ready", Ready)
            .WithTags("Health").WithName("getReadiness").WithSummary("Can it serve requests?")
            .WithDescription(
                "Asks the database, which has a second to answer. Send no requests while it answers 503; it recovers by itself. With 200 it serves them, and status says whether all is well (ready) or somebody must look (degraded): "
                + "whether what was recorded comes into the logs and these are signed, whether views, timers and messages keep up, and whether the disk has room. Everything but the database's answer may be 15 seconds old.")
            .Produces<ReadinessView>().AnswersOfNowOnly(Now).WithMetadata(new TakesAnyQuery());
    }

    private static async Task<IResult> Ready(NpgsqlDataSource database, Readiness readiness, HttpContext http)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        patience.CancelAfter(Patience);
        try
        {
            await using var ping = database.CreateCommand("SELECT 1");
            await ping.ExecuteScalarAsync(patience.Token);
            return Reply.Ok(ReadinessView.Of(await readiness.Look(patience.Token)));
        }
        catch (Exception error) when ((error is OperationCanceledException || Failures.IsAway(error)) && !http.RequestAborted.IsCancellationRequested)
        {
            http.Response.Headers.RetryAfter = Failures.RetryAfterSeconds;
            const int Away = StatusCodes.Status503ServiceUnavailable;
            return Problem.Reply(http, Away, new Refusal(FrameworkProblems.CodeOf(Away), FrameworkProblems.SentenceOf(Away)));
        }
    }
}
