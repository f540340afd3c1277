namespace Governance.Audit.Ledger;

/// <summary>
/// Keeps a stream's versions in order in the log: an event waits for its forerunner, which may still be on its way into the queue; one
/// that has waited too long is let through, and said to be out of order.
/// </summary>
/// <param name="last">The last version in the log, by stream.</param>
public sealed class StreamOrder(Dictionary<string, long> last)
{
    /// <summary>The rows whose turn it is, in order; those that wait are left out.</summary>
    public IEnumerable<(QueueRow Row, bool Gap)> Sort(IReadOnlyList<QueueRow> rows)
    {
        var waiting = new Dictionary<string, SortedDictionary<long, QueueRow>>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (row is not { Change: 'i' or 'm', Stream: { } stream, Version: { } version })
            {
                yield return (row, false);
                continue;
            }

            var next = last.GetValueOrDefault(stream) + 1;
            if (version > next)
            {
                if (!waiting.TryGetValue(stream, out var held)) waiting[stream] = held = [];
                held[version] = row;
                continue;
            }

            yield return (row, version < next);
            if (version < next) continue;
            last[stream] = version;
            foreach (var follower in Followers(waiting, stream)) yield return (follower, false);
        }

        foreach (var late in waiting.Values.SelectMany(held => held.Values).Where(row => row.Waited))
        {
            last[late.Stream!] = Math.Max(last.GetValueOrDefault(late.Stream!), late.Version!.Value);
            yield return (late, true);
        }
    }

    private IEnumerable<QueueRow> Followers(Dictionary<string, SortedDictionary<long, QueueRow>> waiting, string stream)
    {
        if (!waiting.TryGetValue(stream, out var held)) yield break;
        while (held.Remove(last[stream] + 1, out var row))
        {
            last[stream]++;
            yield return row;
        }
    }
}
