using System.Collections.Concurrent;
using Governance.Ledger;
using Governance.Shared;
using Npgsql;

namespace Governance.Audit.Ledger;

/// <summary>
/// Writes the changes of the event table into each organisation's log, in order. One works at a time, whatever number of services runs:
/// the lock and everything that one batch writes are one transaction, so that a crash at any point leaves the batch to be taken again.
/// </summary>
public sealed partial class Sequencer(NpgsqlDataSource database, KeyRing keys, LedgerSettings settings, LedgerFindings findings, TimeProvider clock, ILogger<Sequencer> log)
{
    /// <summary>How many changes one transaction takes.</summary>
    public const int Batch = 4096;

    // How long what waits for a log that could not be written is left out: it would fill batch after batch, and fail with each.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, DateTimeOffset> resting = new(StringComparer.Ordinal);

    // Whoever waits for a turn is given it after the one that works: nobody is passed over for ever.
    private const string Turn = "set local lock_timeout = '2s'; select pg_advisory_xact_lock(7236541903); set local lock_timeout = 0";

    /// <summary>Takes one batch. What one log suffers from keeps no other from being written.</summary>
    /// <returns>What was taken; null when another one works and works on.</returns>
    public async Task<TakenBatch?> TakeBatch(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await HasTurn(connection, cancellation)) return null;
        string[] left = [.. resting.Where(one => one.Value > clock.GetUtcNow()).Select(one => one.Key)];
        var (rows, unread) = await Rows(connection, left, cancellation);
        var read = rows.Count + unread.Count;
        var turning = keys.Log.Next is null ? [] : (await Logs(connection, cancellation)).Except(left).ToList();
        if (read < Batch) Over(left, [.. rows.Select(row => row.Tenant), .. unread.Select(one => one.Tenant)]);
        foreach (var broken in unread.ToLookup(one => one.Tenant, StringComparer.Ordinal)) Broken(broken.Key, broken.First().Error);
        if (rows.Count == 0 && turning.Count == 0) return new TakenBatch(0, read == Batch, unread.Count > 0);
        var now = (DateTime)(await Ask(connection, "select clock_timestamp()", cancellation))!;
        var bare = (long)(await Ask(connection, "select coalesce(max(seq), 0) from audit.began", cancellation))!;
        var (written, moves) = (0, unread.Count > 0);
        var byTenant = rows.Where(row => unread.All(one => one.Tenant != row.Tenant)).ToLookup(row => row.Tenant, StringComparer.Ordinal);
        // A log that nothing is appended to takes part in a change of its key all the same.
        foreach (var tenant in byTenant.Select(group => group.Key).Union(turning).Order(StringComparer.Ordinal))
        {
            if (await Write(transaction, tenant, [.. byTenant[tenant]], now, bare, cancellation) is { } taken) written += taken;
            else moves = true;
        }

        await transaction.CommitAsync(cancellation);
        return new TakenBatch(written, read == Batch, moves || written > 0);
    }

    // How many rows were taken from the queue; null when the log could not be written, and what was begun of it is undone.
    private async Task<int?> Write(NpgsqlTransaction transaction, string tenant, IReadOnlyList<QueueRow> rows, DateTime now, long bare, CancellationToken cancellation)
    {
        const string Before = "log";
        await transaction.SaveAsync(Before, cancellation);
        try
        {
            var writer = await LogWriter.Open(transaction.Connection!, tenant, settings, keys, now, cancellation);
            var taken = await writer.Write(rows, Drafts(rows, bare), cancellation);
            await transaction.ReleaseAsync(Before, cancellation);
            findings.Written(tenant);
            resting.TryRemove(tenant, out _);
            return taken;
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested && !Failures.Chain(error).Any(Failures.IsAway))
        {
            await transaction.RollbackAsync(Before, cancellation);
            Broken(tenant, error);
            return null;
        }
    }

    // Nothing waits any more for a log that could not be written: somebody took it out of the queue.
    private void Over(string[] left, HashSet<string> waiting)
    {
        foreach (var tenant in resting.Keys.Except(left).Where(tenant => !waiting.Contains(tenant)))
        {
            findings.Written(tenant);
            resting.TryRemove(tenant, out _);
        }
    }

    private void Broken(string tenant, Exception error)
    {
        resting[tenant] = clock.GetUtcNow() + Rest;
        var sentence = error switch
        {
            TileMissingException => "a tile of its tree is missing from the database",
            PostgresException refused => $"the database refuses what is to be written (SQLSTATE {refused.SqlState}); the service's log says how",
            _ => "what the database holds of it cannot be read; the service's log says what",
        };
        if (findings.Broken(tenant, sentence)) LogBroken(log, error, tenant);
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
    private Dictionary<long, LeafDraft> Drafts(IReadOnlyList<QueueRow> rows, long bare)
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

    // The rows, and the organisations of those that no program can read.
    private static async Task<(List<QueueRow> Rows, List<(string Tenant, Exception Error)> Unread)> Rows(NpgsqlConnection connection, string[] left, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(QueueRow.Select, connection);
        command.Parameters.AddWithValue(Batch);
        command.Parameters.AddWithValue(left);
        var rows = new List<QueueRow>();
        var unread = new List<(string, Exception)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            try
            {
                rows.Add(QueueRow.Of(reader));
            }
            catch (Exception error) when (error is InvalidCastException or OverflowException or ArgumentException)
            {
                unread.Add((reader.GetString(1), error));
            }
        }

        return (rows, unread);
    }

    private static async Task<object?> Ask(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellation);
    }

    [LoggerMessage(LogLevel.Error, "The log of {Tenant} could not be written; it is tried again every ten seconds, and the others are written meanwhile")]
    private static partial void LogBroken(ILogger log, Exception error, string tenant);
}

/// <summary>What one batch took.</summary>
/// <param name="Written">How many changes were written; the others wait for a forerunner, or for a log that cannot be written now.</param>
/// <param name="IsFull">Whether it read as many as it may, so that more may be there.</param>
/// <param name="Moves">Whether the next one reads others: something was written, or is left out from now on.</param>
public sealed record TakenBatch(int Written, bool IsFull, bool Moves);
