using Governance.Audit.Ledger;
using Governance.Ledger;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Governance.Host.Tests.Audit.Ledger;

/// <summary>Nothing that was committed is missed, and a stream's versions stand in the log in their order.</summary>
public sealed class SequencerTests
{
    private const int Writers = 16;
    private const int Each = 25;

    [Fact]
    public async Task Under_sixteen_writers_every_event_is_in_the_log_once_and_streams_in_order()
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Write(acme, writer)));

        var events = (await acme.Log()).Where(entry => entry.Kind == EntryKind.Event).ToList();

        var stored = await service.Value.Ask<long>("select count(*) from governance.mt_events where tenant_id = $1", acme.Tenant);
        Assert.True(stored >= Writers * Each);
        Assert.Equal(stored, events.Count);
        Assert.Equal(stored, events.Select(entry => entry.Id).Distinct().Count());
        Assert.All(events.GroupBy(entry => entry.Stream), stream => Assert.Equal(Enumerable.Range(1, stream.Count()).Select(version => (long?)version), stream.Select(entry => entry.Version)));
        Assert.True((await service.Value.Look()).Clean);
    }

    [Fact]
    public async Task A_late_commit_is_in_the_log_after_those_that_came_before_it()
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        await using var late = acme.Session();
        var stream = Governance.Shared.StreamKeys.Group("late");
        late.Events.StartStream(stream, new Governance.Directory.GroupFormed("Late"));
        await late.BeginTransactionAsync(TestContext.Current.CancellationToken);
        // The number is taken now, and the commit comes when others with greater numbers are in the log.
        await using (var take = new NpgsqlCommand("select nextval('governance.mt_events_sequence')", (NpgsqlConnection)late.Connection!)) await take.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        var early = (await acme.Drafted("early")).EventId();
        await service.Value.Logged();
        Assert.DoesNotContain(await acme.Log(), entry => entry.Stream == stream);

        await late.SaveChangesAsync(TestContext.Current.CancellationToken);

        var log = (await acme.Log()).ToList();
        Assert.True(log.FindIndex(entry => entry.Stream == stream) > log.FindIndex(entry => entry.Id == early));
    }

    [Fact]
    public async Task Two_sequencers_at_once_write_each_event_once()
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        await service.Value.Logged();
        var second = new Sequencer(service.Value.Database(), service.Value.Of<KeyRing>(), service.Value.Of<LedgerSettings>(), service.Value.Of<LedgerFindings>(), TimeProvider.System, NullLogger<Sequencer>.Instance);
        using var stop = new CancellationTokenSource();
        async Task Go()
        {
            while (!stop.IsCancellationRequested) await second.TakeBatch(TestContext.Current.CancellationToken);
        }

        var other = Go();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Write(acme, writer)));
        var events = (await acme.Log()).Where(entry => entry.Kind == EntryKind.Event).ToList();
        await stop.CancelAsync();
        await other;

        Assert.Equal(events.Count, events.Select(entry => entry.Id).Distinct().Count());
        Assert.Equal(await service.Value.Ask<long>("select count(*) from governance.mt_events where tenant_id = $1", acme.Tenant), events.Count);
    }

    /// <summary>Each cut is a database that refuses at that step; then it goes on, as after a crash.</summary>
    [Theory]
    [InlineData("before the commit of the batch", "audit.logs", "update")]
    [InlineData("while the leaves are written", "audit.leaves", "insert")]
    [InlineData("between the commit and the signature's record", "audit.checkpoints", "insert")]
    public async Task Whatever_step_is_cut_the_log_goes_on_without_loss_or_double(string where, string table, string operation)
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        await service.Value.Logged();
        await service.Value.Refuse($"{operation} on {table}");
        var id = (await acme.Drafted("cut")).EventId();
        // A log that cannot be written or signed says so, and is tried again.
        await service.Value.Logged();
        Assert.True((await acme.Alarms()).Contains(table == "audit.checkpoints" ? "is not signed" : "is not written", StringComparison.Ordinal), where);

        await service.Value.Sql($"drop trigger cut on {table}");
        service.Value.Clock.Advance(TimeSpan.FromSeconds(11));

        var log = await acme.Log();
        Assert.Single(log, entry => entry.Id == id && entry.Kind == EntryKind.Event);
        Assert.Equal(log.Count, log.Select((entry, leaf) => (entry.Id, entry.Kind, leaf)).Distinct().Count());
        Assert.True((await service.Value.Look()).Clean);
        var size = await service.Value.Ask<long>("select max(size) from audit.checkpoints where tenant = $1", acme.Tenant);
        Assert.True(size > 0 && size <= log.Count);
    }

    /// <summary>What one organisation's log suffers from, and how it is put right.</summary>
    [Theory]
    [InlineData("a leaf that is refused", null, "drop trigger cut on audit.leaves")]
    [InlineData("a head that is none", "create table audit.kept as select * from audit.logs; update audit.logs set root = '' where tenant = '{0}'", "update audit.logs set root = kept.root from audit.kept where kept.tenant = logs.tenant")]
    [InlineData("a tile that is missing", "create table audit.kept as select * from audit.tiles where tenant = '{0}'; delete from audit.tiles where tenant = '{0}'", "insert into audit.tiles select * from audit.kept")]
    [InlineData("a leaf that is there already", "insert into audit.leaves select tenant, size, 'event', null, null, null, null, null, now(), '', '' from audit.logs where tenant = '{0}'", "delete from audit.leaves where tenant = '{0}' and hash = ''")]
    [InlineData("an event that has no version", "alter table governance.mt_events alter column version drop not null; update governance.mt_events set version = null where seq_id = (select min(seq_id) from governance.mt_events where tenant_id = '{0}'); insert into audit.queue (tenant, change, seq, event_id) select tenant_id, 'm', seq_id, id from governance.mt_events where version is null", "delete from audit.queue where change = 'm'")]
    public async Task A_log_that_cannot_be_written_holds_no_other_up_and_says_so_until_it_is_written(string what, string? damage, string mend)
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var (acme, other) = (await service.Value.Found(), await service.Value.Found());
        await service.Value.Logged();
        if (damage is null) await service.Value.Refuse("insert on audit.leaves", acme.Tenant);
        else await service.Value.Sql(damage.Replace("{0}", acme.Tenant, StringComparison.Ordinal));
        var id = (await acme.Drafted("cut")).EventId();
        // More than a batch takes stands before what the other appends.
        await service.Value.Sql("insert into audit.queue (tenant, change) select $1, 'd' from generate_series(1, 5000)", acme.Tenant);
        var next = (await other.Drafted("next")).EventId();

        Assert.True((await other.Log()).Any(entry => entry.Id == next), what);
        Assert.True((await acme.Alarms()).Contains("is not written", StringComparison.Ordinal), what);
        Assert.Equal("", await other.Alarms());
        Assert.Equal(0, await service.Value.Ask<long>("select count(*) from audit.leaves where event_id = $1", id));

        await service.Value.Sql(mend.Replace("{0}", acme.Tenant, StringComparison.Ordinal));
        service.Value.Clock.Advance(TimeSpan.FromSeconds(11));

        Assert.True((await acme.Log()).Count(entry => entry.Id == id && entry.Kind == EntryKind.Event) == 1, what);
        Assert.DoesNotContain("is not written", await acme.Alarms(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_round_is_not_over_while_full_batches_are_left_because_of_one_that_waits_in_them()
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        await service.Value.Logged();
        await service.Value.Sql(
            $"""
            insert into audit.queue (tenant, change, stream, version) values ('{acme.Tenant}', 'i', 'policy/without-forerunner', 2);
            insert into audit.queue (tenant, change) select '{acme.Tenant}', 'd' from generate_series(1, {6 * Sequencer.Batch})
            """);

        await service.Value.Logged();

        Assert.Equal(0, await service.Value.Ask<long>("select count(*) from audit.queue where change = 'd'"));
    }

    private static async Task Write(Acme acme, int writer)
    {
        for (var n = 0; n < Each; n++) await acme.Drafted($"policy-{writer}-{n}");
    }
}
