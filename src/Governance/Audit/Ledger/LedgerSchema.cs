using Npgsql;

namespace Governance.Audit.Ledger;

/// <summary>
/// The ledger's tables, and the triggers that note every change of an event. A row of the queue exists exactly when the transaction
/// that changed the event has committed, so that a late commit is never missed. Runs after the store has made its tables and before
/// anybody appends.
/// </summary>
public sealed class LedgerSchema(NpgsqlDataSource database) : IHostedService
{
    private const string Tables = """
        create schema if not exists audit;

        -- Events up to this number were there before the ledger and bear no seal; one row.
        create table if not exists audit.began (seq bigint not null);

        -- What is still to be written into the logs, in the order in which it is taken.
        create table if not exists audit.queue (
            n bigint generated always as identity primary key,
            tenant text not null,
            tx xid8 not null default pg_current_xact_id(),
            change "char" not null,                          -- i, u, d; t: a table was emptied; found by the monitor: m, c, g, as i, u, d
            seq bigint, event_id uuid, stream text, version bigint,
            since timestamptz not null default clock_timestamp(),
            by text not null default session_user);
        -- Its rows live for a second: what is left of them would have to be stepped over by every batch.
        alter table audit.queue set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

        -- The head of each organisation's log, and the key that signs it.
        create table if not exists audit.logs (tenant text primary key, origin text not null, size bigint not null, root bytea not null, vkey text not null);

        create table if not exists audit.leaves (
            tenant text not null, leaf bigint not null, kind text not null, event_id uuid, stream text, version bigint, seq bigint, tx xid8,
            at timestamptz not null, hash bytea not null, entry bytea not null, primary key (tenant, leaf));
        -- An index that is changed has another name: under the former one an older database would keep the former.
        create index if not exists leaves_of_stream on audit.leaves (tenant, stream, version, leaf) where stream is not null;
        drop index if exists audit.leaves_stream;
        -- Keys are asked for by every batch, and what is flagged by every look at the status: they are few among many.
        create index if not exists leaves_rare on audit.leaves (tenant, kind, leaf) where kind <> 'event';
        create index if not exists leaves_event on audit.leaves (tenant, event_id) where event_id is not null;

        -- When a transaction is in the log: with the last of its events.
        create table if not exists audit.transactions (tenant text not null, tx xid8 not null, leaf bigint not null, primary key (tenant, tx));

        create table if not exists audit.tiles (
            tenant text not null, level int not null, tile bigint not null, hashes bytea not null, primary key (tenant, level, tile));

        create table if not exists audit.checkpoints (
            tenant text not null, size bigint not null, root bytea not null, signed_at timestamptz not null default clock_timestamp(),
            renewed_at timestamptz not null default clock_timestamp(), note text not null, primary key (tenant, size));
        create index if not exists checkpoints_signed on audit.checkpoints (tenant, signed_at);
        """;

    private const string Capture = """
        create or replace function audit.capture() returns trigger language plpgsql as $$
        begin
            if tg_op = 'INSERT' then
                insert into audit.queue (tenant, change, seq, event_id, stream, version)
                values (new.tenant_id, 'i', new.seq_id, new.id, new.stream_id, new.version);
            elsif tg_op = 'UPDATE' then
                insert into audit.queue (tenant, change, seq, event_id, stream, version)
                values (old.tenant_id, 'u', old.seq_id, old.id, old.stream_id, old.version);
            elsif tg_op = 'DELETE' then
                insert into audit.queue (tenant, change, seq, event_id, stream, version)
                values (old.tenant_id, 'd', old.seq_id, old.id, old.stream_id, old.version);
            else
                insert into audit.queue (tenant, change) select tenant, 't' from audit.logs;
            end if;
            return null;
        end $$;
        create or replace trigger ledger_capture after insert or update or delete on governance.mt_events
            for each row execute function audit.capture();
        create or replace trigger ledger_emptied after truncate on governance.mt_events execute function audit.capture();
        do $$
        declare part regclass;
        begin
            for part in select inhrelid::regclass from pg_inherits where inhparent = 'governance.mt_events'::regclass loop
                execute format('create or replace trigger ledger_emptied after truncate on %s execute function audit.capture()', part);
            end loop;
        end $$;
        """;

    // An event store that is older than its ledger: what is there goes first, in the store's order, once.
    private const string Former = """
        insert into audit.began select coalesce(max(seq_id), 0) from governance.mt_events;
        insert into audit.queue (tenant, change, seq, event_id, stream, version)
        select tenant_id, 'i', seq_id, id, stream_id, version from governance.mt_events order by seq_id
        """;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        async Task<object?> Run(string sql)
        {
            // An index on a table that has grown for years takes as long as it takes; given up, it would begin anew at each start.
            await using var command = new NpgsqlCommand(sql, connection, transaction) { CommandTimeout = 0 };
            return await command.ExecuteScalarAsync(cancellationToken);
        }

        // Two services that start at once make the tables one after the other.
        await Run("select pg_advisory_xact_lock(7236541902)");
        var isNew = await Run("select to_regclass('audit.queue') is null") is true;
        await Run(Tables);
        await Run(Capture);
        await Run(FeedIndexes.Sql);
        if (isNew) await Run(Former);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
