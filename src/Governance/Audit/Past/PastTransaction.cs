using System.Data;
using Governance.Audit.Ledger;
using Npgsql;

namespace Governance.Audit.Past;

/// <summary>Where one stream stands at a point of the log.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Leaf">The leaf of that version.</param>
/// <param name="EventId">The event of that version.</param>
public sealed record StreamPlace(long Version, long Leaf, Guid EventId);

/// <summary>The checkpoint that covers a point: the first that was signed with as many leaves or more.</summary>
public sealed record CoveringCheckpoint(long Size, DateTime SignedAt);

/// <summary>
/// One snapshot of the database that shows a point of the log: a read-only transaction whose settings the views of the schema past read.
/// What the point holds was committed before it was asked for, so that nothing of it is missing in the snapshot.
/// </summary>
public sealed class PastTransaction : IAsyncDisposable
{
    private const string Settings = $$"""
        select set_config('{{PastSchemaSql.Position}}', $2::text, true), set_config('{{PastSchemaSql.Tenant}}', $1, true), set_config('jit', 'off', true),
            set_config('{{PastSchemaSql.Horizon}}', coalesce(c.horizon, pg_snapshot_xmax(pg_current_snapshot()))::text, true),
            c.size, c.signed_at, (select at from audit.leaves where tenant = $1 and leaf = $2 - 1)
        from (select) one left join lateral (select size, signed_at, horizon from audit.checkpoints where tenant = $1 and size >= $2 order by size limit 1) c on true
        """;

    private const string Place = """
        select l.version, l.leaf, l.event_id from audit.leaves l
        where l.tenant = $1 and l.stream = $2 and l.version = (select past.version_at($1, $2, $3)) and l.kind in ('event', 'erasure') order by l.leaf limit 1
        """;

    private readonly NpgsqlConnection connection;

    private PastTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction) => (this.connection, Transaction) = (connection, transaction);

    /// <summary>The transaction.</summary>
    public NpgsqlTransaction Transaction { get; }

    /// <summary>When the last leaf of the point was recorded, UTC.</summary>
    public DateTime LastRecorded { get; private set; }

    /// <summary>The checkpoint that covers the point, or null when it is not signed yet.</summary>
    public CoveringCheckpoint? Covered { get; private set; }

    /// <summary>Where the stream that is asked for stands, or null when it was not there.</summary>
    public StreamPlace? Stream { get; private set; }

    /// <summary>Begins the transaction at a point; one exchange with the database.</summary>
    public static async Task<PastTransaction> At(NpgsqlDataSource database, string tenant, LogCoordinate point, string? stream, CancellationToken cancellation)
    {
        var connection = await database.OpenConnectionAsync(cancellation);
        try
        {
            var past = new PastTransaction(connection, await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation));
            await past.Begin(tenant, point.Size, stream, cancellation);
            return past;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task Begin(string tenant, long position, string? stream, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection, Transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("set transaction read only"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Settings) { Parameters = { new() { Value = tenant }, new() { Value = position } } });
        if (stream is not null) batch.BatchCommands.Add(new NpgsqlBatchCommand(Place) { Parameters = { new() { Value = tenant }, new() { Value = stream }, new() { Value = position } } });
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        Covered = await reader.IsDBNullAsync(4, cancellation) ? null : new(reader.GetInt64(4), reader.GetFieldValue<DateTime>(5));
        LastRecorded = reader.GetFieldValue<DateTime>(6);
        if (await reader.NextResultAsync(cancellation) && await reader.ReadAsync(cancellation)) Stream = new(reader.GetInt64(0), reader.GetInt64(1), reader.GetGuid(2));
    }

    /// <summary>Ends the transaction and gives the connection back.</summary>
    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
