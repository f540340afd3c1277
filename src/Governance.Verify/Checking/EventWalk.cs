using System.Text.Json;
using Governance.Ledger;

namespace Governance.Verify;

/// <summary>
/// Walks through events.jsonl once, a batch at a time: lines are read and hashed on all cores, then the keys of the batch are learnt in
/// order, then seals are checked on all cores, then everything that depends on what came before is judged in order.
/// </summary>
internal sealed class EventWalk(Bundle bundle, Checkpoint checkpoint, LeafProofs proofs, bool whole, Findings findings, Limits limits, Progress progress)
{
    private const int BatchLines = 2048, BatchBytes = 16 << 20;

    private readonly KeyHistory _keys = new(checkpoint.Origin, findings, limits);
    private readonly StreamVersions _streams = new(findings);
    private long _next, _number;
    private string? _tenant;

    /// <summary>The keys that the log introduced.</summary>
    public KeyHistory Keys => _keys;

    /// <summary>How many leaves there were.</summary>
    public long Leaves { get; private set; }

    /// <summary>How many of them are events.</summary>
    public long Events { get; private set; }

    /// <summary>How many events bear a seal that holds.</summary>
    public long Sealed { get; private set; }

    /// <summary>How many events are older than the ledger and bear none.</summary>
    public long Older { get; private set; }

    /// <summary>How many leaves record a change or something wrong.</summary>
    public long Recorded { get; private set; }

    /// <summary>The leaves of an excerpt; empty for a whole log.</summary>
    public HashSet<long> Seen { get; } = [];

    /// <summary>How many streams there are.</summary>
    public int Streams => _streams.Count;

    /// <summary>Walks.</summary>
    public void Run(PersonalCheck personal, Replay replay)
    {
        if (!bundle.Has(BundlePaths.Events))
        {
            findings.Add("events.missing", BundlePaths.Events, "The bundle has no events.");
            return;
        }
        foreach (var batch in Batches(bundle.Lines(BundlePaths.Events, limits.Line)))
        {
            var (lines, checks) = (new EventLine[batch.Count], new EventCheck[batch.Count]);
            var first = _number + 1;
            _number += batch.Count;
            Parallel.For(0, batch.Count, at => checks[at] = EventCheck.Digest(lines[at] = EventLine.Read(batch[at], first + at)));
            var nodes = lines.Select(Learn).ToArray();
            Parallel.For(0, batch.Count, at => checks[at].CheckSeal(nodes[at]));
            for (var at = 0; at < batch.Count; at++) Judge(lines[at], checks[at], nodes[at] is not null, personal, replay);
            progress.Report("leaves", Leaves, whole ? checkpoint.Size : bundle.Files.Count);
        }
        if (whole && _next < checkpoint.Size) findings.Add(Missing(_next, checkpoint.Size - 1));
        if (Older > 0) findings.Note($"{Older:N0} {(Older == 1 ? "event is" : "events are")} older than the ledger and bear no seal: the log shows that they did not change since they were logged, and not who wrote them.");
    }

    /// <summary>Learns a key, or finds the key of an event's node among those that were learnt before it.</summary>
    private byte[]? Learn(EventLine line)
    {
        if (line.Entry is { Kind: EntryKind.Key }) _keys.Add(line);
        return line.Entry?.Seal is { } seal ? _keys.Node(seal.K) : null;
    }

    private void Judge(EventLine line, EventCheck check, bool nodeIsKnown, PersonalCheck personal, Replay replay)
    {
        if (line.Fault is { } fault)
        {
            findings.Add(line.Finding("line.malformed", $"Line {line.Number} of events.jsonl cannot be read: {fault}"));
            if (line.Leaf == _next) _next++;
            return;
        }
        if (!InOrder(line)) return;
        Leaves++;
        if (!whole) Seen.Add(line.Leaf);
        var logged = proofs.Check(line);
        Common(line);
        if (!line.IsEvent)
        {
            personal.Add(line, committed: false, isSealed: false);
            Others(line);
            return;
        }
        Events++;
        var committed = check.Judge(findings, nodeIsKnown, whole) && logged;
        personal.Add(line, committed, check.SealHolds is true);
        if (IsReduced(line.Entry!))
        {
            findings.Add(line.Finding("entry.without-place", "The log holds this event without its stream and its kind, for these were longer or greater than any that the service writes: somebody else wrote it into the database."));
            return;
        }
        Seals(line, check);
        if (line.Entry!.At is null) findings.Add(line.Finding("entry.without-time", "The log holds this event without its time, for it bore one that no calendar of the service has: somebody else wrote it into the database."));
        replay.Add(line, _streams.Add(line) && committed);
    }

    /// <summary>An entry that has no room for what names the event; the log says so in a leaf of its own.</summary>
    private static bool IsReduced(Entry entry) => entry is { Tenant: null, Stream: null, Version: null, Type: null, Seal: null };

    private bool InOrder(EventLine line)
    {
        if (line.Leaf < _next || line.Leaf >= checkpoint.Size)
        {
            findings.Add(line.Finding("leaf.order", line.Leaf < _next ? "The leaf stands after a later one, or twice." : $"The log has {checkpoint.Size:N0} leaves and not this one."));
            return false;
        }
        if (whole && line.Leaf > _next) findings.Add(Missing(_next, line.Leaf - 1));
        _next = line.Leaf + 1;
        return true;
    }

    private static Finding Missing(long from, long to) => new("leaf.missing", from == to
        ? $"Leaf {from} of the log is not among the events: it was left out."
        : $"Leaves {from} to {to} of the log are not among the events: they were left out.")
    { Leaf = from, File = BundlePaths.Events };

    private void Common(EventLine line)
    {
        var entry = line.Entry!;
        _tenant ??= entry.Tenant;
        // A name that is longer than any of ours is left out of an entry.
        if (entry.Tenant is { } tenant && tenant != _tenant) findings.Add(line.Finding("entry.other-tenant", "This entry belongs to another organisation than the log."));
        if (entry.Kind == EntryKind.Genesis != (line.Leaf == 0)) findings.Add(line.Finding("genesis.misplaced", line.Leaf == 0 ? "The log does not begin with its genesis." : "The log begins a second time here."));
        if (entry.Kind == EntryKind.Genesis && Origin(entry) is { } origin && origin != checkpoint.Origin) findings.Add(line.Finding("genesis.other-log", $"The log began under another name: {origin}."));
    }

    private void Others(EventLine line)
    {
        switch (line.Entry!.Kind)
        {
            case EntryKind.Mutation: findings.Add(Incidents.Mutation(line)); break;
            case EntryKind.Violation: findings.Add(Incidents.Violation(line)); break;
            default: return;
        }
        Recorded++;
    }

    /// <summary>
    /// Events that were there before the ledger come before the first key of a node; after that every event is sealed. Where leaves were left
    /// out before an event, a key may have been among them.
    /// </summary>
    private void Seals(EventLine line, EventCheck check)
    {
        if (check.SealHolds is true) Sealed++;
        if (line.Entry!.Seal is not null) return;
        if (line.Leaf > _keys.FirstNode) findings.Add(line.Finding("seal.missing", "This event bears no seal of the service: it was written into the database by somebody else."));
        else if (whole || Leaves == line.Leaf + 1) Older++;
        else findings.Add(line.Finding("seal.unchecked", "This event bears no seal. Only events that are older than the ledger may bear none, and an excerpt in which leaves before it are left out cannot show that it is one: check it in the whole log."));
    }

    private static string? Origin(Entry entry) =>
        JsonElement.Parse(entry.Note ?? "{}") is var note && note.TryGetProperty("origin", out var origin) && origin.ValueKind == JsonValueKind.String ? origin.GetString() : null;

    private static IEnumerable<List<byte[]>> Batches(IEnumerable<byte[]> lines)
    {
        var (batch, bytes) = (new List<byte[]>(), 0L);
        foreach (var line in lines)
        {
            batch.Add(line);
            bytes += line.Length;
            if (batch.Count < BatchLines && bytes < BatchBytes) continue;
            yield return batch;
            (batch, bytes) = ([], 0);
        }
        if (batch.Count > 0) yield return batch;
    }
}
