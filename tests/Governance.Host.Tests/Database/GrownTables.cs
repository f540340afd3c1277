using Governance.Directory;
using Governance.Host.Tests.Audit.Ledger;
using Npgsql;

namespace Governance.Host.Tests.Database;

/// <summary>An organisation that is there for long: so many of everything that it has one of.</summary>
internal static class GrownTables
{
    /// <summary>How many rows each table has at least.</summary>
    public const int Many = 20_000;

    private const int Batch = 1_000;

    // An organisation has one of these, or as many as it has rules.
    private static readonly string[] Few = ["mt_doc_adoptedflow", "mt_doc_organisation", "mt_doc_organisationdomains"];

    // What must be unique is told apart, and what lists are sorted by too; what one has to do with is one's own, and not a copy's.
    private const string Copy = """
        insert into governance.{0} select copy.* from governance.{0} first, generate_series(1, $2 / (select count(*) from governance.{0} where tenant_id = $1) + 1) n,
        lateral jsonb_populate_record(first, jsonb_build_object('data', first.data || jsonb_build_object('id', first.id || '-' || n{1})){2}) copy
        where first.tenant_id = $1
        """;

    // A column that must be unique, or that sorts, and the member of the document that says the same.
    private const string ToldApart = """
        select c.relname, array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and a.atttypid in ('text'::regtype, 'varchar'::regtype)
            and (a.attname in ('id', 'sort_key', 'urgency') or a.attname <> 'tenant_id' and exists (select from pg_index i where i.indrelid = c.oid and i.indisunique and not i.indisprimary and a.attnum = any(i.indkey)))),
            array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and a.atttypid = 'text[]'::regtype)
        from pg_class c where c.relnamespace = 'governance'::regnamespace and c.relkind = 'r' and c.relname like 'mt\_doc\_%'
            and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'id' and a.atttypid in ('text'::regtype, 'varchar'::regtype)) order by 1
        """;

    /// <summary>Grows all of them and lets the ledger write down what was appended.</summary>
    public static async Task Grow(Acme acme)
    {
        await Append(acme);
        await acme.Service.Logged();
        await using var connection = await acme.Service.Database().OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var (table, columns, lists) in (await Documents(connection)).Where(table => !Few.Contains(table.Table))) await Run(connection, Grown(table, columns, lists), acme.Tenant, Many);
        // The copies are in the log since its beginning.
        await Run(connection, "insert into audit.transactions (tenant, tx, leaf) values ($1, pg_current_xact_id(), 1)", acme.Tenant);
        await Run(connection, "insert into audit.transactions (tenant, tx, leaf) select $1, (n + 100000000)::text::xid8, n from generate_series(1, $2) n", acme.Tenant, Many);
        await Run(
            connection, """
            insert into audit.checkpoints (tenant, size, root, signed_at, renewed_at, note, horizon)
            select tenant, n, root, signed_at - (size - n) * interval '1 second', renewed_at, note, horizon from (select * from audit.checkpoints where tenant = $1 order by size desc limit 1) c, generate_series(1, size - 1) n
            on conflict do nothing
            """, acme.Tenant);
        await transaction.CommitAsync();
    }

    /// <summary>The tables that grew.</summary>
    public static async Task<IReadOnlySet<string>> Names(Service service)
    {
        await using var command = service.Database().CreateCommand("select relname from pg_class where relkind = 'r' and reltuples >= $1");
        command.Parameters.AddWithValue((float)Many / 2);
        await using var reader = await command.ExecuteReaderAsync();
        var names = new HashSet<string>();
        while (await reader.ReadAsync()) names.Add(reader.GetString(0));
        return names;
    }

    // Through the store, so that events, streams, seals, leaves and tiles are what they always are.
    private static async Task Append(Acme acme)
    {
        for (var batch = 0; batch < Many / Batch; batch++)
        {
            await using var session = acme.Session();
            session.LastModifiedBy = Acme.Administrator;
            for (var one = 0; one < Batch; one++) session.Events.Append($"group/grown-{batch}-{one}", new GroupFormed("A group of many"));
            await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task<List<(string Table, string[] Columns, string[] Lists)>> Documents(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(ToldApart, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<(string, string[], string[])>();
        while (await reader.ReadAsync()) found.Add((reader.GetString(0), reader.GetFieldValue<string[]>(1), reader.GetFieldValue<string[]>(2)));
        return found;
    }

    private static string Grown(string table, string[] columns, string[] lists)
    {
        var members = table == "mt_doc_person" ? ", 'groups', jsonb_build_array('group-' || n % 400)"
            : columns.Contains("urgency") ? ", 'urgency', first.urgency || '-' || n, 'row', first.data->'row' || jsonb_build_object('requestId', first.data->'row'->>'requestId' || '-' || n)"
            : columns.Contains("sort_key") ? ", 'sortKey', first.sort_key || '-' || n" : "";
        var apart = string.Concat(columns.Select(column => $" || jsonb_build_object('{column}', first.{column} || '-' || n)"))
            + string.Concat(lists.Select(column => $" || jsonb_build_object('{column}', array(select one || '-' || n % 400 from unnest(first.{column}) one))"));
        // Nothing else happens twenty thousand times in one moment.
        if (table == "mt_doc_policyview") (members, apart) = (members + ", 'updatedAt', first.updated_at - n * interval '1 second'", apart + " || jsonb_build_object('updated_at', first.updated_at - n * interval '1 second')");
        return Copy.Replace("{0}", table, StringComparison.Ordinal).Replace("{1}", members, StringComparison.Ordinal).Replace("{2}", apart, StringComparison.Ordinal);
    }

    private static async Task Run(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        foreach (var value in values) command.Parameters.AddWithValue(value);
        await command.ExecuteNonQueryAsync();
    }
}
