using Marten;

namespace Governance.Shared;

/// <summary>Forgets answers that are older than <see cref="RememberedAnswer.Kept"/>, every hour, in every organisation.</summary>
public sealed partial class IdempotencyCleaning(IDocumentStore store, TimeProvider clock, ILogger<IdempotencyCleaning> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Forgets what is too old at a moment.</summary>
    public async Task Clean(DateTimeOffset now, CancellationToken cancellation)
    {
        var before = now - RememberedAnswer.Kept;
        // Answers of all organisations at once: the session's own organisation is never asked for.
        await using var session = store.LightweightSession("cleaning");
        session.DeleteWhere<RememberedAnswer>(answer => answer.AnyTenant() && answer.At < before);
        await session.SaveChangesAsync(cancellation);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Clean(clock.GetUtcNow(), stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotCleaned(log, error);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Old answers under idempotency keys could not be forgotten; the next try is in an hour")]
    private static partial void LogNotCleaned(ILogger log, Exception error);
}
