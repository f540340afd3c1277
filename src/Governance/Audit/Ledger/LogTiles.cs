using Governance.Ledger;
using Npgsql;

namespace Governance.Audit.Ledger;

/// <summary>The tiles of a log in the database: each holds up to 256 hashes of 32 bytes of one level of the tree (C2SP tlog-tiles).</summary>
public static class LogTiles
{
    /// <summary>Reads the tiles that are named, in one query; a tile that is not there is not in the answer.</summary>
    public static async Task<IReadOnlyDictionary<TileAt, byte[]>> Read(NpgsqlConnection connection, string tenant, IEnumerable<TileAt> several, CancellationToken cancellation)
    {
        var wanted = several.ToHashSet();
        if (wanted.Count == 0) return new Dictionary<TileAt, byte[]>();
        await using var command = new NpgsqlCommand(
            "select t.level, t.tile, t.hashes from unnest($2::int[], $3::bigint[]) as w(level, tile) join audit.tiles t on t.tenant = $1 and t.level = w.level and t.tile = w.tile", connection);
        command.Parameters.AddWithValue(tenant);
        command.Parameters.AddWithValue(wanted.Select(at => at.Level).ToArray());
        command.Parameters.AddWithValue(wanted.Select(at => at.Index).ToArray());
        var tiles = new Dictionary<TileAt, byte[]>(wanted.Count);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) tiles[new TileAt(reader.GetInt32(0), reader.GetInt64(1))] = reader.GetFieldValue<byte[]>(2);
        return tiles;
    }

    /// <summary>Tiles that were read, as proofs ask for them; one that is missing is empty.</summary>
    public static Func<TileAt, ReadOnlyMemory<byte>> In(IReadOnlyDictionary<TileAt, byte[]> tiles) => at => tiles.GetValueOrDefault(at);

    /// <summary>Writes tiles, each whole.</summary>
    public static async Task Save(NpgsqlConnection connection, string tenant, IReadOnlyDictionary<TileAt, byte[]> touched, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into audit.tiles (tenant, level, tile, hashes) select $1, t.level, t.tile, t.hashes from unnest($2::int[], $3::bigint[], $4::bytea[]) as t(level, tile, hashes)
            on conflict (tenant, level, tile) do update set hashes = excluded.hashes
            """, connection);
        command.Parameters.AddWithValue(tenant);
        command.Parameters.AddWithValue(touched.Keys.Select(at => at.Level).ToArray());
        command.Parameters.AddWithValue(touched.Keys.Select(at => at.Index).ToArray());
        command.Parameters.AddWithValue(touched.Values.ToArray());
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
