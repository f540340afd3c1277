using Npgsql;

namespace Governance.Accounts;

/// <summary>
/// Once, at the start of a service whose register still holds a line for each time at which an account was otherwise: keeps of those what
/// the line of now remembers, the addresses and the owners, and removes them. What the register showed at a moment, its history tells. Runs
/// before the store makes its indexes, which hold one line for each address.
/// </summary>
public sealed class FormerLines(NpgsqlDataSource database) : IHostedService
{
    private const string Remember = """
        do $$
        begin
            if not exists (select from information_schema.columns where table_schema = 'governance' and table_name = 'mt_doc_registerline' and column_name = 'until_version') then
                return;
            end if;
            update governance.mt_doc_registerline l set data = (l.data - 'fromVersion') || jsonb_build_object(
                'addresses', (select jsonb_agg(distinct o.address_key order by o.address_key) from governance.mt_doc_registerline o where o.tenant_id = l.tenant_id and o.account_id = l.account_id),
                'owners', coalesce((select jsonb_agg(distinct person order by person) from governance.mt_doc_registerline o,
                    lateral (select o.owner union all select jsonb_array_elements_text(coalesce(o.data #> '{account,coOwners}', '[]'))) as of_line(person)
                    where o.tenant_id = l.tenant_id and o.account_id = l.account_id and person is not null), '[]'))
            where l.until_version is null;
            delete from governance.mt_doc_registerline where until_version is not null;
            -- With the columns go the indexes that name them; the store makes those of now.
            alter table governance.mt_doc_registerline drop column until_version, drop column account_id;
        end $$
        """;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Remember);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
