using System.Text.Json;
using Governance.Ledger;

namespace Governance.Host.Tests.Audit.Ledger;

/// <summary>Whoever changes what was appended: the triggers see it and the log says it; with the triggers gone, the monitor does.</summary>
public sealed class AlteredEventTests(Service shared)
{
    private const string OfEvent = " where id = $1";

    public static TheoryData<string, string> Alterations => new()
    {
        { "data", "update governance.mt_events set data = jsonb_set(data, '{summary}', '\"something else\"')" },
        { "a 17th digit", "update governance.mt_events set data = data || '{\"n\": 0.12345678901234567}'::jsonb" },
        { "headers", "update governance.mt_events set headers = headers || '{\"on-behalf-of\": \"p-1004\"}'::jsonb" },
        { "the actor", "update governance.mt_events set user_name = 'p-1004'" },
        { "the moment", "update governance.mt_events set timestamp = timestamp - interval '1 year'" },
        { "the type", "update governance.mt_events set type = 'PolicyAbandoned'" },
        { "the archive mark", "update governance.mt_events set is_archived = true" },
    };

    [Theory]
    [MemberData(nameof(Alterations))]
    public async Task A_change_is_a_leaf_that_names_the_database_user(string what, string change)
    {
        var acme = await shared.Found();
        var id = (await acme.Drafted("altered")).EventId();
        await shared.Logged();

        Assert.Equal(1, await shared.Sql(change + OfEvent, id));

        var mutation = Assert.Single(await acme.Log(), entry => entry.Kind == EntryKind.Mutation && entry.Id == id && Change(entry) == "update");
        Assert.False(string.IsNullOrEmpty(JsonDocument.Parse(mutation.Note!).RootElement.GetProperty("by").GetString()), what);
    }

    [Theory]
    [MemberData(nameof(Alterations))]
    public async Task With_the_triggers_away_the_monitor_finds_it_once_and_the_log_says_it(string what, string change)
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        var id = (await acme.Drafted("altered")).EventId();
        Assert.True((await service.Value.Look()).Clean);

        await service.Value.BehindTheTriggers(change + OfEvent, id);

        var found = await service.Value.Look();
        // An event in the archive's partition is not found under its number any more only when it left: it is changed, not gone.
        Assert.True(found.Changed == 1 && found.Gone == 0, what);
        Assert.Equal(["unseen-update"], await acme.SaidOf(id));
        Assert.True((await service.Value.Look()).Changed == 0, "said once is enough");
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
        Assert.Contains((await service.Value.Look()).Sentences, sentence => sentence.Contains("trigger", StringComparison.Ordinal));
    }

    private static string Change(Entry entry) => JsonDocument.Parse(entry.Note!).RootElement.GetProperty("change").GetString()!;
}
