using Governance.Audit.Ledger;

namespace Governance.Host.Tests.Audit.Ledger;

/// <summary>A database that an older version made comes to what a new one has.</summary>
public sealed class LedgerSchemaTests
{
    [Fact]
    public async Task An_index_and_settings_that_came_later_come_to_a_database_that_is_older()
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var made = await Made(service.Value);
        await service.Value.Sql(
            """
            drop index if exists audit.leaves_of_stream, audit.leaves_stream;
            create index leaves_stream on audit.leaves (tenant, stream, version) where kind in ('event', 'erasure');
            alter table audit.queue reset (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold, autovacuum_vacuum_cost_delay)
            """);
        Assert.NotEqual(made, await Made(service.Value));

        await new LedgerSchema(service.Value.Database()).StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(made, await Made(service.Value));
    }

    private static Task<string> Made(Service service) => service.Ask<string>(
        """
        select string_agg(said, E'\n' order by said) from (
            select indexdef as said from pg_indexes where schemaname = 'audit'
            union all select relname || ' ' || option from pg_class, unnest(reloptions) option where relnamespace = 'audit'::regnamespace and relkind = 'r') as parts
        """);
}
