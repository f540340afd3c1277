using System.Text.Json;
using Governance.Ledger;

namespace Governance.Host.Tests.Audit.Ledger;

/// <summary>Whoever changes what was appended: the triggers see it and the log says it; with the triggers gone, the monitor does.</summary>
public sealed class AlteredEventTests(Service shared)
{
    private const string OfEvent = " where id = $1";

    // Whoever marks an event as archived takes that away first.
    private const string WithoutForeignKey = "alter table governance.mt_events drop constraint fkey_mt_events_stream_id_tenant_id_is_archived";

    private static readonly (string What, string Change)[] Alterations =
    [
        ("data", "update governance.mt_events set data = jsonb_set(data, '{summary}', '\"something else\"')"),
        ("a 17th digit", "update governance.mt_events set data = data || '{\"n\": 0.12345678901234567}'::jsonb"),
        ("headers", "update governance.mt_events set headers = headers || '{\"on-behalf-of\": \"p-1004\"}'::jsonb"),
        ("the actor", "update governance.mt_events set user_name = 'p-1004'"),
        ("the moment", "update governance.mt_events set timestamp = timestamp - interval '1 year'"),
        ("the type", "update governance.mt_events set type = 'PolicyAbandoned'"),
        ("the archive mark", "update governance.mt_events set is_archived = true"),
    ];

    [Fact]
    public async Task A_change_is_a_leaf_that_names_the_database_user()
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        await service.Value.Sql(WithoutForeignKey);
        foreach (var (what, change) in Alterations)
        {
            var id = (await acme.Drafted($"altered-{Array.IndexOf(Alterations, (what, change))}")).EventId();
            await service.Value.Logged();

            Assert.Equal(1, await service.Value.Sql(change + OfEvent, id));

            var mutation = (await acme.Log()).Where(entry => entry.Kind == EntryKind.Mutation && entry.Id == id).ToList();
            Assert.True(mutation.Count > 0, what);
            Assert.False(string.IsNullOrEmpty(JsonDocument.Parse(mutation[0].Note!).RootElement.GetProperty("by").GetString()), what);
        }
    }

    [Fact]
    public async Task With_the_triggers_away_the_monitor_finds_it_once_and_the_log_says_it()
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        await service.Value.Sql(WithoutForeignKey);
        foreach (var (what, change) in Alterations)
        {
            var id = (await acme.Drafted($"altered-{Array.IndexOf(Alterations, (what, change))}")).EventId();
            var before = await service.Value.Look();
            Assert.True(before.Clean, $"{what}: {before}");

            await service.Value.BehindTheTriggers(change + OfEvent, id);

            var found = await service.Value.Look();
            Assert.True(found.Changed == 1 && found.Gone == 0, $"{what}: {found}");
            Assert.Equal(["unseen-update"], await acme.SaidOf(id));
        }
    }

    [Theory]
    [InlineData("the last", "order by seq_id desc limit 1")]
    [InlineData("one in the middle", "order by seq_id offset 3 limit 1")]
    public async Task A_deleted_event_stays_in_the_log_with_who_deleted_it(string which, string order)
    {
        var acme = await shared.Found();
        await acme.Drafted("deleted");
        await shared.Logged();
        var id = await shared.Ask<Guid>($"select id from governance.mt_events where tenant_id = $1 {order}", acme.Tenant);

        await shared.Sql("delete from governance.mt_events" + OfEvent, id);

        Assert.Equal(["delete"], await acme.SaidOf(id));
        Assert.True((await acme.Log()).Any(entry => entry.Kind == EntryKind.Event && entry.Id == id), which);
    }

    [Theory]
    [InlineData("order by seq_id desc limit 1")]
    [InlineData("order by seq_id offset 3 limit 1")]
    public async Task An_event_deleted_behind_the_triggers_is_found_missing(string order)
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        await acme.Drafted("deleted");
        await service.Value.Logged();
        var id = await service.Value.Ask<Guid>($"select id from governance.mt_events where tenant_id = $1 {order}", acme.Tenant);

        await service.Value.BehindTheTriggers("delete from governance.mt_events" + OfEvent, id);

        Assert.Equal(1, (await service.Value.Look()).Gone);
        Assert.Equal(["unseen-delete"], await acme.SaidOf(id));
    }

    [Fact]
    public async Task An_emptied_table_is_a_leaf_in_every_log()
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        await service.Value.Logged();
        await service.Value.Sql("truncate governance.mt_events");
        Assert.Contains((await acme.Log()).Where(entry => entry.Kind == EntryKind.Mutation), entry => Change(entry) == "truncate");
    }

    [Fact]
    public async Task A_trigger_that_is_off_is_said()
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        await service.Value.Found();
        await service.Value.Sql("alter table governance.mt_events disable trigger ledger_capture");
        Assert.Contains((await service.Value.Look()).Complaints, complaint => complaint.Tenant is null && complaint.Sentence.Contains("trigger", StringComparison.Ordinal));
    }

    private static string Change(Entry entry) => JsonDocument.Parse(entry.Note!).RootElement.GetProperty("change").GetString()!;
}
