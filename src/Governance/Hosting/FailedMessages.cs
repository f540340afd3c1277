using Wolverine.Persistence.Durability;
using Wolverine.Persistence.Durability.DeadLetterManagement;

namespace Governance.Hosting;

/// <summary>
/// Nothing that was promised for a moment is given up: a timer or another message whose handler failed for good is handled anew, every hour
/// and when the service starts. Each of them looks again before it acts, so that one that comes late, or for the tenth time, does nothing wrong.
/// </summary>
public sealed partial class FailedMessages(IMessageStore messages, TimeProvider clock, IHostApplicationLifetime life, ILogger<FailedMessages> log) : BackgroundService
{
    /// <summary>How often they are taken up again.</summary>
    public static TimeSpan Every { get; } = TimeSpan.FromHours(1);

    /// <summary>Takes up every message that failed for good so far.</summary>
    public Task TakeUp(CancellationToken cancellation) => messages.DeadLetters.ReplayAsync(new DeadLetterEnvelopeQuery { Replayable = false }, cancellation);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var _ = life.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await TakeUp(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotTakenUp(log, error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "Messages that had failed could not be taken up again; the next try is in an hour")]
    private static partial void LogNotTakenUp(ILogger log, Exception error);
}
