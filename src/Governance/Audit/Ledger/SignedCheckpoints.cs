using Npgsql;

namespace Governance.Audit.Ledger;

/// <summary>One signed checkpoint of a log, as it is kept for ever.</summary>
/// <param name="Size">How many leaves it covers.</param>
/// <param name="SignedAt">When it was signed first, by the database's clock.</param>
/// <param name="RenewedAt">When the tree was last seen to be still the same.</param>
/// <param name="Note">The signed note, with the cosignatures that came.</param>
public sealed record SignedCheckpoint(long Size, DateTime SignedAt, DateTime RenewedAt, string Note);

/// <summary>The signed checkpoints of a log.</summary>
public static class SignedCheckpoints
{
    /// <summary>The newest, or that of a size; null when there is none.</summary>
    public static async Task<SignedCheckpoint?> Find(NpgsqlDataSource database, string tenant, long? size, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "select size, signed_at, renewed_at, note from audit.checkpoints where tenant = $1 and ($2::bigint is null or size = $2) order by size desc limit 1");
        command.Parameters.AddWithValue(tenant);
        command.Parameters.Add(new NpgsqlParameter<long?> { TypedValue = size, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint });
        return await One(command, cancellation);
    }

    /// <summary>The first that covers a version of a stream, as the words that name it: the log, its size and its root in base64; null when none does yet.</summary>
    public static async Task<string?> Covering(NpgsqlDataSource database, string tenant, string stream, long version, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            select l.origin || ' ' || c.size || ' ' || encode(c.root, 'base64') from audit.logs l cross join lateral (
                select size, root from audit.checkpoints where tenant = $1 and size > (
                    select leaf from audit.leaves where tenant = $1 and stream = $2 and version = $3 and kind in ('event', 'erasure') order by leaf limit 1) order by size limit 1) c
            where l.tenant = $1
            """);
        command.Parameters.AddWithValue(tenant);
        command.Parameters.AddWithValue(stream);
        command.Parameters.AddWithValue(version);
        return await command.ExecuteScalarAsync(cancellation) as string;
    }

    /// <summary>Whether something was appended that the newest does not cover.</summary>
    public static async Task<bool> Behind(NpgsqlDataSource database, string tenant, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "select exists (select from audit.queue where tenant = $1) or (select size from audit.logs where tenant = $1) > (select coalesce(max(size), 0) from audit.checkpoints where tenant = $1)");
        command.Parameters.AddWithValue(tenant);
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    private static async Task<SignedCheckpoint?> One(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new SignedCheckpoint(reader.GetInt64(0), reader.GetFieldValue<DateTime>(1), reader.GetFieldValue<DateTime>(2), reader.GetString(3)) : null;
    }
}
