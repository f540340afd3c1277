using Governance.Shared;

namespace Governance.Audit.Ledger;

/// <summary>Lets the monitor look at everything when the service starts and every hour after that, and says aloud what it finds.</summary>
public sealed partial class MonitorService(LedgerMonitor monitor, LedgerFindings findings, TimeProvider clock, ILogger<MonitorService> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var report = await monitor.Look(Grace, stoppingToken);
                findings.Monitor = report;
                if (!report.Clean) LogFound(log, report.Missed, report.Changed, report.Gone, string.Join(' ', report.Complaints.Select(complaint => complaint.Sentence)));
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                if (!Failures.Chain(error).Any(Failures.IsAway)) LogFailed(log, error);
            }

            await Task.Delay(Every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Critical, "The event table is not what was logged: {Missed} events came past the triggers, {Changed} were changed, {Gone} are gone. {Sentences}")]
    private static partial void LogFound(ILogger log, long missed, long changed, long gone, string sentences);

    [LoggerMessage(LogLevel.Error, "The ledger's monitor could not look; it tries again in an hour")]
    private static partial void LogFailed(ILogger log, Exception error);
}
