namespace Governance.Audit.Past;

/// <summary>
/// What the database itself does to tell the past. Beside each document that lists read, <c>past.x_history</c> holds every form it ever had
/// with the transaction that gave it that form; <c>past.x</c> shows the documents as they stood at the position that the transaction of
/// the reader names. A form belongs to a position when its transaction does: the ledger says so, not a clock.
/// </summary>
internal static class PastSchemaSql
{
    /// <summary>The settings, local to a reader's transaction, that say what the views show.</summary>
    public const string Position = "governance.position", Horizon = "governance.horizon", Tenant = "governance.tenant";

    /// <summary>The SQLSTATE of a list that is asked for at a position before its history began; the message is the least position.</summary>
    public const string NotKept = "GV001";

    /// <summary>Where a position stands among the transactions, when the history of a document began, and which version of a stream a position holds.</summary>
    public const string Ground = $$"""
        create schema if not exists past;

        -- Documents that were there before their history: it begins with this transaction of the log.
        create table if not exists past.begun (tenant text not null, kind text not null, tx xid8 not null, primary key (tenant, kind));

        -- No transaction from here on was committed when the checkpoint was signed: none of them is in a position that it covers.
        alter table audit.checkpoints add column if not exists horizon xid8 default pg_snapshot_xmax(pg_current_snapshot());

        create or replace function past.horizon(kind text) returns xid8 language plpgsql stable as $$
        declare
            begins bigint;
        begin
            select coalesce(t.leaf + 1, 0) into begins from past.begun b left join audit.transactions t on t.tenant = b.tenant and t.tx = b.tx
            where b.tenant = current_setting('{{Tenant}}') and b.kind = horizon.kind and (t.leaf is null or t.leaf >= current_setting('{{Position}}')::bigint);
            if found then
                raise exception '%', begins using errcode = '{{NotKept}}';
            end if;
            return current_setting('{{Horizon}}')::xid8;
        end $$;

        -- Versions and leaves of a stream rise together, so that halving finds the greatest version below a position.
        create or replace function past.version_at(of_tenant text, of_stream text, below bigint) returns bigint language plpgsql stable strict as $$
        declare
            low bigint := 0;
            high bigint;
            best bigint;
            middle bigint;
            seen record;
        begin
            select version, leaf into seen from audit.leaves
            where tenant = of_tenant and stream = of_stream and kind in ('event', 'erasure') order by version desc limit 1;
            if seen.leaf < below then
                return seen.version;
            end if;
            high := seen.version;
            while high - low > 1 loop
                middle := (low + high) / 2;
                select version, leaf into seen from audit.leaves
                where tenant = of_tenant and stream = of_stream and kind in ('event', 'erasure') and version > low and version <= middle order by version desc limit 1;
                if not found then
                    low := middle;
                elsif seen.leaf < below then
                    best := seen.version;
                    low := middle;
                else
                    high := seen.version;
                end if;
            end loop;
            return best;
        end $$;

        -- What queries over members of a document call by the name of their schema.
        do $$
        declare
            called record;
        begin
            for called in
                select p.proname, pg_get_function_identity_arguments(p.oid) as arguments, pg_get_functiondef(p.oid) as definition from pg_proc p
                where p.pronamespace = 'governance'::regnamespace and p.proname like 'mt\_immutable\_%'
            loop
                execute replace(called.definition, format('governance.%s(', called.proname), format('past.%s(', called.proname));
            end loop;
        end $$;

        drop view if exists past.mt_events;
        create view past.mt_events as select e.* from governance.mt_events e
        where (select min(l.leaf) from audit.leaves l where l.tenant = e.tenant_id and l.event_id = e.id) < current_setting('{{Position}}')::bigint;

        drop view if exists past.mt_streams;
        do $$
        begin
            execute (
                select format('create view past.mt_streams as select %s from governance.mt_streams s cross join lateral
                    (select past.version_at(s.tenant_id, s.id, current_setting(''{{Position}}'')::bigint) as version offset 0) v where v.version is not null',
                    string_agg(case attname when 'version' then 'v.version' else 's.' || quote_ident(attname) end, ', ' order by attnum))
                from pg_attribute where attrelid = 'governance.mt_streams'::regclass and attnum > 0 and not attisdropped);
        end $$;
        """;

    /// <summary>A function that keeps the past of one table of documents, but for some of their members.</summary>
    public const string Keep = $$"""
        create or replace function past.keep(kind text, hidden text[]) returns void language plpgsql as $keep$
        declare
            live regclass := format('governance.%I', kind)::regclass;
            history text := format('past.%I', kind || '_history');
            began boolean := to_regclass(history) is null;
            numbered boolean := exists (select from pg_attribute where attrelid = live and attname = 'mt_version' and atttypid = 'bigint'::regtype);
            version text := case when numbered then ', mt_version' else '' end;
            names text;
            gives text;
            body text;
            one record;
        begin
            execute format('create table if not exists %s (n bigint generated always as identity, tx xid8 not null default pg_current_xact_id())', history);
            -- A column that came later says nothing of the forms before it: with it the history begins anew.
            for one in
                select a.attname, format_type(a.atttypid, a.atttypmod) as type from pg_attribute a
                where a.attrelid = live and a.attnum > 0 and not a.attisdropped
                    and not exists (select from pg_attribute h where h.attrelid = history::regclass and h.attname = a.attname and not h.attisdropped)
                order by a.attnum
            loop
                execute format('alter table %s add column %I %s', history, one.attname, one.type);
                began := true;
            end loop;
            select string_agg(quote_ident(attname), ', ' order by attnum),
                string_agg(case when attname = 'data' and cardinality(hidden) > 0 then format('new.data - %L::text[]', hidden) else 'new.' || quote_ident(attname) end, ', ' order by attnum)
            into names, gives from pg_attribute where attrelid = live and attnum > 0 and not attisdropped;

            -- One row, never a change of an older one: whoever changes a document waits for nobody here.
            execute format(
                $trigger$
                create or replace function past.%I() returns trigger language plpgsql as $body$
                begin
                    if tg_op = 'DELETE' then
                        insert into %s (tenant_id, id%s) values (old.tenant_id, old.id%s);
                    else
                        insert into %s (%s) values (%s);
                    end if;
                    return null;
                end $body$
                $trigger$, 'keep_' || kind, history, version, replace(version, 'mt_version', 'old.mt_version'), history, names, gives);
            execute format('create or replace trigger keep_past after insert or delete on %s for each row execute function past.%I()', live, 'keep_' || kind);
            execute format('create or replace trigger keep_past_change after update on %s for each row when (old.data is distinct from new.data) execute function past.%I()', live, 'keep_' || kind);

            -- The indexes of the living table, so that a page of then is found as a page of now is; with the transaction, so that what came later is passed over in the index.
            execute format('create index if not exists %I on %s (tenant_id, id%s, n)', kind || '_history_id', history, version);
            for one in
                select c.relname, a.amname, pg_get_indexdef(i.indexrelid) as definition, pg_get_expr(i.indpred, i.indrelid) as predicate
                from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam where i.indrelid = live and not i.indisprimary
            loop
                body := substr(one.definition, strpos(one.definition, ' USING ') + 1);
                if one.predicate is not null then
                    body := left(body, length(body) - length(' WHERE ' || one.predicate));
                end if;
                if one.amname = 'btree' then
                    body := left(body, length(body) - 1) || ', tx)';
                end if;
                body := format('on %s %s%s', history, body, ' where ' || one.predicate);
                if obj_description(to_regclass(format('past.%I', one.relname)), 'pg_class') is distinct from md5(body) then
                    execute format('drop index if exists past.%I', one.relname);
                    execute format('create index %I %s', one.relname, body);
                    execute format('comment on index past.%I is %L', one.relname, md5(body));
                end if;
            end loop;
            for one in
                select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid where i.indrelid = history::regclass and c.relname <> kind || '_history_id'
                    and not exists (select from pg_index l join pg_class n on n.oid = l.indexrelid where l.indrelid = live and n.relname = c.relname)
            loop
                execute format('drop index past.%I', one.relname);
            end loop;

            if began then
                delete from past.begun b where b.kind = keep.kind;
                execute format(
                    $former$
                    insert into past.begun (tenant, kind, tx)
                    select f.tenant, %1$L, f.tx from (select d.tenant_id as tenant, coalesce(
                        (select q.tx from audit.queue q where q.tenant = d.tenant_id order by q.n desc limit 1),
                        (select t.tx from audit.transactions t where t.tenant = d.tenant_id order by t.leaf desc limit 1)) as tx from (select distinct tenant_id from %2$s) d) f
                    where f.tx is not null;
                    insert into %3$s (tx, %4$s) select b.tx, %5$s from %2$s new join past.begun b on b.tenant = new.tenant_id and b.kind = %1$L
                    $former$, kind, live, history, names, gives);
            end if;

            -- Asked as values and not as sets, the questions are looks at an index for each row that a page needs, whatever the planner guesses; and written
            -- so that it guesses most rows pass.
            execute format('drop view if exists past.%I', kind);
            execute format(
                $view$
                create view past.%1$I as select %2$s from %3$s h
                where h.tx < (select past.horizon(%1$L)) and h.data is not null
                    and case when (select t.leaf from audit.transactions t where t.tenant = h.tenant_id and t.tx = h.tx) < current_setting('{{Position}}')::bigint
                        then (select true from %3$s later
                            where later.tenant_id = h.tenant_id and later.id = h.id and %4$s and later.tx < current_setting('{{Horizon}}')::xid8
                                and (select t.leaf from audit.transactions t where t.tenant = later.tenant_id and t.tx = later.tx) < current_setting('{{Position}}')::bigint
                            limit 1) is null
                        else false end is distinct from false
                $view$, kind, names, history, case when numbered then '(later.mt_version, later.n) > (h.mt_version, h.n)' else 'later.n > h.n' end);
        end $keep$;

        -- A document without a past of its own.
        create or replace function past.pass(kind text) returns void language plpgsql as $$
        begin
            execute format('drop view if exists past.%I', kind);
            execute format('create view past.%I as select * from governance.%I', kind, kind);
        end $$;
        """;

    /// <summary>Whether a log holds a transaction that this cluster has not come to yet.</summary>
    public const string IsAhead = """
        select exists (select from audit.logs l cross join lateral
            (select tx from audit.leaves where tenant = l.tenant and tx is not null order by leaf desc limit 1) newest where newest.tx >= pg_snapshot_xmax(pg_current_snapshot()))
        """;

    /// <summary>A word for the tables and indexes of the store, and the word for which the past was last made; parameter: the tables.</summary>
    public const string State = """
        select md5(string_agg(said, ' ' order by said)), obj_description(to_regnamespace('past'), 'pg_namespace') from (
            select c.relname || ' ' || a.attnum || ' ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) as said from pg_class c join pg_attribute a on a.attrelid = c.oid
            where c.relnamespace = to_regnamespace('governance') and c.relname = any($1) and a.attnum > 0 and not a.attisdropped
            union all
            select pg_get_indexdef(i.indexrelid) from pg_class c join pg_index i on i.indrelid = c.oid
            where c.relnamespace = to_regnamespace('governance') and c.relname = any($1)) as parts
        """;
}
