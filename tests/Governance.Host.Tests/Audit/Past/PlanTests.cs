using Governance.Audit.Past;
using Governance.Host.Tests.Audit.Ledger;
using Npgsql;

namespace Governance.Host.Tests.Audit.Past;

/// <summary>A page of then is found by an index, however long the past is.</summary>
public sealed class PlanTests
{
    private const int Many = 4000;

    // Copies of what is there, in a transaction that is in the log; what must be unique is told apart.
    private const string Grow = """
        insert into governance.{0} select copy.* from governance.{0} first, generate_series(1, $2) n,
        lateral jsonb_populate_record(first, jsonb_build_object('id', first.id || '-' || n) || {1}) copy
        where first.tenant_id = $1 and first.id = (select min(id) from governance.{0} where tenant_id = $1)
        """;

    private static readonly string[] Pages =
    [
        "/policies", "/policies?sort=title", "/policies?sort=updated", "/policies?state=draft&area=communications", "/policies?inForceOn=2030-01-01", "/policies?draft=drafting", "/requests", "/requests?state=pending", "/requests?subjectId=social-media-policy", "/inbox",
        "/accounts", "/accounts?platform=x", "/accounts?unit=Marketing", "/accounts?owner=p-1007", "/accounts?state=registered", "/accounts?overdue=true", "/accounts?person=p-1005", "/accounts/owner?url=https://x.com/acme", "/people/p-1007/holdings",
        "/people", "/people?group=legal", "/people?role=steward", "/groups", "/delegations", "/claims", "/claims?claimant=p-1005", "/disputes", "/leads", "/leads?state=open", "/leads?platform=facebook", "/impostors", "/impostors?state=suspected", "/keys",
        "/policies/social-media-policy", "/people/p-1007",
    ];

    [Fact]
    public async Task No_page_of_then_scans_a_table_that_grows()
    {
        await using var own = new OwnService(await Service.OfItsOwn());
        var service = own.Value;
        var acme = await service.Found();
        var whole = new WholeOrganisation(acme);
        await whole.Begin();
        await GrowAll(acme);
        var position = await acme.Position();
        foreach (var path in Pages)
        {
            var before = await Scans(service);
            (await acme.At(position, path == "/inbox" ? Acme.LegalOwner : Acme.Administrator, path)).Expect(200);
            var after = await Told(service, before);
            Assert.True(before.All(table => after[table.Key].Whole == table.Value.Whole), $"{path} scans {string.Join(", ", before.Where(table => after[table.Key].Whole != table.Value.Whole).Select(table => table.Key))}");
        }
    }

    private static async Task GrowAll(Acme acme)
    {
        await acme.Position();
        await using var connection = await acme.Service.Database().OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        async Task Run(string sql, params object[] values)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var value in values) command.Parameters.AddWithValue(value);
            await command.ExecuteNonQueryAsync();
        }

        foreach (var table in (string[])["policyview", "requestline", "person", "group", "claim", "dispute", "leadview", "impostorview", "apikeyrecord"])
            await Run(Grown($"mt_doc_{table}", "jsonb_build_object('data', first.data || jsonb_build_object('id', first.id || '-' || n))"), acme.Tenant, Many);
        await Run(Grown("mt_doc_registerline", "jsonb_build_object('address_key', 'x:copy' || n, 'sort_key', 'x:copy' || lpad(n::text, 6, '0') || ':' || n, 'identity_key', null, 'data', first.data || jsonb_build_object('id', first.id || '-' || n, 'sortKey', 'x:copy' || n))"), acme.Tenant, Many);
        await Run("insert into audit.transactions (tenant, tx, leaf) values ($1, pg_current_xact_id(), 1)", acme.Tenant);
        await Run("insert into audit.transactions (tenant, tx, leaf) select 'others', (n + 1000000)::text::xid8, n from generate_series(1, $1) n", Many);
        await transaction.CommitAsync();
        await Run("analyze");
    }

    private static string Grown(string table, string told) => Grow.Replace("{0}", table, StringComparison.Ordinal).Replace("{1}", told, StringComparison.Ordinal);

    // What a connection scanned it tells when it ends, all at once.
    private static async Task<Dictionary<string, (long Whole, long All)>> Told(Service service, Dictionary<string, (long Whole, long All)> before)
    {
        service.Of<PastStore>().Database.Clear();
        while (true)
        {
            var now = await Scans(service);
            if (now.Any(table => table.Value.All > before[table.Key].All)) return now;
            await Task.Yield();
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static async Task<Dictionary<string, (long Whole, long All)>> Scans(Service service)
    {
        await using var command = service.Database().CreateCommand("select relname, seq_scan, seq_scan + idx_scan from pg_stat_user_tables where schemaname = 'past' and relname like '%\\_history' and relname <> 'mt_doc_adoptedflow_history'");
        await using var reader = await command.ExecuteReaderAsync();
        var scans = new Dictionary<string, (long, long)>();
        while (await reader.ReadAsync()) scans[reader.GetString(0)] = (reader.GetInt64(1), reader.GetInt64(2));
        return scans;
    }
}
