namespace Governance.Watching;

/// <summary>What the figures mean: which part is well, and which is not.</summary>
public static class ReadinessDecider
{
    /// <summary>How long what was recorded may wait for its log, and a projection for what was recorded.</summary>
    public static readonly TimeSpan Behind = TimeSpan.FromSeconds(60);

    /// <summary>How old a signature may be; it is renewed each minute.</summary>
    public static readonly TimeSpan SignatureKept = TimeSpan.FromMinutes(3);

    /// <summary>How many bytes must be free, unless the settings say so.</summary>
    public const long LowBytes = 1L << 30;

    private const long LowShare = 20;

    /// <summary>One answer for each part.</summary>
    /// <param name="figures">What the database said, or null when it did not in time.</param>
    /// <param name="refusedLogs">How many logs the service refuses to sign.</param>
    /// <param name="disks">Where it writes to.</param>
    /// <param name="lowBytes">Less than this free is low.</param>
    public static IReadOnlyList<HealthCheck> Decide(Figures? figures, int refusedLogs, IReadOnlyList<DiskSpace> disks, long lowBytes)
    {
        if (figures is null) return [new(HealthPart.Database, HealthState.Degraded, "The database answers, but too slowly to say how the rest is. See what keeps it busy."), Disk(disks, lowBytes)];
        return
        [
            new(HealthPart.Database, HealthState.Well, "The database answers."),
            Of(HealthPart.Sequencer, figures.QueuedFor > Behind, "What is recorded comes into the logs.", $"What was recorded waits for its log for {Words(figures.QueuedFor)}; within 60 seconds it should be there. The service's log says why."),
            Signing(figures, refusedLogs),
            Of(HealthPart.Projections, figures.Projections.Any(one => one.Of > Behind), "Every view is up to date.", "A view that is made in the background is more than 60 seconds behind what was recorded. The service's log says why."),
            Of(HealthPart.Timers, figures.TimersLate > 0, "Timers act when they are due.", $"{figures.TimersLate} timers are more than a minute late. They are not lost; see what keeps the service or its database busy."),
            Of(HealthPart.DeadLetters, figures.DeadLetters > 0, "No message was given up.", $"{figures.DeadLetters} messages were given up for now. They are taken up again every hour; the service's log says what they fail of."),
            Disk(disks, lowBytes),
        ];
    }

    private static HealthCheck Signing(Figures figures, int refusedLogs) =>
        refusedLogs > 0 ? new(HealthPart.Signing, HealthState.Degraded, $"{refusedLogs} logs are not signed, because something speaks against it. GET /ledger tells each organisation what; nothing that is recorded there can be proved until somebody explains it.")
        : Of(HealthPart.Signing, figures.Signing.Any(one => one.Of > SignatureKept), "The logs are signed.", $"A log was signed {Words(figures.Signing.Select(one => one.Of).DefaultIfEmpty().Max())} ago; each minute it should be. The service's log says why.");

    private static HealthCheck Disk(IReadOnlyList<DiskSpace> disks, long lowBytes) =>
        disks.Where(disk => disk.Free < lowBytes || disk.Free < disk.Size / LowShare).Select(disk => disk.Folder).ToList() is { Count: > 0 } low
            ? new(HealthPart.Disk, HealthState.Degraded, $"There is little room left where these folders lie: {string.Join(", ", low)}. Make room: nothing can be recorded on a full disk.")
            : new(HealthPart.Disk, HealthState.Well, "There is room on the disk.");

    private static HealthCheck Of(HealthPart part, bool isBad, string well, string degraded) => new(part, isBad ? HealthState.Degraded : HealthState.Well, isBad ? degraded : well);

    private static string Words(TimeSpan age) => age < TimeSpan.FromMinutes(2) ? $"{(long)age.TotalSeconds} seconds" : $"{(long)age.TotalMinutes} minutes";
}
