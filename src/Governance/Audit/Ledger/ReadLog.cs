using Governance.Ledger;
using Governance.Shared;
using Npgsql;

namespace Governance.Audit.Ledger;

/// <summary>
/// The log as the world's tools read it: checkpoints (C2SP tlog-checkpoint), tiles and entries (C2SP tlog-tiles), consistency. What a
/// signed checkpoint covers is shown, and nothing beyond it.
/// </summary>
public static class ReadLog
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const string PlainText = "text/plain; charset=utf-8";
    private const string Immutable = "private, max-age=31536000, immutable";

    /// <summary>GET /ledger/checkpoint: the newest, with what was appended before the question; or that of a size.</summary>
    public static async Task<IResult> Checkpoint([FromQuery(Name = "size")] long? size, NpgsqlDataSource database, LedgerService ledger, HttpContext http)
    {
        var tenant = Caller.Of(http).Tenant;
        // Whoever takes the log away looks for what they have just done, and must find it there.
        if (size is null && await SignedCheckpoints.Behind(database, tenant, http.RequestAborted)) await ledger.CatchUp(Patience, http.RequestAborted);
        return await SignedCheckpoints.Find(database, tenant, size, http.RequestAborted) is { } found
            ? new Reply(StatusCodes.Status200OK, PlainText, found.Note)
            : size is null ? LedgerRules.AnswerBehind(http) : Problem.Reply(http, LedgerRules.NoCheckpoint);
    }

    /// <summary>GET /ledger/tile/{path}: a tile of hashes, or of entries.</summary>
    public static async Task<IResult> Tile(string path, NpgsqlDataSource database, HttpContext http)
    {
        var tenant = Caller.Of(http).Tenant;
        var size = (await SignedCheckpoints.Find(database, tenant, null, http.RequestAborted))?.Size ?? 0;
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var bytes = Tiles.TryParsePath($"tile/{path}", out var tile, out var width) ? await Hashes(connection, tenant, tile, width, size, http.RequestAborted)
            : Tiles.TryParseEntriesPath($"tile/{path}", out var index, out width) ? await Entries(connection, tenant, index, width, size, http.RequestAborted)
            : null;
        if (bytes is null) return Problem.Reply(http, LedgerRules.NoTile);
        http.Response.Headers.CacheControl = Immutable;
        return Results.Bytes(bytes, "application/octet-stream");
    }

    /// <summary>GET /ledger/consistency: one base64 hash a line (RFC 9162, section 2.1.4).</summary>
    public static async Task<IResult> Consistency([FromQuery(Name = "from")] long from, [FromQuery(Name = "to")] long? to, NpgsqlDataSource database, HttpContext http)
    {
        var tenant = Caller.Of(http).Tenant;
        var size = (await SignedCheckpoints.Find(database, tenant, null, http.RequestAborted))?.Size ?? 0;
        var end = to ?? size;
        if (from < 1 || from > end || end > size) return Problem.Reply(http, LedgerRules.Sizes);
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var tiles = await LogTiles.Read(connection, tenant, Tiles.ForConsistency(from, end), http.RequestAborted);
        return new Reply(StatusCodes.Status200OK, PlainText, string.Concat(Proof.Consistency(from, end, LogTiles.In(tiles)).Select(hash => hash.ToBase64() + "\n")));
    }

    private static async Task<byte[]?> Hashes(NpgsqlConnection connection, string tenant, TileAt tile, int width, long size, CancellationToken cancellation)
    {
        if (tile.WidthAt(size) < width) return null;
        var tiles = await LogTiles.Read(connection, tenant, [tile], cancellation);
        return tiles.TryGetValue(tile, out var hashes) && hashes.Length >= width * Hash.Size ? hashes[..(width * Hash.Size)] : null;
    }

    private static async Task<byte[]?> Entries(NpgsqlConnection connection, string tenant, long index, int width, long size, CancellationToken cancellation)
    {
        if (new TileAt(0, index).WidthAt(size) < width) return null;
        var entries = await LogEntries.Read(connection, tenant, index * Tiles.FullWidth, width, cancellation);
        return entries.Count == width ? EntryBundle.Write([.. entries.Select(entry => (ReadOnlyMemory<byte>)entry)]) : null;
    }
}
