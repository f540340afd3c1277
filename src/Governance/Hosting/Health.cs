using Governance.Audit.Past;
using Governance.Shared;
using Npgsql;

namespace Governance.Hosting;

/// <summary>How the service is.</summary>
/// <param name="Status">live: the process answers; ready: the database does, too.</param>
public sealed record HealthView(string Status);

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
            .WithDescription("Answers as long as the process does, whatever the database does. Restart the service when it does not.").Produces<HealthView>().AnswersOfNowOnly(Now);
        app.MapGet("/health/ready", Ready)
            .WithTags("Health").WithName("getReadiness").WithSummary("Can it serve requests?")
            .WithDescription("Asks the database, which has a second to answer. Send no requests while it answers 503; it recovers by itself.").Produces<HealthView>().AnswersOfNowOnly(Now);
    }

    private static async Task<IResult> Ready(NpgsqlDataSource database, HttpContext http)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        patience.CancelAfter(Patience);
        try
        {
            await using var ping = database.CreateCommand("SELECT 1");
            await ping.ExecuteScalarAsync(patience.Token);
            return Reply.Ok(new HealthView("ready"));
        }
        catch (Exception error) when ((error is OperationCanceledException || Failures.IsAway(error)) && !http.RequestAborted.IsCancellationRequested)
        {
            http.Response.Headers.RetryAfter = Failures.RetryAfterSeconds;
            const int Away = StatusCodes.Status503ServiceUnavailable;
            return Problem.Reply(http, Away, new Refusal(FrameworkProblems.CodeOf(Away), FrameworkProblems.SentenceOf(Away)));
        }
    }
}
