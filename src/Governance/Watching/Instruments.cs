using System.Diagnostics.Metrics;
using Governance.Audit.Ledger;

namespace Governance.Watching;

/// <summary>
/// The service's own metrics, by the names that <c>ops/dashboard.json</c> and <c>ops/alerts.yaml</c> know. Names and units are those of the
/// OpenTelemetry semantic conventions (general metric guidelines); what says nothing about a moment, such as figures of a database that is
/// away, is not measured at all.
/// </summary>
public sealed class Instruments : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Governance";

    private readonly Meter meter;

    /// <summary>Makes the meter with the one instrument that is written to; the others are asked.</summary>
    public Instruments(IMeterFactory meters)
    {
        meter = meters.Create(Name);
        Commands = meter.CreateCounter<long>("governance.commands", "{command}", "Commands that were sent, by route and outcome.");
    }

    /// <summary>Commands that were sent.</summary>
    public Counter<long> Commands { get; }

    /// <summary>Adds what is asked for by whoever collects: the last figures, what this process knows, and the disks. None of it waits for anything.</summary>
    public void Observe(Watch watch, LedgerFindings findings, Witnesses witnesses, Disks disks)
    {
        meter.CreateObservableGauge("governance.database.reachable", () => watch.Last is null ? 0 : 1, null, "1 when the database said within two seconds how the service is, else 0.");
        Ledger(watch, findings);
        meter.CreateObservableGauge("governance.witnesses.objections", () => witnesses.Objections, "{log}", "Logs that a witness saw with another history, or longer than they are.");
        meter.CreateObservableGauge("governance.witnesses.away", () => witnesses.Away, "{witness}", "Witnesses that did not answer when they were asked last.");
        Waiting(watch);
        meter.CreateObservableGauge("governance.disk.free", () => disks.Look().Select(disk => InFolder(disk.Free, disk)), "By", "Bytes that the service may still write where a folder lies.");
        meter.CreateObservableGauge("governance.disk.size", () => disks.Look().Select(disk => InFolder(disk.Size, disk)), "By", "Bytes that the file system has where a folder lies.");
    }

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();

    private void Ledger(Watch watch, LedgerFindings findings)
    {
        meter.CreateObservableGauge("governance.ledger.queue.length", () => One(watch, now => now.Queued), "{change}", "Changes of events that are not in a log yet.");
        meter.CreateObservableGauge("governance.ledger.queue.age", () => One(watch, now => now.QueuedFor.TotalSeconds), "s", "How long the oldest of them waits.");
        meter.CreateObservableCounter("governance.ledger.leaves", () => One(watch, now => now.Leaves), "{leaf}", "Leaves of all logs.");
        meter.CreateObservableGauge(
            "governance.ledger.signing.age", () => Many(watch, now => now.Signing.Select(log => new Measurement<double>(log.Of.TotalSeconds, new KeyValuePair<string, object?>("governance.organisation", log.Name)))),
            "s", "Since when a log was not signed nor its signature renewed; the oldest hundred.");
        meter.CreateObservableCounter(
            "governance.ledger.findings", () => Many<long>(watch, now => [Finding(now.Violations, "violation"), Finding(now.Mutations, "mutation")]),
            "{leaf}", "Leaves that say that an event bore no right seal, came past the triggers, was changed or deleted.");
        meter.CreateObservableGauge("governance.ledger.unsigned", () => findings.NotSigned, "{log}", "Logs that the service refuses to sign.");
        meter.CreateObservableGauge("governance.ledger.complaints", () => findings.Monitor?.Complaints.Count ?? 0, "{complaint}", "What the hourly look found wrong with the ledger itself.");
    }

    private void Waiting(Watch watch)
    {
        meter.CreateObservableGauge("governance.timers.late", () => One(watch, now => now.TimersLate), "{timer}", "Timers that are more than a minute late.");
        meter.CreateObservableGauge("governance.messages.waiting", () => One(watch, now => now.Messages), "{message}", "Messages that are due and not done.");
        meter.CreateObservableGauge("governance.dead_letters", () => One(watch, now => now.DeadLetters), "{message}", "Messages that were given up for now.");
        meter.CreateObservableGauge(
            "governance.projections.lag", () => One(watch, now => now.Projections.Select(one => one.Of.TotalSeconds).DefaultIfEmpty().Max()), "s", "How far the slowest background projection is behind; 0 when there is none.");
    }

    private static Measurement<long> Finding(long count, string what) => new(count, new KeyValuePair<string, object?>("governance.finding", what));

    private static Measurement<long> InFolder(long bytes, DiskSpace disk) => new(bytes, new KeyValuePair<string, object?>("governance.folder", disk.Folder));

    private static IEnumerable<Measurement<T>> One<T>(Watch watch, Func<Figures, T> value) where T : struct => Many<T>(watch, now => [new Measurement<T>(value(now))]);

    private static IEnumerable<Measurement<T>> Many<T>(Watch watch, Func<Figures, IEnumerable<Measurement<T>>> values) where T : struct => watch.Last is { } now ? values(now) : [];
}
