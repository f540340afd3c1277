using System.Diagnostics;
using Governance.Shared;

namespace Governance.Audit.Ledger;

/// <summary>
/// Keeps the ledger: takes what was appended into the logs and signs them, once a second and whenever somebody waits for it. The database
/// going away is waited out.
/// </summary>
public sealed partial class LedgerService(Sequencer sequencer, CheckpointSigner signer, KeyRotation rotation, ILogger<LedgerService> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim wanted = new(0, 1);
    private volatile TaskCompletionSource round = NewRound();

    /// <summary>Asks for a round now and waits until one that began after this call has been signed, at most as long as <paramref name="patience"/>.</summary>
    /// <returns>False when it took longer.</returns>
    public async Task<bool> CatchUp(TimeSpan patience, CancellationToken cancellation)
    {
        // A round that is under way may have looked before the caller's event was there: the one after it has not.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            for (var rounds = 0; rounds < 2; rounds++)
            {
                var next = round.Task;
                Nudge();
                await next.WaitAsync(limit.Token);
            }

            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var signed = 0L;
        var asked = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var round = this.round;
                TakenBatch? taken;
                // A batch that is not full has read all there was: under a steady stream of appends there would be no end otherwise.
                while ((taken = await sequencer.TakeBatch(stoppingToken)) is { IsFull: true, Moves: true })
                    if (IsTime(signed)) signed = await Sign(stoppingToken);
                if (asked || IsTime(signed))
                {
                    signed = await Sign(stoppingToken);
                    // What another sequencer was still writing is in no round of ours, nor what stands behind a batch in which all wait.
                    if (taken is { IsFull: false })
                    {
                        this.round = NewRound();
                        round.TrySetResult();
                    }
                }
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                if (Failures.Chain(error).Any(Failures.IsAway)) LogAway(log);
                else LogFailed(log, error);
                await wanted.WaitAsync(Second, CancellationToken.None);
            }

            asked = await Asked(stoppingToken);
        }
    }

    private static bool IsTime(long signed) => Stopwatch.GetElapsedTime(signed) > Second;

    private async Task<bool> Asked(CancellationToken cancellation)
    {
        try
        {
            return await wanted.WaitAsync(Pause, cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<long> Sign(CancellationToken cancellation)
    {
        await signer.SignAll(cancellation);
        await rotation.Finish(cancellation);
        return Stopwatch.GetTimestamp();
    }

    private void Nudge()
    {
        if (wanted.CurrentCount == 0)
        {
            try
            {
                wanted.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else asked at the same moment.
            }
        }
    }

    private static TaskCompletionSource NewRound() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(LogLevel.Warning, "The ledger waits for the database")]
    private static partial void LogAway(ILogger log);

    [LoggerMessage(LogLevel.Error, "The ledger could not go on; it tries again")]
    private static partial void LogFailed(ILogger log, Exception error);
}
