using Governance.Ledger;
using Governance.Shared;
using Npgsql;

namespace Governance.Audit.Ledger;

/// <summary>
/// GET /events/{eventId}/proof and /events/{eventId}/entry: that an event is in the log, as a file that whoever has the log's key checks
/// without asking anybody (C2SP tlog-proof), and the bytes that the proof is about.
/// </summary>
public static class EventProof
{
    /// <summary>The proof, up to the newest checkpoint or to that of a position.</summary>
    public static async Task<IResult> Get(string eventId, [FromQuery(Name = "position")] long? position, NpgsqlDataSource database, LedgerService ledger, HttpContext http)
    {
        var tenant = Caller.Of(http).Tenant;
        if (!Guid.TryParse(eventId, out var id)) return Problem.Reply(http, LedgerRules.UnknownEvent);
        if (await LeafOf(database, tenant, id, http.RequestAborted) is null)
        {
            // Taken from the queue between two looks, it is in the log at the third.
            if (!await Exists(database, tenant, id, http.RequestAborted) && await LeafOf(database, tenant, id, http.RequestAborted) is null)
                return Problem.Reply(http, LedgerRules.UnknownEvent);
            await ledger.CatchUp(Patience, http.RequestAborted);
        }

        return await Of(tenant, id, position, database, http);
    }

    /// <summary>The entry.</summary>
    public static async Task<IResult> Entry(string eventId, NpgsqlDataSource database, HttpContext http)
    {
        var tenant = Caller.Of(http).Tenant;
        if (!Guid.TryParse(eventId, out var id)) return Problem.Reply(http, LedgerRules.UnknownEvent);
        if (await LeafOf(database, tenant, id, http.RequestAborted) is { } leaf) return Results.Bytes(leaf.Entry, "application/json");
        return await Exists(database, tenant, id, http.RequestAborted) ? NotYet(http) : Problem.Reply(http, LedgerRules.UnknownEvent);
    }

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static async Task<IResult> Of(string tenant, Guid id, long? position, NpgsqlDataSource database, HttpContext http) =>
        await Find(database, tenant, id, position, http.RequestAborted) switch
        {
            { Refusal: { } refusal } => Problem.Reply(http, refusal),
            { Text: { } text } => new Reply(StatusCodes.Status200OK, "text/plain; charset=utf-8", text),
            _ => NotYet(http),
        };

    /// <summary>The proof of an event that is in the log; neither text nor refusal when no checkpoint covers it yet.</summary>
    public static async Task<(string? Text, Refusal? Refusal)> Find(NpgsqlDataSource database, string tenant, Guid eventId, long? position, CancellationToken cancellation)
    {
        if (await LeafOf(database, tenant, eventId, cancellation) is not { } found) return default;
        if (position <= found.Leaf) return (null, LedgerRules.BeforeEvent);
        var checkpoint = await SignedCheckpoints.Find(database, tenant, position, cancellation);
        if (checkpoint is null && position is not null) return (null, LedgerRules.NoCheckpointThere);
        if (checkpoint is null || checkpoint.Size <= found.Leaf) return default;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var tiles = await LogTiles.Read(connection, tenant, Tiles.ForInclusion(found.Leaf, checkpoint.Size), cancellation);
        return (new TlogProof(found.Leaf, Proof.Inclusion(found.Leaf, checkpoint.Size, LogTiles.In(tiles)), checkpoint.Note).ToText(), null);
    }

    private static Reply NotYet(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "1";
        return Problem.Reply(http, LedgerRules.NotYet);
    }

    private static async Task<(long Leaf, byte[] Entry)?> LeafOf(NpgsqlDataSource database, string tenant, Guid eventId, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select leaf, entry from audit.leaves where tenant = $1 and event_id = $2 and kind in ('event', 'erasure') order by leaf limit 1");
        command.Parameters.AddWithValue(tenant);
        command.Parameters.AddWithValue(eventId);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : null;
    }

    private static async Task<bool> Exists(NpgsqlDataSource database, string tenant, Guid eventId, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select exists (select from audit.queue where tenant = $1 and event_id = $2)");
        command.Parameters.AddWithValue(tenant);
        command.Parameters.AddWithValue(eventId);
        return await command.ExecuteScalarAsync(cancellation) is true;
    }
}
