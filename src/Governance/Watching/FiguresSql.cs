using Governance.Audit.Ledger;
using Npgsql;

namespace Governance.Watching;

/// <summary>How the database is asked for <see cref="Figures"/>: three questions in one journey, each answered from an index or a small table.</summary>
internal static class FiguresSql
{
    private const string Counts = $"""
        select q.n, q.age, (select coalesce(sum(size), 0)::bigint from audit.logs), f.violations, f.mutations,
               (select count(*) from messages.wolverine_incoming_envelopes where status = 'Scheduled' and execution_time < clock_timestamp() - interval '60 seconds'),
               (select count(*) from messages.wolverine_incoming_envelopes where status = 'Incoming') + (select count(*) from messages.wolverine_outgoing_envelopes),
               (select count(*) from messages.wolverine_dead_letters)
        from (select count(*) as n, coalesce(clock_timestamp() - {QueueRow.Oldest}, interval '0') as age from audit.queue q) q,
             (select count(*) filter (where kind = 'violation') as violations, count(*) filter (where kind = 'mutation') as mutations
              from audit.leaves where kind <> 'event' and kind in ('violation', 'mutation')) f
        """;

    // A log that was never signed is as old as its first leaf.
    private const string Signing = """
        select l.tenant, clock_timestamp() - coalesce(
            (select renewed_at from audit.checkpoints c where c.tenant = l.tenant order by size desc limit 1),
            (select at from audit.leaves where tenant = l.tenant and leaf = 0), clock_timestamp()) as age
        from audit.logs l order by age desc limit $1
        """;

    // What a projection has not seen yet begins with the first event behind the last that it saw.
    private const string Projections = """
        select p.name, coalesce(clock_timestamp() - (select timestamp from governance.mt_events where seq_id > p.last_seq_id order by seq_id limit 1), interval '0')
        from governance.mt_event_progression p where p.name <> 'HighWaterMark'
        """;

    /// <summary>Asks.</summary>
    public static async Task<Figures> Read(NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Counts));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Signing) { Parameters = { new NpgsqlParameter { Value = Watch.MostLogs } } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Projections));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var counted = new Figures(
            reader.GetInt64(0), AgeAt(reader, 1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6), reader.GetInt64(7), [], []);
        await reader.NextResultAsync(cancellation);
        var signing = await Ages(reader, cancellation);
        await reader.NextResultAsync(cancellation);
        return counted with { Signing = signing, Projections = await Ages(reader, cancellation) };
    }

    private static async Task<IReadOnlyList<Age>> Ages(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var ages = new List<Age>();
        while (await reader.ReadAsync(cancellation)) ages.Add(new Age(reader.GetString(0), AgeAt(reader, 1)));
        return ages;
    }

    // A clock that was set back makes nothing younger than it is new.
    private static TimeSpan AgeAt(NpgsqlDataReader reader, int column) => reader.GetTimeSpan(column) is var age && age > TimeSpan.Zero ? age : TimeSpan.Zero;
}
