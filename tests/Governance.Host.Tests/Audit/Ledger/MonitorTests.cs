using Governance.Audit.Ledger;
using Governance.Host.Tests.Audit.Past;
using Governance.Host.Tests.Database;

namespace Governance.Host.Tests.Audit.Ledger;

/// <summary>The monitor looks by itself, and its queries and those of every batch do not grow with the log.</summary>
public sealed class MonitorTests
{
    [Fact]
    public async Task It_looks_when_the_service_starts_and_again_when_an_hour_has_passed()
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var findings = service.Value.Of<LedgerFindings>();
        await Eventually.IsTrue(() => findings.Monitor is not null, "the monitor has looked");
        var first = findings.Monitor!.At;
        await service.Value.Found();
        await service.Value.Sql("alter table governance.mt_events disable trigger ledger_capture");

        service.Value.Clock.Advance(TimeSpan.FromHours(1));

        await Eventually.IsTrue(() => findings.Monitor!.At > first, "the monitor has looked again");
        Assert.NotEmpty(findings.Monitor!.Complaints);
    }

    [Fact]
    public async Task A_change_that_waits_since_a_moment_to_come_is_said()
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        await service.Value.Logged();
        await service.Value.Refuse("insert on audit.leaves");
        await acme.Drafted("waiting");
        Assert.Empty((await service.Value.Of<LedgerMonitor>().Look(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)).Complaints);

        await service.Value.Sql("update audit.queue set since = clock_timestamp() + interval '2 minutes'");

        Assert.Contains("a moment to come", Assert.Single((await service.Value.Of<LedgerMonitor>().Look(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)).Complaints).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'infinity'")]
    [InlineData("'-infinity'")]
    [InlineData("'200000-01-01'")]
    [InlineData("'4000-01-01 BC'")]
    public async Task Whatever_moment_somebody_writes_into_the_queue_how_the_ledger_is_can_be_asked(string since)
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        await service.Value.Logged();
        await service.Value.Refuse("insert on audit.leaves");
        await acme.Drafted("waiting");

        Assert.Equal(1, await service.Value.Sql($"update audit.queue set since = {since}"));

        Assert.Equal("1", (await acme.Get(Acme.Auditor, "/ledger")).Expect(200).Text("waiting"));
        Assert.Equal(7, (await acme.Get(Acme.Auditor, "/health/ready")).Expect(200).At("checks").GetArrayLength());
    }

    [Fact]
    public async Task What_is_wrong_with_the_log_of_one_organisation_is_told_to_that_one_and_what_concerns_all_to_all()
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var (acme, other) = (await service.Value.Found(), await service.Value.Found());
        await service.Value.Logged();
        await service.Value.Sql("update audit.leaves set hash = sha256('another') where tenant = $1 and leaf = 1", acme.Tenant);
        service.Value.Of<LedgerFindings>().Monitor = await service.Value.Look();
        Assert.Contains($"leaf 1 of localhost/governance/{acme.Tenant}", await acme.Alarms(), StringComparison.Ordinal);
        Assert.Equal("", await other.Alarms());

        await service.Value.Sql("alter table governance.mt_events disable trigger ledger_capture");
        service.Value.Of<LedgerFindings>().Monitor = await service.Value.Look();
        Assert.Contains("trigger", await acme.Alarms(), StringComparison.Ordinal);
        Assert.Contains("trigger", await other.Alarms(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_cannot_be_compared_is_said_and_keeps_no_other_from_it()
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var (acme, other) = (await service.Value.Found(), await service.Value.Found());
        await service.Value.Logged();
        var id = (await other.Drafted("changed")).EventId();
        await service.Value.Logged();
        await service.Value.Sql("update audit.leaves set hash = '' where tenant = $1 and leaf = 1", acme.Tenant);
        await service.Value.BehindTheTriggers("update governance.mt_events set user_name = 'p-1004' where id = $1", id);

        var found = await service.Value.Look();

        Assert.Equal(1, found.Changed);
        Assert.Contains($"log of {acme.Tenant}", Assert.Single(found.Complaints).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_stands_there_twice_is_found_as_changed_and_told_once()
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        var id = (await acme.Drafted("doubled")).EventId();
        await acme.Drafted("after");
        var position = await acme.Position();
        var lines = await Lines(acme);
        var feed = (await acme.At(position, Acme.Auditor, "/events?type=PolicyDrafted")).Expect(200).At("items").GetArrayLength();

        // Whoever may do anything takes away first what forbids it.
        await service.Value.Sql("alter table governance.mt_events drop constraint fkey_mt_events_stream_id_tenant_id_is_archived");
        await service.Value.BehindTheTriggers("insert into governance.mt_events select (jsonb_populate_record(e, '{\"is_archived\": true}')).* from governance.mt_events e where id = $1", id);

        Assert.Equal(lines, await Lines(acme));
        Assert.Equal(feed, (await acme.At(position, Acme.Auditor, "/events?type=PolicyDrafted")).Expect(200).At("items").GetArrayLength());
        var found = await service.Value.Look();
        Assert.Equal((1, 0, 0), (found.Changed, found.Gone, found.Complaints.Count));
        Assert.Equal(["unseen-update"], await acme.SaidOf(id));
    }

    [Fact]
    public async Task Of_two_events_under_one_number_the_one_that_the_log_has_is_read_as_of_then()
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        var id = (await acme.Drafted("doubled")).EventId();
        var position = await acme.Position();
        var feed = (await acme.At(position, Acme.Auditor, "/events?type=PolicyDrafted")).Expect(200).Body;
        await service.Value.Sql(
            "do $$ begin execute (select string_agg(format('alter table governance.mt_events drop constraint %I cascade', conname), ';') from pg_constraint where conrelid = 'governance.mt_events'::regclass and contype = 'p'); end $$");

        await service.Value.BehindTheTriggers(
            "insert into governance.mt_events select (jsonb_populate_record(e, jsonb_build_object('version', version + 100, 'user_name', 'p-1004'))).* from governance.mt_events e where id = $1", id);

        Assert.Equal(feed, (await acme.At(position, Acme.Auditor, "/events?type=PolicyDrafted")).Expect(200).Body);
    }

    private static async Task<int> Lines(Acme acme) => (await acme.Get(Acme.Auditor, "/ledger/leaves")).Expect(200).Body.Count('\n');

    [Theory]
    [InlineData("the keys that a batch asks for", "select entry from audit.leaves where tenant = 'x' and kind = 'key' order by leaf")]
    [InlineData("what the status counts", "select count(*) from audit.leaves where tenant = 'x' and kind = 'violation'")]
    [InlineData("the last version of a stream", "select version from audit.leaves where tenant = 'x' and stream = 'group/7' and kind in ('event', 'erasure') order by version desc limit 1")]
    [InlineData("the leaf of an event", "select leaf, entry from audit.leaves where tenant = 'x' and event_id = '00000000-0000-0000-0000-000000000007' and kind in ('event', 'erasure') order by leaf limit 1")]
    [InlineData("an excerpt", "select leaf from audit.leaves where tenant = 'x' and stream = any(array['group/7', 'group/8']) and leaf > -1 and leaf < 100000")]
    public async Task What_is_asked_often_reads_no_more_of_the_log_than_it_needs(string what, string sql)
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        await service.Value.Sql(
            """
            insert into audit.leaves (tenant, leaf, kind, event_id, stream, version, at, hash, entry)
            select 'x', n, case when n % 5000 = 1 then 'key' else 'event' end, gen_random_uuid(), 'group/' || n % 1000, n / 1000 + 1, now(), '', '' from generate_series(0, 20000) n
            """);
        await service.Value.Sql("analyze audit.leaves");
        await using var command = service.Value.Database().CreateCommand("explain (analyze, timing off, costs off) " + sql);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var plan = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) plan.Add(reader.GetString(0));
        var text = string.Join('\n', plan);
        Assert.False(text.Contains("Seq Scan", StringComparison.Ordinal) || text.Contains("Rows Removed by Filter: 1", StringComparison.Ordinal), $"{what}:\n{text}");
    }
}
