using Npgsql;

namespace Governance.Audit.Ledger;

/// <summary>The entries of a log, byte for byte as they were hashed.</summary>
public static class LogEntries
{
    /// <summary>Entries in order, from one leaf on.</summary>
    public static async Task<IReadOnlyList<byte[]>> Read(NpgsqlConnection connection, string tenant, long from, int count, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select entry from audit.leaves where tenant = $1 and leaf >= $2 and leaf < $2 + $3 order by leaf", connection);
        command.Parameters.AddWithValue(tenant);
        command.Parameters.AddWithValue(from);
        command.Parameters.AddWithValue((long)count);
        var entries = new List<byte[]>(count);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) entries.Add(reader.GetFieldValue<byte[]>(0));
        return entries;
    }
}
