using System.Data;
using System.Text;
using System.Text.Json;
using Governance.Ledger;
using Governance.Privacy;
using Governance.Shared;
using Npgsql;

namespace Governance.Audit.Ledger;

/// <summary>Which leaves are asked for.</summary>
/// <param name="Position">The size of the checkpoint that they are to be in; with it, each line has its inclusion proof when streams are named. Absent: the newest.</param>
/// <param name="After">Leaves after this one; absent: from the beginning.</param>
/// <param name="Streams">Only leaves of these streams, and those that everybody needs who checks them: the genesis and the keys. None: all.</param>
/// <param name="Limit">How many at most; there may be fewer when they are long, and none only behind the last.</param>
/// <param name="Disclose">Whether texts about people are disclosed; absent or false, it is told that they are withheld.</param>
public sealed record LeafQuery(
    [FromQuery(Name = "position")] long? Position, [FromQuery(Name = "after")] long? After, [FromQuery(Name = "stream")] string[] Streams, [FromQuery(Name = "limit")] int? Limit,
    [FromQuery(Name = "disclose")] bool? Disclose = null)
{
    /// <summary>The most that one answer holds.</summary>
    public const int MaxLimit = 1000;

    /// <summary>The most streams that one question names.</summary>
    public const int MaxStreams = 200;

    /// <summary>What is wrong with the question, or null.</summary>
    public Refusal? Fault =>
        Limit is < 1 or > MaxLimit ? new Refusal("request.invalid", $"Ask for 1 to {MaxLimit} leaves.", RefusalKind.Content, "limit")
        : After < -1 ? new Refusal("request.invalid", "Leaves are counted from 0: give the number of one, or leave after out to read from the beginning, as -1 does.", RefusalKind.Content, "after")
        : Streams.Length > MaxStreams ? new Refusal("request.invalid", $"Name at most {MaxStreams} streams at a time.", RefusalKind.Content, "stream")
        : null;
}

/// <summary>
/// GET /ledger/leaves: the log with what its entries commit to, a JSON object a line, for whoever takes it away to check it. Ciphertexts of
/// personal members are left out, as the digests leave them out; what discloses them stands beside, when it is asked for.
/// </summary>
public static class ReadLeaves
{
    private const string Those = """
        select l.leaf, l.entry, e.data::text, e.headers::text
        from ({0}) as those join audit.leaves l on l.tenant = $1 and l.leaf = those.leaf
        left join lateral (
            select data, headers from governance.mt_events e
            where l.kind in ('event', 'erasure') and e.tenant_id = l.tenant and e.id = l.event_id and e.seq_id = l.seq order by e.is_archived desc limit 1) e on true
        order by l.leaf
        """;

    private const string Every = "select leaf from audit.leaves where tenant = $1 and leaf > $2 and leaf < $3 order by leaf limit $4";

    // Each half by an index of its own, however many leaves there are of other streams.
    private const string OfStreams = """
        (select leaf from audit.leaves where tenant = $1 and stream = any($5) and leaf > $2 and leaf < $3
         union select leaf from audit.leaves where tenant = $1 and kind = 'genesis' and leaf > $2 and leaf < $3
         union select leaf from audit.leaves where tenant = $1 and kind = 'key' and leaf > $2 and leaf < $3) order by leaf limit $4
        """;

    // A page of the longest policies would not fit into memory otherwise.
    private const int MostCharacters = 4 * 1024 * 1024;

    /// <summary>The lines.</summary>
    public static async Task<IResult> Get([AsParameters] LeafQuery query, NpgsqlDataSource database, Disclosures disclosures, HttpContext http)
    {
        if (query.Fault is { } fault) return Problem.Reply(http, fault);
        var tenant = Caller.Of(http).Tenant;
        if (await SignedCheckpoints.Find(database, tenant, query.Position, http.RequestAborted) is not { } checkpoint)
            return query.Position is null ? LedgerRules.AnswerBehind(http) : Problem.Reply(http, LedgerRules.NoCheckpointThere);
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var rows = await Read(connection, tenant, query, checkpoint.Size, http.RequestAborted);
        var proofs = query.Streams.Length == 0 ? null : await Tiles(connection, tenant, rows, checkpoint.Size, http.RequestAborted);
        return Results.Text(Written(rows, proofs, checkpoint.Size, new(disclosures, query.Disclose is true)), "application/x-ndjson", Encoding.UTF8);
    }

    private static async Task<List<LeafRow>> Read(NpgsqlConnection connection, string tenant, LeafQuery query, long size, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Those.Replace("{0}", query.Streams.Length == 0 ? Every : OfStreams, StringComparison.Ordinal), connection);
        command.Parameters.AddWithValue(tenant);
        command.Parameters.AddWithValue(query.After ?? -1);
        command.Parameters.AddWithValue(size);
        command.Parameters.AddWithValue((long)(query.Limit ?? LeafQuery.MaxLimit));
        if (query.Streams.Length > 0) command.Parameters.AddWithValue(query.Streams);
        var rows = new List<LeafRow>();
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellation);
        for (var read = 0L; read < MostCharacters && await reader.ReadAsync(cancellation); read += rows[^1].Length)
            rows.Add(new(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), StoredEvent.Text(reader, 2), StoredEvent.Text(reader, 3)));
        return rows;
    }

    private static async Task<IReadOnlyDictionary<TileAt, byte[]>> Tiles(NpgsqlConnection connection, string tenant, List<LeafRow> rows, long size, CancellationToken cancellation) =>
        await LogTiles.Read(connection, tenant, rows.SelectMany(row => Governance.Ledger.Tiles.ForInclusion(row.Leaf, size)), cancellation);

    private static string Written(List<LeafRow> rows, IReadOnlyDictionary<TileAt, byte[]>? tiles, long size, LeafDisclosures told)
    {
        using var lines = new MemoryStream();
        foreach (var row in rows)
        {
            using (var json = new Utf8JsonWriter(lines))
            {
                json.WriteStartObject();
                json.WriteNumber("leaf", row.Leaf);
                json.WritePropertyName("entry");
                json.WriteRawValue(row.Entry);
                Canonical(json, "data", row.Data, SealedData.Canonical);
                Canonical(json, "headers", row.Headers, SealedData.CanonicalHeaders);
                told.Write(json, row.Leaf, row.Data, row.Entry);
                if (tiles is not null)
                {
                    json.WriteStartArray("proof");
                    foreach (var hash in Proof.Inclusion(row.Leaf, size, LogTiles.In(tiles))) json.WriteStringValue(hash.ToBase64());
                    json.WriteEndArray();
                }

                json.WriteEndObject();
            }

            lines.WriteByte((byte)'\n');
        }

        return Encoding.UTF8.GetString(lines.GetBuffer(), 0, (int)lines.Length);
    }

    private delegate byte[] Form(ReadOnlySpan<byte> json);

    // What has no canonical form was changed by somebody: it is shown as it is, and does not fit its digest.
    private static void Canonical(Utf8JsonWriter json, string name, string? text, Form form)
    {
        if (text is null) return;
        var raw = Encoding.UTF8.GetBytes(text);
        json.WritePropertyName(name);
        try
        {
            json.WriteRawValue(form(raw));
        }
        catch (CanonicalJsonException)
        {
            json.WriteRawValue(raw);
        }
    }

    private sealed record LeafRow(long Leaf, byte[] Entry, string? Data, string? Headers)
    {
        public long Length => Entry.Length + (Data?.Length ?? 0) + (Headers?.Length ?? 0);
    }
}
