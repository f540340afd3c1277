using Npgsql;

namespace Governance.Audit;

/// <summary>
/// How far the feed may be read without ever skipping an event that commits late. Numbers are given before a transaction commits, so the
/// newest visible number may have gaps below it that are still to be filled. Every append takes its transaction id before its first
/// number (the row lock on the stream sees to that). So once every transaction that was running when a number was seen has ended, nothing
/// at or below that number can still appear.
/// </summary>
public sealed class FeedWatermark(NpgsqlDataSource database)
{
    private const string Look =
        "select coalesce((select max(seq_id) from governance.mt_events), 0), pg_snapshot_xmin(pg_current_snapshot())::text::bigint, pg_snapshot_xmax(pg_current_snapshot())::text::bigint";

    private const int Looks = 20;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(5);

    private readonly Lock gate = new();
    private long safe;
    private (long Seen, long Horizon) pending;

    /// <summary>The greatest number up to which the feed is complete. Waits briefly for running transactions, and answers an older number rather than wait long.</summary>
    public async Task<long> Safe(CancellationToken cancellation)
    {
        long? target = null;
        for (var look = 0; look < Looks; look++)
        {
            var (newest, xmin, xmax) = await LookOnce(cancellation);
            target ??= newest;
            var reached = Advance(newest, xmin, xmax);
            if (reached >= target) return reached;
            await Task.Delay(Between, cancellation);
        }

        lock (gate) return safe;
    }

    private async Task<(long Newest, long Xmin, long Xmax)> LookOnce(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Look);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    // xmin: every transaction below it has ended. xmax: no transaction at or above it had begun.
    private long Advance(long newest, long xmin, long xmax)
    {
        lock (gate)
        {
            if (xmin >= xmax) safe = Math.Max(safe, newest);
            if (pending.Horizon > 0 && xmin >= pending.Horizon)
            {
                safe = Math.Max(safe, pending.Seen);
                pending = default;
            }

            if (pending.Horizon == 0 && newest > safe) pending = (newest, xmax);
            return safe;
        }
    }
}
