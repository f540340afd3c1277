using Npgsql;

namespace Governance.Audit;

/// <summary>
/// How far the feed may be read without ever skipping an event that commits late. Numbers are given before a transaction commits, so the
/// newest visible number may have gaps below it that are still to be filled. Whoever takes a number locks the sequence in shared mode
/// before that and until the transaction has ended (PostgreSQL's nextval does so), whatever else it does. So once every transaction that
/// held the sequence after a number was seen has ended, nothing at or below that number can still appear. Reads, and writes elsewhere,
/// do not hold the feed back, however long they run.
/// </summary>
public sealed class FeedWatermark(NpgsqlDataSource database)
{
    // The events are read as of the statement's beginning, the locks after that: in this order nobody is missed.
    private const string Look = """
        select coalesce((select max(seq_id) from governance.mt_events), 0),
               array(select distinct virtualtransaction from pg_locks
                     where locktype = 'relation' and relation = 'governance.mt_events_sequence'::regclass
                       and database = (select oid from pg_database where datname = current_database()))
        """;

    private const int Looks = 20;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(5);

    private readonly Lock gate = new();
    private long safe;
    private long looks;
    private Pending? pending;

    /// <summary>The greatest number up to which the feed is complete. Waits briefly for running appends, and answers an older number rather than wait long.</summary>
    public async Task<long> Safe(CancellationToken cancellation)
    {
        long? target = null;
        for (var look = 0; look < Looks; look++)
        {
            var began = Interlocked.Increment(ref looks);
            var (newest, running) = await LookOnce(cancellation);
            target ??= newest;
            var reached = Advance(began, newest, running);
            if (reached >= target) return reached;
            await Task.Delay(Between, cancellation);
        }

        lock (gate) return safe;
    }

    private async Task<(long Newest, string[] Running)> LookOnce(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Look);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return (reader.GetInt64(0), reader.GetFieldValue<string[]>(1));
    }

    private long Advance(long began, long newest, string[] running)
    {
        lock (gate)
        {
            if (running.Length == 0) safe = Math.Max(safe, newest);
            // A look that began before the pending one ended cannot tell that somebody is gone: they may not have come yet.
            if (pending is { } waited && began > waited.Since && !running.Any(waited.Running.Contains))
            {
                safe = Math.Max(safe, waited.Seen);
                pending = null;
            }

            if (pending is null && newest > safe) pending = new Pending(newest, [.. running], Interlocked.Read(ref looks));
            return safe;
        }
    }

    /// <summary>A number that was seen, who held the sequence then, and the last look that had begun by then.</summary>
    private sealed record Pending(long Seen, HashSet<string> Running, long Since);
}
