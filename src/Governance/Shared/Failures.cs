using System.Net.Sockets;
using Governance.Directory;
using Governance.Privacy;
using JasperFx;
using JasperFx.Events;
using Marten;
using Marten.Exceptions;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace Governance.Shared;

/// <summary>The one place where exceptions become answers: a lost race is 409, an absent database 503, anything else 500 without internals.</summary>
public sealed partial class Failures(ILogger<Failures> log) : IExceptionHandler
{
    /// <summary>How long a client waits before it asks again while the database is away, in seconds.</summary>
    public const string RetryAfterSeconds = "2";

    /// <summary>Another writer was first.</summary>
    public static readonly Refusal LostRace = new("conflict.lost-race", "Somebody else changed this at the same moment. Read it again and decide on what it is now.");

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        try
        {
            if (!httpContext.RequestAborted.IsCancellationRequested) await Answer(httpContext, exception);
        }
        catch (OperationCanceledException) when (httpContext.RequestAborted.IsCancellationRequested)
        {
            // Nobody listens any more: that is no failure, whenever it shows.
        }

        return true;
    }

    private async Task Answer(HttpContext httpContext, Exception exception)
    {
        var chain = Chain(exception).ToList();
        if (chain.Any(cause => cause is PersonErasedException)) await Problem.Reply(httpContext, DirectoryRules.PersonErased).ExecuteAsync(httpContext);
        else if (await WasLostRace(httpContext, exception)) await Problem.Reply(httpContext, LostRace).ExecuteAsync(httpContext);
        else if (chain.OfType<BadHttpRequestException>().FirstOrDefault() is { } bad) await FrameworkProblems.Reply(httpContext, bad).ExecuteAsync(httpContext);
        else if (chain.Any(IsUnstorable)) await Answer(httpContext, StatusCodes.Status400BadRequest);
        else if (chain.Any(IsAway))
        {
            LogAway(log, chain[^1].Message);
            httpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
            await Answer(httpContext, StatusCodes.Status503ServiceUnavailable);
        }
        else
        {
            LogFailed(log, exception, httpContext.Request.Method, httpContext.Request.Path);
            await Answer(httpContext, StatusCodes.Status500InternalServerError);
        }
    }

    /// <summary>Whether the exception says that the database cannot be reached or is going down or coming up.</summary>
    public static bool IsAway(Exception exception) => exception switch
    {
        // 57P01..03: shutting down, crash recovery, cannot connect now; 53300: too many connections; class 08: connection.
        // Class 53 is a resource that ran out, such as the disk; 57014 a statement that took too long; 25006 a standby that takes no writes.
        PostgresException postgres => postgres.SqlState is "57P01" or "57P02" or "57P03" or "57014" or "25006" || postgres.SqlState.StartsWith("53", StringComparison.Ordinal) || postgres.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException => true,
        SocketException => true,
        _ => false,
    };

    /// <summary>Whether the exception says that somebody else changed the same thing at the same moment.</summary>
    public static bool IsLostRace(Exception exception) => exception
        is ConcurrencyException or EventStreamUnexpectedMaxEventIdException or JasperFx.Events.ExistingStreamIdCollisionException or Marten.Exceptions.ExistingStreamIdCollisionException
        or DocumentAlreadyExistsException or InvalidStreamOperationException or PostgresException { SqlState: "40001" or "40P01" or "23505" };

    /// <summary>Whether the exception, or what it shows of the store, says that somebody else was first.</summary>
    public static async Task<bool> WasLostRace(HttpContext http, Exception exception) =>
        Chain(exception).ToList() is var chain && (chain.Any(IsLostRace) || await WasOvertaken(http, chain));

    // A view is loaded when the facts are saved, not when they were decided. When somebody else was first in between, folding the late
    // facts into the newer view fails before the store has looked at the stream's version: that is a lost race, too.
    private static async Task<bool> WasOvertaken(HttpContext http, IEnumerable<Exception> chain)
    {
        if (chain.OfType<JasperFx.Events.Daemon.ApplyEventException>().FirstOrDefault()?.Event is not { StreamKey: { } stream } late || Caller.Find(http) is not { } caller) return false;
        await using var session = http.RequestServices.GetRequiredService<IDocumentStore>().QuerySession(caller.Tenant);
        return await session.Events.FetchStreamStateAsync(stream, http.RequestAborted) is { } now && now.Version >= late.Version;
    }

    // A body is looked at before; a query or a path may still hold U+0000, which no text of the database can.
    private static bool IsUnstorable(Exception exception) => exception is PostgresException { SqlState: "22021" };

    private static Task Answer(HttpContext http, int status) =>
        Problem.Reply(http, status, new Refusal(FrameworkProblems.CodeOf(status), FrameworkProblems.SentenceOf(status))).ExecuteAsync(http);

    /// <summary>The exception and all that caused it.</summary>
    public static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception;
            if (exception is AggregateException { InnerExceptions.Count: > 1 } many)
                foreach (var inner in many.InnerExceptions.Skip(1)) yield return inner;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The database does not answer: {Reason}")]
    private static partial void LogAway(ILogger log, string reason);

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
    private static partial void LogFailed(ILogger log, Exception exception, string method, string path);
}
