using Governance.Audit.Ledger;
using Governance.Ledger;
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
        var second = new Sequencer(service.Value.Database(), service.Value.Of<KeyRing>(), service.Value.Of<LedgerSettings>());
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
        await service.Value.Sql("create function audit.cut() returns trigger language plpgsql as $$ begin raise exception 'cut'; end $$");
        await service.Value.Sql($"create trigger cut before {operation} on {table} for each row execute function audit.cut()");
        var id = (await acme.Drafted("cut")).EventId();
        // A batch that fails is tried again until it does not; a log that cannot be signed keeps no other from it, and says so.
        if (table != "audit.checkpoints") Assert.False(await service.Value.Of<LedgerService>().CatchUp(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken), where);
        else
        {
            await service.Value.Logged();
            Assert.NotNull(service.Value.Of<LedgerFindings>().WhyUnsigned(acme.Tenant));
        }

        await service.Value.Sql($"drop trigger cut on {table}");

        var log = await acme.Log();
        Assert.Single(log, entry => entry.Id == id && entry.Kind == EntryKind.Event);
        Assert.Equal(log.Count, log.Select((entry, leaf) => (entry.Id, entry.Kind, leaf)).Distinct().Count());
        Assert.True((await service.Value.Look()).Clean);
        var size = await service.Value.Ask<long>("select max(size) from audit.checkpoints where tenant = $1", acme.Tenant);
        Assert.True(size > 0 && size <= log.Count);
    }

    private static async Task Write(Acme acme, int writer)
    {
        for (var n = 0; n < Each; n++) await acme.Drafted($"policy-{writer}-{n}");
    }
}
