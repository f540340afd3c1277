using Npgsql;

namespace Governance.Audit.Ledger;

/// <summary>
/// Writes the changes of the event table into each organisation's log, in order. One works at a time, whatever number of services runs:
/// the lock and everything that one batch writes are one transaction, so that a crash at any point leaves the batch to be taken again.
/// </summary>
public sealed class Sequencer(NpgsqlDataSource database, KeyRing keys, LedgerSettings settings)
{
    /// <summary>How many changes one transaction takes.</summary>
    public const int Batch = 4096;

    // Whoever waits for a turn is given it after the one that works: nobody is passed over for ever.
    private const string Turn = "set local lock_timeout = '2s'; select pg_advisory_xact_lock(7236541903); set local lock_timeout = 0";

    /// <summary>Takes one batch.</summary>
    /// <returns>How many changes were written, 0 when there are none or when those that are there wait for a forerunner; null when another one works and works on.</returns>
    public async Task<int?> TakeBatch(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await HasTurn(connection, cancellation)) return null;
        var rows = await Rows(connection, cancellation);
        var turning = keys.Log.Next is null ? [] : await Logs(connection, cancellation);
        if (rows.Count == 0 && turning.Count == 0) return 0;
        var now = (DateTime)(await Ask(connection, "select clock_timestamp()", cancellation))!;
        var bare = (long)(await Ask(connection, "select coalesce(max(seq), 0) from audit.began", cancellation))!;
        var drafts = Drafts(rows, bare);
        var taken = 0;
        var byTenant = rows.ToLookup(row => row.Tenant, StringComparer.Ordinal);
        // A log that nothing is appended to takes part in a change of its key all the same.
        foreach (var tenant in byTenant.Select(group => group.Key).Union(turning).Order(StringComparer.Ordinal))
        {
            var writer = await LogWriter.Open(connection, tenant, settings, keys, now, cancellation);
            taken += await writer.Write([.. byTenant[tenant]], drafts, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return taken;
    }

    private static async Task<bool> HasTurn(NpgsqlConnection connection, CancellationToken cancellation)
    {
        try
        {
            await using var command = new NpgsqlCommand(Turn, connection);
            await command.ExecuteNonQueryAsync(cancellation);
            return true;
        }
        catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
    }

    // Reading, hashing and checking seals is nine tenths of the work, and each event is its own.
    private Dictionary<long, LeafDraft> Drafts(List<QueueRow> rows, long bare)
    {
        var made = new LeafDraft?[rows.Count];
        Parallel.For(0, rows.Count, at =>
        {
            if (rows[at].Event is { } stored) made[at] = LeafDraft.OfEvent(stored, keys, stored.Sequence <= bare, rows[at].Change == 'i' && stored.Sequence > bare ? rows[at].Since : null);
        });
        var drafts = new Dictionary<long, LeafDraft>(rows.Count);
        for (var at = 0; at < rows.Count; at++)
            if (made[at] is { } draft) drafts.Add(rows[at].Number, draft);
        return drafts;
    }

    private static async Task<List<string>> Logs(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select tenant from audit.logs", connection);
        var logs = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) logs.Add(reader.GetString(0));
        return logs;
    }

    private static async Task<List<QueueRow>> Rows(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(QueueRow.Select, connection);
        command.Parameters.AddWithValue(Batch);
        var rows = new List<QueueRow>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) rows.Add(QueueRow.Of(reader));
        return rows;
    }

    private static async Task<object?> Ask(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellation);
    }
}
