using Governance.Shared;
using Npgsql;

namespace Governance.Watching;

/// <summary>
/// Asks the database how the service is: one question at a time, however many want to know, and an answer serves for 15 seconds. It has
/// two seconds; when they do not suffice, or it is away, nothing is known and nothing fails.
/// </summary>
public sealed partial class Watch(NpgsqlDataSource database, TimeProvider clock, ILogger<Watch> log)
{
    /// <summary>How long an answer serves.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    /// <summary>Of how many logs the age of the signature is told: those of which it is greatest.</summary>
    public const int MostLogs = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private Task<Figures?> look = Task.FromResult<Figures?>(null);
    private DateTimeOffset answered;

    /// <summary>The last answer, or null when the database has not answered the last time.</summary>
    public Figures? Last { get; private set; }

    /// <summary>An answer that is at most 15 seconds old, or null.</summary>
    public Task<Figures?> Look() => Look(anew: false);

    /// <summary>An answer of now, or null.</summary>
    public Task<Figures?> LookAnew() => Look(anew: true);

    private Task<Figures?> Look(bool anew)
    {
        lock (gate)
        {
            if (look.IsCompleted && (anew || Last is null || clock.GetUtcNow() - answered >= Every)) look = Ask();
            return look;
        }
    }

    private async Task<Figures?> Ask()
    {
        // Whoever asked first is not kept for it, nor is the gate.
        await Task.Yield();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return Keep(await FiguresSql.Read(database, patience.Token));
        }
        catch (Exception error)
        {
            // Away or slow it is said by the answer that is missing; anything else should not be.
            if (error is not OperationCanceledException && !Failures.Chain(error).Any(Failures.IsAway)) LogFailed(log, error);
            return Keep(null);
        }
    }

    private Figures? Keep(Figures? figures)
    {
        lock (gate)
        {
            answered = clock.GetUtcNow();
            return Last = figures;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The database was asked how the service is, and did not understand")]
    private static partial void LogFailed(ILogger log, Exception error);
}
