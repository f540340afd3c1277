using Governance.Ledger;
using Npgsql;

namespace Governance.Audit.Ledger;

/// <summary>The head of one organisation's log.</summary>
/// <param name="Tenant">The organisation.</param>
/// <param name="Origin">The log's name.</param>
/// <param name="Size">How many leaves it has.</param>
/// <param name="Root">The root over them.</param>
/// <param name="Key">The verifier key in force.</param>
public sealed record LogHead(string Tenant, string Origin, long Size, Hash Root, string Key)
{
    /// <summary>The head, locked until the transaction ends; null when the organisation has no log yet.</summary>
    public static Task<LogHead?> Lock(NpgsqlConnection connection, string tenant, CancellationToken cancellation) => Read(connection, tenant, " for update", cancellation);

    /// <summary>The head as it is now; null when the organisation has no log yet.</summary>
    public static Task<LogHead?> Read(NpgsqlConnection connection, string tenant, CancellationToken cancellation) => Read(connection, tenant, "", cancellation);

    private static async Task<LogHead?> Read(NpgsqlConnection connection, string tenant, string how, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select origin, size, root, vkey from audit.logs where tenant = $1" + how, connection);
        command.Parameters.AddWithValue(tenant);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? new LogHead(tenant, reader.GetString(0), reader.GetInt64(1), Hash.Of(reader.GetFieldValue<byte[]>(2)), reader.GetString(3)) : null;
    }

    /// <summary>Writes the head.</summary>
    public async Task Save(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into audit.logs (tenant, origin, size, root, vkey) values ($1, $2, $3, $4, $5)
            on conflict (tenant) do update set size = excluded.size, root = excluded.root, vkey = excluded.vkey
            """, connection);
        command.Parameters.AddWithValue(Tenant);
        command.Parameters.AddWithValue(Origin);
        command.Parameters.AddWithValue(Size);
        command.Parameters.AddWithValue(Root.ToArray());
        command.Parameters.AddWithValue(Key);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
