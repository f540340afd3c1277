using Governance.Host.Tests.Database;
using Npgsql;

namespace Governance.Host.Tests.Audit.Ledger;

/// <summary>How far the ledger is: leaves in the log, leaves that the newest recorded checkpoint covers, and leaves that the key folder remembers as signed.</summary>
public sealed record LedgerSizes(long Log, long Recorded, long Remembered);

/// <summary>A step of the sequencer or of the signing, at which the database holds the statement up until it is let go: there, exactly, a service is killed.</summary>
/// <param name="Name">Where it is.</param>
/// <param name="Hold">What holds the statement up, as long as the session that ran it lives.</param>
/// <param name="Statement">How the statement begins.</param>
/// <param name="IsLost">Whether the database loses the statement with the service, and does not end what it was asked for.</param>
/// <param name="Happened">Whether that is what happened there, by the sizes while it was held and after.</param>
internal sealed record HeldStep(string Name, string Hold, string Statement, bool IsLost, Func<LedgerSizes, LedgerSizes, bool> Happened)
{
    private const string Prepared =
        """
        create or replace function audit.held() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock_shared(4711); return null; end $$;
        select pg_advisory_lock(4711);
        """;

    private const string LetGo =
        "drop trigger if exists held on audit.queue; drop trigger if exists held on audit.logs; drop trigger if exists held on audit.checkpoints";

    private const string BeforeTheRecord = Prepared + "create trigger held before insert on audit.checkpoints for each statement execute function audit.held()";

    /// <summary>In the order in which a round comes to them.</summary>
    public static IReadOnlyList<HeldStep> All { get; } =
    [
        new("everything of a batch is written, and not committed", Prepared + "create trigger held before delete on audit.queue for each statement execute function audit.held()", "delete from audit.queue", false,
            (held, after) => after == held),
        new("the batch is committed, and nobody hears it", Prepared + "create constraint trigger held after insert or update on audit.logs deferrable initially deferred for each row execute function audit.held()", "commit", false,
            (held, after) => after.Log > held.Log && after.Recorded == held.Recorded),
        new("the batch is committed, and not signed", "begin; lock table audit.checkpoints in access exclusive mode", "select l.tenant, c.size is not null", false,
            (held, after) => held.Log > held.Recorded && held.Remembered == held.Recorded && after == held),
        new("it is signed, and not recorded", BeforeTheRecord, "insert into audit.checkpoints", true,
            (held, after) => held.Remembered == held.Log && held.Remembered > held.Recorded && after == held),
        new("it is recorded, and nobody hears it", BeforeTheRecord, "insert into audit.checkpoints", false,
            (held, after) => held.Remembered > held.Recorded && after.Recorded == held.Remembered),
    ];

    /// <summary>Lets the service come to the step, kills it there, lets go, and waits until the database has ended what it was asked for.</summary>
    public async Task Kill(Func<Task> kill, string connectionString, Func<long> remembered)
    {
        LedgerSizes held;
        await using (var holder = await Open(connectionString))
        {
            await Run(holder, Hold);
            await using var watcher = await Open(connectionString);
            // Whoever is held up by the holder in that very statement.
            var waiting = $"select pid from pg_stat_activity where {holder.ProcessID} = any(pg_blocking_pids(pid)) and lower(query) like '{Statement}%'";
            await Eventually.IsTrue(async () => await Ask<long>(watcher, $"select count(*) from ({waiting}) w") == 1, $"a service comes to where {Name}");
            // What the holder has locked nobody else reads.
            held = await Sizes(holder, remembered);
            await kill();
            if (IsLost) await Run(watcher, $"select pg_terminate_backend(pid, 10000) from ({waiting}) w");
        }

        await using var after = await Open(connectionString);
        await Eventually.IsTrue(async () => await Ask<long>(after, "select count(*) from pg_stat_activity where backend_type = 'client backend' and datname = current_database() and pid <> pg_backend_pid()") == 0, "the database has ended what it was asked for");
        var sizes = await Sizes(after, remembered);
        Assert.True(Happened(held, sizes), $"{Name}: {held}, {sizes}");
        await Run(after, LetGo);
    }

    private static async Task<NpgsqlConnection> Open(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<LedgerSizes> Sizes(NpgsqlConnection connection, Func<long> remembered) => new(
        await Ask<long>(connection, "select size from audit.logs"), await Ask<long>(connection, "select max(size) from audit.checkpoints"), remembered());

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<T> Ask<T>(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
