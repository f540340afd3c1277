namespace Governance.Watching;

/// <summary>Looks every 15 seconds, so that whoever collects the figures never waits for the database.</summary>
public sealed class WatchService(Watch watch, TimeProvider clock) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await watch.LookAnew();
            await Task.Delay(Watch.Every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
