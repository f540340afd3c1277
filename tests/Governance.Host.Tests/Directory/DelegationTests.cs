using Governance.Approvals;
using Governance.Directory;
using Governance.Shared;
using Microsoft.Extensions.DependencyInjection;
using Wolverine;
using Wolverine.Tracking;

namespace Governance.Host.Tests.Directory;

/// <summary>Who stands in for whom: POST /people/{personId}/delegate and /end-delegation, GET /people/{personId} and GET /delegations.</summary>
public sealed class DelegationTests(Service service)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private object Holiday(string to = Acme.OtherDrafter, double from = 1, double until = 15, string[]? flows = null, string[]? areas = null) =>
        new { @delegate = to, from = service.Now.AddDays(from), until = service.Now.AddDays(until), flows, areas, reason = "On holiday." };

    private static async Task<string> Give(Acme acme, string person, object holiday, string? by = null) =>
        (await acme.Post(by ?? person, $"/people/{person}/delegate", holiday)).Expect(201).Text("added");

    [Fact]
    public async Task One_says_who_stands_in_and_everybody_reads_it()
    {
        var acme = await service.Found();
        var given = (await acme.Post(Acme.Drafter, "/people/p-1001/delegate", Holiday(flows: ["publish-policy"], areas: ["legal", "legal", "communications"]))).Expect(201);
        Assert.Equal("/people/p-1001", given.Headers["Location"]);
        Assert.Equal($"\"{given.Text("version")}\"", given.ETag);
        var shown = (await acme.Get(Acme.Comms, "/people/p-1001")).Expect(200).At("delegations")[0];
        Assert.Equal((given.Text("added"), Acme.OtherDrafter), (shown.GetProperty("delegationId").GetString(), shown.GetProperty("delegate").GetString()));
        Assert.Equal((service.Now.AddDays(1), service.Now.AddDays(15)), (shown.GetProperty("from").GetDateTimeOffset(), shown.GetProperty("until").GetDateTimeOffset()));
        Assert.Equal("""["publish-policy"] ["communications","legal"]""", $"{shown.GetProperty("flows").GetRawText()} {shown.GetProperty("areas").GetRawText()}");
        await using var session = acme.Session();
        var standIn = Assert.Single((await Population.Of(session, Cancel)).Single(person => person.Id == Acme.Drafter).StandIns);
        Assert.Equal((given.Text("added"), Acme.OtherDrafter), (standIn.Id, standIn.Delegate));
    }

    [Fact]
    public async Task Without_a_beginning_or_with_one_that_has_passed_it_begins_now()
    {
        var acme = await service.Found();
        foreach (var (to, from) in ((string, DateTimeOffset?)[])[(Acme.OtherDrafter, null), (Acme.LegalOwner, service.Now.AddDays(-3))])
            await Give(acme, Acme.Drafter, new { @delegate = to, from, until = service.Now.AddDays(1) });
        Assert.All((await acme.Get(Acme.Drafter, "/people/p-1001")).At("delegations").EnumerateArray(), shown => Assert.Equal(service.Now, shown.GetProperty("from").GetDateTimeOffset()));
    }

    [Fact]
    public async Task An_administrator_does_it_for_a_colleague_and_nobody_else()
    {
        var acme = await service.Found();
        var id = await Give(acme, Acme.Drafter, Holiday(), by: Acme.Administrator);
        (await acme.Post(Acme.LegalOwner, "/people/p-1001/delegate", Holiday())).Expect(403, "person.not-yours");
        (await acme.Post(Acme.OtherDrafter, "/people/p-1001/end-delegation", new { delegationId = id })).Expect(403, "person.not-yours");
        (await acme.Post(Acme.Administrator, "/people/p-1001/delegate", Holiday(Acme.Administrator))).Expect(403, "delegation.to-giver");
        (await acme.Post(Acme.Auditor, "/people/p-1012/delegate", Holiday())).Expect(403, "access.auditor-reads-only");
        (await acme.Post(Acme.Administrator, "/people/p-9999/delegate", Holiday())).Expect(404, "person.unknown");
        (await acme.Post(Acme.Administrator, "/people/p-9999/end-delegation", new { delegationId = id })).Expect(404, "person.unknown");
        (await acme.Post(Acme.Administrator, "/people/p-1001/end-delegation", new { delegationId = id, reason = "Back." })).Expect(200);
        Assert.Equal(0, (await acme.Get(Acme.Drafter, "/people/p-1001")).At("delegations").GetArrayLength());
    }

    [Fact]
    public async Task What_the_rules_refuse_is_refused_by_code()
    {
        var acme = await service.Found();
        (await acme.Post(Acme.Administrator, "/people/p-1011/leave")).Expect(200);
        var id = await Give(acme, Acme.Drafter, Holiday());
        foreach (var (holiday, status, code) in ((object, int, string)[])[
            (Holiday(Acme.Drafter), 400, "delegation.to-self"), (Holiday("p-9999"), 400, "delegation.delegate-unknown"), (Holiday("p-1011"), 400, "delegation.delegate-unknown"),
            (Holiday(from: -2, until: -1), 409, "delegation.in-the-past"), (Holiday(from: 3, until: 2), 400, "delegation.of-no-time"), (Holiday(until: 400), 409, "delegation.too-long"),
            (Holiday(flows: ["moon-flight"]), 400, "delegation.flow-unknown"), (Holiday(areas: ["moon"]), 400, "area.unknown"), (Holiday(from: 14, until: 20), 409, "delegation.overlaps")])
            (await acme.Post(Acme.Drafter, "/people/p-1001/delegate", holiday)).Expect(status, code);
        (await acme.Post(Acme.Drafter, "/people/p-1001/end-delegation", new { delegationId = "nothing" })).Expect(409, "delegation.not-live");
        (await acme.Post(Acme.Drafter, "/people/p-1001/end-delegation", new { delegationId = id })).Expect(200);
        (await acme.Post(Acme.Drafter, "/people/p-1001/end-delegation", new { delegationId = id })).Expect(409, "delegation.not-live");
        for (var i = 0; i < 20; i++) await Give(acme, Acme.Drafter, Holiday(from: i, until: i + 1));
        (await acme.Post(Acme.Drafter, "/people/p-1001/delegate", Holiday(from: 30, until: 40))).Expect(409, "delegation.too-many");
        (await acme.Post(Acme.Administrator, "/people/p-1011/delegate", Holiday())).Expect(409, "person.left");
    }

    [Theory]
    [InlineData("""{"until": "2027-01-01T00:00:00Z"}""", "delegate")]
    [InlineData("""{"delegate": "P 1", "until": "2027-01-01T00:00:00Z"}""", "delegate")]
    [InlineData("""{"delegate": "p-1002", "until": "1066-01-01T00:00:00Z"}""", "until")]
    [InlineData("""{"delegate": "p-1002", "until": "2027-01-01T00:00:00Z", "from": "9999-01-01T00:00:00Z"}""", "from")]
    [InlineData("""{"delegate": "p-1002", "until": "2027-01-01T00:00:00Z", "flows": ["Publish policy"]}""", "flows")]
    [InlineData("""{"delegate": "p-1002", "until": "2027-01-01T00:00:00Z", "areas": [null]}""", "areas")]
    public async Task A_body_out_of_shape_is_told_by_member(string body, string field)
    {
        var acme = await service.Found();
        var refused = (await acme.Post(Acme.Drafter, "/people/p-1001/delegate", body)).Expect(400, "body.invalid");
        Assert.Equal([field], refused.At("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task A_body_that_is_no_delegation_and_a_delegation_without_a_name_are_refused_too()
    {
        var acme = await service.Found();
        (await acme.Post(Acme.Drafter, "/people/p-1001/delegate", """{"delegate": "p-1002"}""")).Expect(400);
        (await acme.Post(Acme.Drafter, "/people/p-1001/delegate", new { @delegate = "p-1002", until = service.Now.AddDays(1), flows = Enumerable.Range(0, 51).Select(i => $"flow-{i}") })).Expect(400, "body.invalid");
        (await acme.Post(Acme.Drafter, "/people/p-1001/end-delegation", new { })).Expect(400, "body.invalid");
    }

    [Fact]
    public async Task All_of_the_organisation_are_listed_page_by_page_and_of_one_person_by_filter()
    {
        var acme = await service.Found();
        var wanted = new List<string>();
        foreach (var person in (string[])[Acme.Drafter, Acme.OtherDrafter, Acme.Owner])
            foreach (var days in (int[])[1, 20, 40]) wanted.Add($"{person} {await Give(acme, person, Holiday(Acme.Executive, days, days + 9))}");
        wanted.Sort(StringComparer.Ordinal);
        foreach (var limit in (int[])[1, 2, 4, 50]) Assert.Equal(wanted, await Walk(acme, $"/delegations?limit={limit}"));
        Assert.Equal(wanted.Skip(3).Take(3), await Walk(acme, $"/delegations?limit=2&person={Acme.OtherDrafter}"));
        Assert.Empty(await Walk(acme, "/delegations?limit=2&person=p-9999"));
        foreach (var query in (string[])["limit=0", "cursor=!", "person=O'Hara"]) (await acme.Get(Acme.Drafter, $"/delegations?{query}")).Expect(400, "request.invalid");
    }

    [Fact]
    public async Task Delegations_from_and_to_people_who_left_are_worth_nothing_and_shown_nowhere()
    {
        var acme = await service.Found();
        await Give(acme, Acme.Drafter, Holiday(Acme.Executive));
        await Give(acme, Acme.Executive, Holiday(Acme.Owner));
        var kept = await Give(acme, Acme.Owner, Holiday(Acme.Comms));
        (await acme.Post(Acme.Administrator, $"/people/{Acme.Executive}/leave")).Expect(200);
        Assert.Equal([$"{Acme.Owner} {kept}"], await Walk(acme, "/delegations?limit=1"));
        foreach (var person in (string[])[Acme.Drafter, Acme.Executive])
            Assert.Equal(0, (await acme.Get(Acme.Comms, $"/people/{person}")).At("delegations").GetArrayLength());
        Assert.Equal(0, (await acme.Get(Acme.Drafter, "/me")).At("person", "delegations").GetArrayLength());
    }

    [Fact]
    public async Task Two_administrators_who_say_the_same_at_once_say_it_once()
    {
        for (var round = 0; round < 5; round++)
        {
            var acme = await service.Found();
            foreach (var person in (string[])[Acme.Drafter, Acme.Administrator]) await acme.KeyOf(person);
            var answers = await Task.WhenAll(new[] { Acme.Drafter, Acme.Administrator }.Select(by => Task.Run(() => acme.Post(by, "/people/p-1001/delegate", Holiday()))));
            Assert.Single(answers, answer => answer.Status == 201);
            Assert.Single(answers, answer => answer.Status == 409);
            Assert.Equal(1, (await acme.Get(Acme.Drafter, "/people/p-1001")).At("delegations").GetArrayLength());
        }
    }

    [Fact]
    public async Task Open_requests_are_told_when_it_is_given_when_it_begins_when_it_is_over_and_when_it_ends_before()
    {
        await using var own = await Service.OfItsOwn();
        var acme = await own.Found();
        var holiday = new { @delegate = Acme.OtherDrafter, from = own.Now.AddDays(10), until = own.Now.AddDays(20) };
        string? id = null;
        var given = await Told(own, async () => id = await Give(acme, Acme.Drafter, holiday));
        Assert.Equal([(acme.Tenant, Acme.Drafter)], (given).Select(told => (told.Tenant, told.Actor)));
        DelegationTimer begins = new(acme.Tenant, StreamKeys.Person(Acme.Drafter), id!, holiday.from), over = begins with { Due = holiday.until };
        // The database keeps microseconds.
        Assert.Equal([begins.Due.ToUnixTimeMilliseconds(), over.Due.ToUnixTimeMilliseconds()], (await Timers(acme)).Select(due => due.ToUnixTimeMilliseconds()));

        Assert.Empty(await Told(own, () => Deliver(acme, begins)));
        own.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal([(acme.Tenant, Caller.Clock)], (await Told(own, () => Deliver(acme, begins))).Select(told => (told.Tenant, told.Actor)));
        own.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal([(acme.Tenant, Caller.Clock)], (await Told(own, () => Deliver(acme, over))).Select(told => (told.Tenant, told.Actor)));
        Assert.Empty((await acme.Get(Acme.Drafter, "/people/p-1001")).At("delegations").EnumerateArray());

        string? another = null;
        Assert.Single(await Told(own, async () => another = await Give(acme, Acme.Drafter, new { @delegate = Acme.OtherDrafter, until = own.Now.AddDays(20) })));
        Assert.Equal([(acme.Tenant, Acme.Drafter)], (await Told(own, () => acme.Post(Acme.Drafter, "/people/p-1001/end-delegation", new { delegationId = another }))).Select(told => (told.Tenant, told.Actor)));
        Assert.Empty(await Told(own, () => Deliver(acme, over with { DelegationId = another! })));
    }

    private static async Task<IReadOnlyList<DirectoryChanged>> Told(Service service, Func<Task> act)
    {
        var tracked = await service.Host.TrackActivity().Timeout(TimeSpan.FromMinutes(1)).ExecuteAndWaitAsync((IMessageContext _) => act());
        return [.. tracked.MessageSucceeded.MessagesOf<DirectoryChanged>()];
    }

    private static async Task Deliver(Acme acme, object timer)
    {
        await using var scope = acme.Service.Host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeForTenantAsync(acme.Tenant, timer, Cancel);
    }

    private static async Task<IReadOnlyList<DateTimeOffset>> Timers(Acme acme)
    {
        await using var session = acme.Session();
        return await session.QueryAsync<DateTimeOffset>("select execution_time from messages.wolverine_incoming_envelopes where status = 'Scheduled' and message_type like '%DelegationTimer' order by 1");
    }

    private static async Task<List<string>> Walk(Acme acme, string path)
    {
        var rows = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await acme.Get(Acme.Drafter, $"{path}{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}")).Expect(200);
            rows.AddRange(page.At("items").EnumerateArray().Select(row => $"{row.GetProperty("person").GetString()} {row.GetProperty("delegationId").GetString()}"));
            cursor = page.Json.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        return rows;
    }
}
