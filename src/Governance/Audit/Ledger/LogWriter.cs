using System.Text.Json.Nodes;
using Governance.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace Governance.Audit.Ledger;

/// <summary>Writes one batch into one organisation's log, in the sequencer's transaction, on the log's locked head.</summary>
public sealed class LogWriter
{
    private readonly NpgsqlConnection connection;
    private readonly string tenant;
    private readonly KeyRing keys;
    private readonly DateTime now;
    private readonly TreeAppender tree;
    private readonly List<(LeafDraft Draft, QueueRow? Row)> leaves = [];
    private readonly HashSet<string> nodes;
    private readonly LogHead head;

    private LogWriter(NpgsqlConnection connection, LogHead head, KeyRing keys, DateTime now, TreeAppender tree, HashSet<string> nodes) =>
        (this.connection, tenant, this.head, this.keys, this.now, this.tree, this.nodes) = (connection, head.Tenant, head, keys, now, tree, nodes);

    /// <summary>Locks the log's head; a log that is not there yet begins with its genesis.</summary>
    public static async Task<LogWriter> Open(NpgsqlConnection connection, string tenant, LedgerSettings settings, KeyRing keys, DateTime now, CancellationToken cancellation)
    {
        var head = await LogHead.Lock(connection, tenant, cancellation);
        using var signer = new LogKeys(settings.Origin(tenant), keys.Log);
        var begins = head is null;
        head ??= new LogHead(tenant, settings.Origin(tenant), 0, Merkle.EmptyRoot, signer.Current.Verifier.ToString());
        var tiles = await LogTiles.Read(connection, tenant, Tiles.RightEdge(head.Size), cancellation);
        var writer = new LogWriter(connection, head, keys, now, new TreeAppender(head.Size, at => tiles.GetValueOrDefault(at)!), await KnownNodes(connection, tenant, cancellation));
        if (begins) writer.Add(LeafDraft.Of(new Entry(EntryKind.Genesis) { Tenant = LeafDraft.Name(tenant), At = now, Note = new JsonObject { ["origin"] = head.Origin, ["key"] = head.Key }.ToJsonString() }));
        if (signer.Key != head.Key) writer.Add(LeafDraft.Of(signer.Change(tenant, head.Key, now)));
        writer.key = signer.Key;
        return writer;
    }

    private string key = "";

    /// <summary>Writes the rows whose turn it is.</summary>
    /// <returns>How many rows were taken from the queue; the others wait for their forerunner.</returns>
    public async Task<int> Write(IReadOnlyList<QueueRow> rows, IReadOnlyDictionary<long, LeafDraft> drafts, CancellationToken cancellation)
    {
        var order = new StreamOrder(await LastVersions(rows, cancellation));
        var taken = new List<long>(rows.Count);
        foreach (var row in order.Sort(rows))
        {
            taken.Add(row.Row.Number);
            AddRow(row.Row, drafts, row.Gap);
        }

        await Save(taken, cancellation);
        return taken.Count;
    }

    private void AddRow(QueueRow row, IReadOnlyDictionary<long, LeafDraft> drafts, bool gap)
    {
        if (row.Change is not ('i' or 'm'))
        {
            Add(LeafDraft.OfMutation(row, now), row);
            return;
        }

        if (!drafts.TryGetValue(row.Number, out var draft))
        {
            Add(LeafDraft.OfViolation(row, "event-gone", now), row);
            return;
        }

        if (draft.Entry.Seal is { } seal && nodes.Add(seal.K)) Introduce(seal.K);
        Add(draft, row);
        foreach (var what in draft.Violations) Add(LeafDraft.OfViolation(row, what, now));
        if (row.Change == 'm') Add(LeafDraft.OfViolation(row, "not-captured", now));
        if (gap) Add(LeafDraft.OfViolation(row, "version-out-of-order", now));
    }

    // Whoever verifies offline learns a node's key from the log, before the first event that it sealed.
    private void Introduce(string node)
    {
        if (keys.NodeKnownAs(node) is { } known)
            Add(LeafDraft.Of(new Entry(EntryKind.Key) { Tenant = LeafDraft.Name(tenant), At = now, Note = new JsonObject { ["role"] = "node", ["k"] = node, ["key"] = Convert.ToBase64String(known.Span) }.ToJsonString() }));
    }

    private void Add(LeafDraft draft, QueueRow? row = null)
    {
        tree.Append(draft.Hash);
        leaves.Add((draft, row));
    }

    private async Task Save(List<long> taken, CancellationToken cancellation)
    {
        if (leaves.Count > 0)
        {
            await SaveLeaves(cancellation);
            await SaveTransactions(cancellation);
            await LogTiles.Save(connection, tenant, tree.Touched, cancellation);
            await (head with { Size = tree.Size, Root = tree.Root, Key = key }).Save(connection, cancellation);
        }

        await using var done = new NpgsqlCommand("delete from audit.queue where n = any($1)", connection);
        done.Parameters.AddWithValue(taken.ToArray());
        await done.ExecuteNonQueryAsync(cancellation);
    }

    private async Task SaveLeaves(CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy audit.leaves (tenant, leaf, kind, event_id, stream, version, seq, tx, at, hash, entry) from stdin (format binary)", cancellation);
        for (var at = 0; at < leaves.Count; at++)
        {
            var (draft, row) = leaves[at];
            var entry = draft.Entry;
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(tenant, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(head.Size + at, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(entry.Kind.Name(), NpgsqlDbType.Text, cancellation);
            await Write(copy, entry.Id, NpgsqlDbType.Uuid, cancellation);
            await Write(copy, entry.Stream, NpgsqlDbType.Text, cancellation);
            await Write(copy, entry.Version, NpgsqlDbType.Bigint, cancellation);
            await Write(copy, entry.Sequence, NpgsqlDbType.Bigint, cancellation);
            await Write(copy, row?.Transaction, NpgsqlDbType.Xid8, cancellation);
            await copy.WriteAsync(entry.At?.UtcDateTime ?? now, NpgsqlDbType.TimestampTz, cancellation);
            await copy.WriteAsync(draft.Hash.ToArray(), NpgsqlDbType.Bytea, cancellation);
            await copy.WriteAsync(draft.Bytes, NpgsqlDbType.Bytea, cancellation);
        }

        await copy.CompleteAsync(cancellation);
    }

    private static Task Write<T>(NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type, CancellationToken cancellation) where T : struct =>
        value is { } there ? copy.WriteAsync(there, type, cancellation) : copy.WriteNullAsync(cancellation);

    private static Task Write(NpgsqlBinaryImporter copy, string? value, NpgsqlDbType type, CancellationToken cancellation) =>
        value is null ? copy.WriteNullAsync(cancellation) : copy.WriteAsync(value, type, cancellation);

    private async Task SaveTransactions(CancellationToken cancellation)
    {
        var last = new Dictionary<ulong, long>();
        for (var at = 0; at < leaves.Count; at++)
            if (leaves[at].Row is { Change: 'i' or 'm' } row) last[row.Transaction] = head.Size + at;
        await using var command = new NpgsqlCommand(
            """
            insert into audit.transactions (tenant, tx, leaf) select $1, t.tx, t.leaf from unnest($2, $3) as t(tx, leaf)
            on conflict (tenant, tx) do update set leaf = greatest(transactions.leaf, excluded.leaf)
            """, connection);
        command.Parameters.AddWithValue(tenant);
        command.Parameters.Add(new NpgsqlParameter { Value = last.Keys.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Xid8 });
        command.Parameters.AddWithValue(last.Values.ToArray());
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<Dictionary<string, long>> LastVersions(IReadOnlyList<QueueRow> rows, CancellationToken cancellation)
    {
        // The nearest entry at or below the end of each stream, in the order of one index, instead of equals: for an organisation that statistics
        // do not know yet, which is one that has just imported a lot, those let PostgreSQL read its whole log once for each stream.
        await using var command = new NpgsqlCommand(
            """
            select s.stream, l.version from unnest($2::text[]) as s(stream) cross join lateral
                (select tenant, stream, version from audit.leaves where (tenant, stream, version) <= ($1, s.stream, 9223372036854775807)
                    and stream is not null and kind in ('event', 'erasure') order by tenant desc, stream desc, version desc limit 1) l
            where l.tenant = $1 and l.stream = s.stream
            """, connection);
        command.Parameters.AddWithValue(tenant);
        command.Parameters.AddWithValue(rows.Select(row => row.Stream).OfType<string>().Distinct().ToArray());
        var last = new Dictionary<string, long>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) last.Add(reader.GetString(0), reader.GetInt64(1));
        return last;
    }

    private static async Task<HashSet<string>> KnownNodes(NpgsqlConnection connection, string tenant, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select entry from audit.leaves where tenant = $1 and kind = 'key' order by leaf", connection);
        command.Parameters.AddWithValue(tenant);
        var nodes = new HashSet<string>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            if (Entry.Parse(reader.GetFieldValue<byte[]>(0)).Note is { } note && JsonNode.Parse(note)?["k"]?.GetValue<string>() is { } node) nodes.Add(node);
        return nodes;
    }
}
