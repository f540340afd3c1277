using Governance.Ledger;
using Npgsql;

namespace Governance.Audit.Ledger;

/// <summary>A point of an organisation's log: everything whose leaf is below <paramref name="Size"/>, and nothing else.</summary>
/// <param name="Origin">The log's name.</param>
/// <param name="Size">How many leaves: the position.</param>
/// <param name="Root">The root over these leaves.</param>
/// <param name="SignedAt">When a checkpoint of this size was signed, by the database's clock; null when none was.</param>
public sealed record LogCoordinate(string Origin, long Size, Hash Root, DateTime? SignedAt);

/// <summary>Finds the point of the log that a moment or a position names.</summary>
public sealed class Coordinates(NpgsqlDataSource database, LedgerService ledger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The newest checkpoint signed at or before <paramref name="moment"/>. When that may not be signed yet, the ledger catches up first: what
    /// was committed before the question is in the answer.
    /// </summary>
    /// <returns>Null when the log had not begun.</returns>
    /// <exception cref="LedgerBehindException">The ledger did not catch up in time.</exception>
    public async Task<LogCoordinate?> At(string tenant, DateTimeOffset moment, CancellationToken cancellation)
    {
        if (!await SignedSince(tenant, moment, cancellation) && !await ledger.CatchUp(Patience, cancellation)) throw new LedgerBehindException();
        await using var command = database.CreateCommand(
            "select l.origin, c.size, c.root, c.signed_at from audit.checkpoints c join audit.logs l using (tenant) where c.tenant = $1 and c.signed_at <= $2 order by c.signed_at desc, c.size desc limit 1");
        command.Parameters.AddWithValue(tenant);
        command.Parameters.AddWithValue(moment.UtcDateTime);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? new LogCoordinate(reader.GetString(0), reader.GetInt64(1), Hash.Of(reader.GetFieldValue<byte[]>(2)), reader.GetFieldValue<DateTime>(3)) : null;
    }

    /// <summary>The log of <paramref name="size"/> leaves, or null when it has not so many.</summary>
    public async Task<LogCoordinate?> At(string tenant, long size, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        if (size < 1 || await LogHead.Read(connection, tenant, cancellation) is not { } head || size > head.Size) return null;
        var tiles = await LogTiles.Read(connection, tenant, Tiles.ForRoot(size), cancellation);
        await using var command = new NpgsqlCommand("select signed_at from audit.checkpoints where tenant = $1 and size = $2", connection);
        command.Parameters.AddWithValue(tenant);
        command.Parameters.AddWithValue(size);
        return new LogCoordinate(head.Origin, size, Proof.RootOf(size, LogTiles.In(tiles)), await command.ExecuteScalarAsync(cancellation) as DateTime?);
    }

    /// <summary>How many leaves the log has that a checkpoint covers; 0 before the first.</summary>
    public async Task<long> Size(string tenant, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select coalesce(max(size), 0) from audit.checkpoints where tenant = $1");
        command.Parameters.AddWithValue(tenant);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    // A checkpoint after the moment closes it: whatever is signed later is later.
    private async Task<bool> SignedSince(string tenant, DateTimeOffset moment, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select exists (select from audit.checkpoints where tenant = $1 and signed_at > $2)");
        command.Parameters.AddWithValue(tenant);
        command.Parameters.AddWithValue(moment.UtcDateTime);
        return await command.ExecuteScalarAsync(cancellation) is true;
    }
}

/// <summary>The ledger has not caught up with what was appended; it is tried again later.</summary>
public sealed class LedgerBehindException() : Exception("The ledger is behind what was appended.");
