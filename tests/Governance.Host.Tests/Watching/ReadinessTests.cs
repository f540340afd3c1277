using Governance.Claims;
using Governance.Database;
using Governance.Host.Tests.Audit.Ledger;
using Governance.Host.Tests.Claims;
using Governance.Host.Tests.Database;
using Governance.Watching;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using OpenTelemetry.Trace;
using Wolverine;

namespace Governance.Host.Tests.Watching;

/// <summary>Readiness tells the truth: each trouble is made on a real database, said, and no more said once it is over.</summary>
public sealed class ReadinessTests
{
    // Held while a batch is taken.
    private const long SequencersLock = 7236541903;

    [Fact]
    public async Task A_service_that_has_nothing_to_complain_of_says_so_part_by_part()
    {
        await using var own = new OwnService(await Service.OfItsOwn());
        var acme = await own.Value.Found();
        await own.Value.Logged();
        var parts = (await Ready(acme)).At("checks").EnumerateArray().ToList();
        Assert.Equal(["database", "sequencer", "signing", "projections", "timers", "deadLetters", "disk"], parts.Select(part => part.GetProperty("name").GetString()));
        // How much room a machine has that runs tests is not the service's.
        Assert.All(parts.SkipLast(1), part => Assert.Equal("well", part.GetProperty("state").GetString()));
        Assert.All(parts, part => Assert.NotEmpty(part.GetProperty("sentence").GetString()!));
    }

    [Fact]
    public async Task What_waits_for_its_log_for_more_than_a_minute_is_said_until_it_is_there()
    {
        await using var own = new OwnService(await Service.OfItsOwn());
        var acme = await own.Value.Found();
        await own.Value.Logged();
        await using (var other = await own.Value.Database().OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            await Run(other, $"select pg_advisory_lock({SequencersLock})");
            await acme.Drafted("waits");
            await Run(other, "update audit.queue set since = since - interval '61 seconds'");
            Assert.Equal(["sequencer"], await Troubles(acme));
            await Run(other, $"select pg_advisory_unlock({SequencersLock})");
        }

        await own.Value.Logged();
        Assert.Empty(await Troubles(acme));
    }

    [Fact]
    public async Task A_log_that_cannot_be_signed_is_said_until_it_is_signed()
    {
        await using var own = new OwnService(await Service.OfItsOwn());
        var acme = await own.Value.Found();
        await own.Value.Logged();
        await own.Value.Refuse("insert on audit.checkpoints");
        await acme.Drafted("unsigned");
        await own.Value.Logged();
        Assert.Equal(["signing"], await Troubles(acme));
        await own.Value.Sql("drop trigger cut on audit.checkpoints");
        await own.Value.Logged();
        Assert.Empty(await Troubles(acme));
    }

    [Fact]
    public async Task A_signature_that_nobody_renews_is_said_until_somebody_does()
    {
        await using var own = new OwnService(await Service.OfItsOwn());
        var acme = await own.Value.Found();
        await own.Value.Logged();
        await own.Value.Sql("create function audit.old() returns trigger language plpgsql as $$ begin new.renewed_at := clock_timestamp() - interval '181 seconds'; return new; end $$");
        await own.Value.Sql("create trigger old before update on audit.checkpoints for each row execute function audit.old()");
        await own.Value.Sql("update audit.checkpoints set renewed_at = renewed_at");
        Assert.Equal(["signing"], await Troubles(acme));
        await own.Value.Sql("drop trigger old on audit.checkpoints");
        await own.Value.Logged();
        await Eventually.IsTrue(async () => (await Troubles(acme)).Count == 0, "it is signed again");
    }

    [Fact]
    public async Task A_background_view_that_is_behind_is_said_until_it_has_caught_up()
    {
        await using var own = new OwnService(await Service.OfItsOwn());
        var acme = await own.Value.Found();
        await own.Value.Logged();
        await own.Value.BehindTheTriggers("update governance.mt_events set timestamp = timestamp - interval '61 seconds'");
        await own.Value.Sql("insert into governance.mt_event_progression (name, last_seq_id) values ('Elsewhere:All', 0)");
        Assert.Equal(["projections"], await Troubles(acme));
        await own.Value.Sql("update governance.mt_event_progression set last_seq_id = (select max(seq_id) from governance.mt_events)");
        Assert.Empty(await Troubles(acme));
    }

    [Fact]
    public async Task A_timer_that_is_late_is_said_until_it_has_acted()
    {
        await using var own = new OwnService(await Service.OfItsOwn());
        var acme = await own.Value.Found();
        await own.Value.Logged();
        await using (var scope = own.Value.Host.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(
                new ClaimTimer(acme.Tenant, "claim/none", own.Value.Now), new DeliveryOptions { TenantId = acme.Tenant, ScheduleDelay = TimeSpan.FromDays(1) });
        // The database lets nobody take it, but does let the test set it back.
        await own.Value.Sql(
            """
            create function audit.kept() returns trigger language plpgsql as $$ begin
                if tg_op = 'UPDATE' then if new.execution_time < old.execution_time then return new; end if; end if;
                if old.status = 'Scheduled' then raise exception 'kept'; end if;
                return coalesce(new, old);
            end $$
            """);
        await own.Value.Sql("create trigger kept before update or delete on messages.wolverine_incoming_envelopes for each row execute function audit.kept()");
        await own.Value.Sql("update messages.wolverine_incoming_envelopes set execution_time = execution_time - interval '2 days' where status = 'Scheduled'");
        Assert.Equal(["timers"], await Troubles(acme));
        await own.Value.Sql("drop trigger kept on messages.wolverine_incoming_envelopes");
        await Eventually.IsTrue(async () => (await Troubles(acme)).Count == 0, "it has acted");
    }

    [Fact]
    public async Task A_message_that_was_given_up_is_said()
    {
        await using var own = await Service.OfItsOwn();
        var acme = await own.Found(shippedFlows: true);
        var (_, handle, claim, _) = await acme.Accepted();
        Sightings.Break(handle);
        own.Clock.Advance(TimeSpan.FromDays(30));
        await using (var scope = own.Host.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(new ClaimTimer(acme.Tenant, $"claim/{ClaimSteps.IdOf(claim)}", own.Now), new DeliveryOptions { TenantId = acme.Tenant });
        await Eventually.IsTrue(async () => (await Troubles(acme)).Contains("deadLetters"), "it is given up");
        Sightings.Break(handle, broken: false);
    }

    [Fact]
    public async Task Little_room_on_the_disk_is_said_and_requests_are_served()
    {
        await using var own = new OwnService(await Service.OfItsOwn(settings: new Dictionary<string, string> { ["Watch:LowDiskBytes"] = $"{long.MaxValue}" }));
        var acme = await own.Value.Found();
        await own.Value.Logged();
        var ready = await Ready(acme);
        Assert.Equal("degraded", ready.Text("status"));
        Assert.Equal("degraded", Part(ready, "disk"));
        await acme.Drafted("served");
    }

    [Theory]
    [InlineData(true, new[] { "data", "keys", "database" })]
    [InlineData(false, new[] { "data", "keys" })]
    public void Room_is_told_of_each_folder_even_before_it_is_there(bool ownDatabase, string[] folders)
    {
        using var scratch = new ScratchFolder();
        var settings = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Database:DataFolder", (string?)scratch.DataFolder)]).Build();
        var disks = new Disks(settings, new DatabaseConnection("", ownDatabase)).Look();
        Assert.Equal(folders, disks.Select(disk => disk.Folder));
        Assert.All(disks, disk => Assert.InRange(disk.Free, 1, disk.Size));
    }

    [Fact]
    public async Task A_database_that_answers_too_slowly_to_say_how_the_rest_is_is_said()
    {
        await using var own = new OwnService(await Service.OfItsOwn());
        var acme = await own.Value.Found();
        await own.Value.Logged();
        await using (var other = await own.Value.Database().OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            await Run(other, "begin; lock table audit.logs in access exclusive mode");
            var ready = await Ready(acme);
            Assert.Equal("degraded", ready.Text("status"));
            Assert.Equal("degraded", Part(ready, "database"));
            await Run(other, "rollback");
        }

        await Eventually.IsTrue(async () => Part(await Ready(acme), "database") == "well", "it says how the rest is again");
    }

    [Fact]
    public async Task What_was_said_serves_for_fifteen_seconds()
    {
        await using var own = new OwnService(await Service.OfItsOwn());
        var acme = await own.Value.Found();
        await own.Value.Logged();
        var watch = own.Value.Of<Watch>();
        var first = await watch.Look();
        Assert.NotNull(first);
        own.Value.Clock.Advance(Watch.Every - TimeSpan.FromTicks(1));
        Assert.Same(first, await watch.Look());
        own.Value.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.NotSame(first, await watch.Look());
        var anew = await watch.LookAnew();
        Assert.NotSame(anew, await watch.LookAnew());
    }

    [Fact]
    public async Task Without_a_collector_nothing_is_collected_and_nobody_looks()
    {
        await using var own = new OwnService(await Service.OfItsOwn());
        var services = own.Value.Host.Services;
        Assert.Null(services.GetService<TracerProvider>());
        Assert.DoesNotContain(services.GetServices<IHostedService>(), hosted => hosted is WatchService);
        Assert.Null(own.Value.Of<Watch>().Last);
        Assert.False(own.Value.Of<Instruments>().Commands.Enabled);
    }

    private static async Task<Answer> Ready(Acme acme) => (await acme.Get(Acme.Drafter, "/health/ready")).Expect(200);

    private static string Part(Answer ready, string name) => ready.At("checks").EnumerateArray().Single(part => part.GetProperty("name").GetString() == name).GetProperty("state").GetString()!;

    // What is degraded by now, but for the room that this machine has.
    private static async Task<IReadOnlyList<string>> Troubles(Acme acme)
    {
        acme.Service.Clock.Advance(Watch.Every);
        return [.. (await Ready(acme)).At("checks").EnumerateArray().Where(part => part.GetProperty("state").GetString() == "degraded").Select(part => part.GetProperty("name").GetString()!).Where(name => name != "disk")];
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
