using Governance.Audit.Ledger;

namespace Governance.Watching;

/// <summary>How the service is at this moment, part by part, for whoever asks whether it is ready.</summary>
public sealed class Readiness(Watch watch, LedgerFindings findings, Disks disks)
{
    /// <summary>One answer for each part. A database that does not say in time how the rest is, is slow: that is said, and nobody waits for it.</summary>
    public async Task<IReadOnlyList<HealthCheck>> Look(CancellationToken patience)
    {
        Figures? figures;
        try
        {
            figures = await watch.Look().WaitAsync(patience);
        }
        catch (OperationCanceledException)
        {
            figures = null;
        }

        return ReadinessDecider.Decide(figures, findings.NotSigned, disks.Look(), disks.LowBytes);
    }
}
