using System.Data;
using Governance.Audit.Ledger;
using Governance.Ledger;
using Marten;
using Npgsql;

namespace Governance.Audit.Past;

/// <summary>Where one stream stands at a point of the log.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Leaf">The leaf of that version.</param>
/// <param name="EventId">The event of that version.</param>
public sealed record StreamPlace(long Version, long Leaf, Guid EventId);

/// <summary>The checkpoint that covers a point: the first that was signed with as many leaves or more.</summary>
/// <param name="Size">How many leaves it has.</param>
/// <param name="SignedAt">When it was signed, UTC.</param>
public sealed record CoveringCheckpoint(long Size, DateTime SignedAt);

/// <summary>
/// One snapshot of the database that shows a point of the log: a read-only transaction whose settings the views of the schema past read.
/// What the point holds was committed before it was asked for, so that nothing of it is missing in the snapshot.
/// </summary>
public sealed class PastTransaction : IAsyncDisposable
{
    // The horizon: no transaction from there on is in the point, because none was committed when the checkpoint that covers it was signed.
    private const string Settings = $$"""
        select l.origin, c.size, c.signed_at, c.root, (select at from audit.leaves where tenant = $1 and leaf = $2 - 1),
            set_config('{{PastSchemaSql.Position}}', $2::text, true), set_config('{{PastSchemaSql.Tenant}}', $1, true),
            set_config('{{PastSchemaSql.Horizon}}', coalesce(c.horizon, pg_snapshot_xmax(pg_current_snapshot()))::text, true), set_config('jit', 'off', true)
        from audit.logs l cross join lateral (select size, signed_at, root, horizon from audit.checkpoints where tenant = $1 and size >= $2 order by size limit 1) c
        where l.tenant = $1
        """;

    private const string Place = """
        select l.version, l.leaf, l.event_id from audit.leaves l
        where l.tenant = $1 and l.stream = $2 and l.version = (select past.version_at($1, $2, $3)) and l.kind in ('event', 'erasure') order by l.leaf limit 1
        """;

    private readonly PastStore past;
    private readonly string tenant;
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    private PastTransaction(PastStore past, string tenant, NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (this.past, this.tenant, this.connection, this.transaction) = (past, tenant, connection, transaction);

    /// <summary>The point.</summary>
    public LogCoordinate Point { get; private set; } = null!;

    /// <summary>When the last leaf of the point was recorded, UTC.</summary>
    public DateTime LastRecorded { get; private set; }

    /// <summary>The checkpoint that covers the point.</summary>
    public CoveringCheckpoint Covered { get; private set; } = null!;

    /// <summary>Where the stream that is asked for stands, or null when it was not there.</summary>
    public StreamPlace? Stream { get; private set; }

    /// <summary>A session that shows the point.</summary>
    public IQuerySession Then() => past.Then(tenant, transaction);

    /// <summary>A session that shows what is now, in the same snapshot.</summary>
    public IQuerySession Now() => past.Now(tenant, transaction);

    /// <summary>Begins the transaction at a position, in one exchange with the database; null when no checkpoint covers it.</summary>
    public static async Task<PastTransaction?> At(PastStore past, string tenant, long position, string? stream, CancellationToken cancellation)
    {
        var connection = await past.Database.OpenConnectionAsync(cancellation);
        try
        {
            var opened = new PastTransaction(past, tenant, connection, await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation));
            if (await opened.Begin(position, stream, cancellation)) return opened;
            await opened.DisposeAsync();
            return null;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task<bool> Begin(long position, string? stream, CancellationToken cancellation)
    {
        if (await Show(position, stream, cancellation) is not var (origin, root)) return false;
        // Between two checkpoints nobody has written the root down.
        var tiles = root is null ? await LogTiles.Read(connection, tenant, Tiles.ForRoot(position), cancellation) : null;
        Point = new LogCoordinate(origin, position, root ?? Proof.RootOf(position, LogTiles.In(tiles!)));
        return true;
    }

    private async Task<(string Origin, Hash? Root)?> Show(long position, string? stream, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("set transaction read only"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Settings) { Parameters = { new() { Value = tenant }, new() { Value = position } } });
        if (stream is not null) batch.BatchCommands.Add(new NpgsqlBatchCommand(Place) { Parameters = { new() { Value = tenant }, new() { Value = stream }, new() { Value = position } } });
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation)) return null;
        Covered = new(reader.GetInt64(1), reader.GetFieldValue<DateTime>(2));
        LastRecorded = reader.GetFieldValue<DateTime>(4);
        (string, Hash?) shown = (reader.GetString(0), Covered.Size == position ? Hash.Of(reader.GetFieldValue<byte[]>(3)) : null);
        if (await reader.NextResultAsync(cancellation) && await reader.ReadAsync(cancellation)) Stream = new(reader.GetInt64(0), reader.GetInt64(1), reader.GetGuid(2));
        return shown;
    }

    /// <summary>Ends the transaction and gives the connection back.</summary>
    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
