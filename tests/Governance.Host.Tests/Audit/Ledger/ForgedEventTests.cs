using Governance.Host.Tests.Audit.Past;
using Governance.Ledger;

namespace Governance.Host.Tests.Audit.Ledger;

/// <summary>Whoever writes events into the database without the service: the seal tells.</summary>
public sealed class ForgedEventTests(Service shared)
{
    private const string Forge = """
        insert into governance.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, user_name, is_archived)
        select nextval('governance.mt_events_sequence'), $2, stream_id, version + 1, {0}, type, clock_timestamp(), tenant_id, mt_dotnet_type, correlation_id, causation_id, {1}, user_name, false
        from governance.mt_events where id = $1
        """;

    private static string With(string data, string headers) => Forge.Replace("{0}", data, StringComparison.Ordinal).Replace("{1}", headers, StringComparison.Ordinal);

    [Theory]
    [InlineData("without a seal", "data", "headers - 'seal'", "seal-missing")]
    [InlineData("with the seal of another event", "data", "headers", "seal-invalid")]
    [InlineData("with a seal over other data", "data || '{\"summary\": \"forged\"}'::jsonb", "headers", "data-changed")]
    [InlineData("with a seal of a key that nobody knows", "data", "jsonb_set(headers, '{seal,k}', '\"0123456789abcdef\"')", "seal-of-unknown-node")]
    [InlineData("with a seal that is none", "data", "jsonb_set(headers, '{seal}', '\"yes\"')", "seal-unreadable")]
    [InlineData("with a number that no double holds", "data || '{\"n\": 0.12345678901234567}'::jsonb", "headers", "data-not-canonical")]
    public async Task A_forged_event_is_logged_with_what_is_wrong_about_it(string how, string data, string headers, string violation)
    {
        var acme = await shared.Found();
        var real = (await acme.Drafted("forged")).EventId();
        var forged = Guid.NewGuid();

        Assert.Equal(1, await shared.Sql(With(data, headers), real, forged));

        Assert.True(violation == Assert.Single(await acme.SaidOf(forged)), how);
        Assert.Contains(await acme.Log(), entry => entry.Kind == EntryKind.Event && entry.Id == forged);
        Assert.Empty(await acme.SaidOf(real));
    }

    /// <summary>The table takes what no program of ours writes; the log takes it too, and goes on.</summary>
    [Theory]
    [InlineData("a moment at the end of time", "clock_timestamp()", "'infinity'", "time-out-of-range")]
    [InlineData("a year that no calendar has", "clock_timestamp()", "timestamptz '200000-01-01'", "time-out-of-range")]
    [InlineData("a version beyond what a number holds", "version + 1", "9007199254740993", "entry-without-place")]
    [InlineData("a name of a hundred thousand letters", "user_name, false", "repeat('x', 100000), false", "entry-without-place")]
    [InlineData("a key's name of a hundred thousand letters", "causation_id, headers, user_name, false", "causation_id, jsonb_set(headers, '{seal,k}', to_jsonb(repeat('x', 100000))), user_name, false", "entry-without-place")]
    public async Task Whatever_stands_in_the_table_is_logged_and_holds_nothing_up(string what, string usual, string strange, string violation)
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        var real = (await acme.Drafted("strange")).EventId();
        await service.Value.Sql("alter table governance.mt_events disable trigger stamp_event");
        var forged = Guid.NewGuid();

        Assert.Equal(1, await service.Value.Sql(With("data", "headers").Replace(usual, strange, StringComparison.Ordinal), real, forged));
        await service.Value.Sql("update audit.queue set since = since - interval '1 minute'");
        var after = (await acme.Drafted("after")).EventId();

        Assert.True((await acme.SaidOf(forged)).Contains(violation), what);
        Assert.Contains(await acme.Log(), entry => entry.Id == after && entry.Kind == EntryKind.Event);
        Assert.DoesNotContain((await acme.Get(Acme.Auditor, "/ledger")).Expect(200).At("alarms").EnumerateArray(), alarm => alarm.GetString()!.Contains("not signed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_organisation_that_nobody_founded_has_a_log_of_its_own_and_keeps_no_other_from_being_signed()
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        var real = (await acme.Drafted("strange")).EventId();
        foreach (var name in (string[])["'no one+ \u2003here'", "repeat('y', 3000)"])
        {
            await service.Value.Sql($"insert into governance.mt_streams (id, type, version, tenant_id, is_archived) select id, type, version, {name}, false from governance.mt_streams where tenant_id = $1 on conflict do nothing", acme.Tenant);
            await service.Value.Sql(With("data", "headers").Replace("clock_timestamp(), tenant_id", $"clock_timestamp(), {name}", StringComparison.Ordinal), real, Guid.NewGuid());
        }

        // Its forerunner is of another organisation: nobody waits for it for ever.
        await service.Value.Sql("update audit.queue set since = since - interval '1 minute'");
        var after = (await acme.Drafted("after")).EventId();

        Assert.Contains(await acme.Log(), entry => entry.Id == after);
        Assert.Equal(await service.Value.Ask<long>("select count(*) from audit.logs"), await service.Value.Ask<long>("select count(*) from audit.checkpoints c join audit.logs l using (tenant, size)"));
        Assert.Equal(0L, await service.Value.Ask<long>("select count(*) from audit.queue"));
    }

    [Fact]
    public async Task A_forged_erasure_erases_nothing()
    {
        var acme = await shared.Found();
        var real = (await acme.Drafted("erasure")).EventId();
        var forged = Guid.NewGuid();
        await shared.Sql(With("data", "headers").Replace(", type, clock_timestamp()", ", 'PersonErased', clock_timestamp()", StringComparison.Ordinal), real, forged);
        Assert.Equal(["seal-invalid"], await acme.SaidOf(forged));
        Assert.DoesNotContain(await acme.Log(), entry => entry.Kind == EntryKind.Erasure);
    }

    [Fact]
    public async Task One_that_comes_behind_the_triggers_is_found_and_logged_as_not_captured()
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        var real = (await acme.Drafted("forged")).EventId();
        var forged = Guid.NewGuid();

        await service.Value.BehindTheTriggers(With("data", "headers - 'seal'"), real, forged);

        Assert.Equal(1, (await service.Value.Look()).Missed);
        Assert.Equal(["seal-missing", "not-captured"], await acme.SaidOf(forged));
    }

    [Fact]
    public async Task One_that_bears_the_id_of_another_event_is_found_too_and_is_in_no_past_of_that_one()
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        var real = (await acme.Drafted("forged")).EventId();
        var position = await acme.Position();
        var before = (await acme.At(position, Acme.Auditor, "/policies/forged/history")).Expect(200).At("items").GetArrayLength();

        await service.Value.BehindTheTriggers(With("data", "headers"), real, real);

        Assert.Equal(before, (await acme.At(position, Acme.Auditor, "/policies/forged/history")).Expect(200).At("items").GetArrayLength());
        Assert.Equal(1, (await service.Value.Look()).Missed);
        Assert.Equal(["not-captured"], await acme.SaidOf(real));
        Assert.True((await service.Value.Look()).Clean);
    }

    [Theory]
    [InlineData("'infinity'")]
    [InlineData("'-infinity'")]
    [InlineData("clock_timestamp() + interval '1 year'")]
    public async Task One_that_comes_behind_the_triggers_with_whatever_moment_is_found(string moment)
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        var real = (await acme.Drafted("forged")).EventId();
        var forged = Guid.NewGuid();

        await service.Value.BehindTheTriggers(With("data", "headers").Replace("clock_timestamp()", moment, StringComparison.Ordinal), real, forged);

        Assert.Equal(1, (await service.Value.Look()).Missed);
        Assert.Contains("not-captured", await acme.SaidOf(forged));
    }

    [Theory]
    [InlineData("tenant_id, 'i', seq_id, gen_random_uuid()")]
    [InlineData("'another', 'i', seq_id, id")]
    [InlineData("tenant_id, 'c', seq_id, id")]
    public async Task Whatever_else_waits_under_its_number_hides_no_event_from_the_monitor(string decoy)
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        var real = (await acme.Drafted("forged")).EventId();
        var forged = Guid.NewGuid();
        await service.Value.BehindTheTriggers(With("data", "headers"), real, forged);
        await service.Value.Logged();
        // As long as its log cannot be written, the decoy waits.
        await service.Value.Refuse("insert on audit.leaves");
        Assert.Equal(1, await service.Value.Sql($"insert into audit.queue (tenant, change, seq, event_id) select {decoy} from governance.mt_events where id = $1", forged));

        Assert.Equal(1, (await service.Value.Of<Governance.Audit.Ledger.LedgerMonitor>().Look(TimeSpan.Zero, TestContext.Current.CancellationToken)).Missed);
    }

    [Fact]
    public async Task A_moment_that_the_database_did_not_write_is_said()
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        var real = (await acme.Drafted("dated")).EventId();
        var forged = Guid.NewGuid();
        await service.Value.Sql("alter table governance.mt_events disable trigger stamp_event");

        await service.Value.Sql(
            With("data", "headers - 'seal'").Replace("clock_timestamp()", "clock_timestamp() - interval '1 year'", StringComparison.Ordinal), real, forged);

        Assert.Equal(["seal-missing", "wrong-time"], await acme.SaidOf(forged));
    }

    [Theory]
    [InlineData("since - interval '1 minute'")]
    [InlineData("since + interval '1 year'")]
    [InlineData("'infinity'")]
    [InlineData("'200000-01-01'")]
    public async Task A_version_that_skips_its_forerunner_waits_for_it_and_is_then_said_to_be_out_of_order(string since)
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        var real = (await acme.Drafted("skipping")).EventId();
        var forged = Guid.NewGuid();
        await service.Value.Sql(With("data", "headers - 'seal'").Replace("version + 1", "version + 2", StringComparison.Ordinal), real, forged);
        await service.Value.Logged();
        Assert.DoesNotContain(await acme.Log(), entry => entry.Id == forged);

        await service.Value.Sql($"update audit.queue set since = {since}");

        // The moment that was changed for this test is seen, too.
        Assert.Equal(["seal-missing", "wrong-time", "version-out-of-order"], await acme.SaidOf(forged));
    }
}
