using Governance.Host.Tests.Database;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Governance.Host.Tests.Approvals.Replays;

/// <summary>Replays that are held up, stopped, forgotten or broken off: each test has a service of its own, whose database it can lock.</summary>
public sealed class ReplayLimitTests : IAsyncLifetime
{
    private Service own = null!;

    public async ValueTask InitializeAsync() => own = await Service.OfItsOwn();

    public ValueTask DisposeAsync() => own.DisposeAsync();

    [Fact]
    public async Task Two_run_at_once_in_the_service_and_one_in_an_organisation()
    {
        var (one, two, three) = (await own.Found(), await own.Found(), await own.Found());
        await using var hold = await Hold();
        var replay = await one.StartReplay(new { });
        var busy = (await one.Post(Acme.Drafter, "/flows/publish-policy/replays", new { })).Expect(429, "replay.already-running");
        Assert.Equal("5", busy.Headers["Retry-After"]);
        Assert.Contains(replay, busy.Text("detail"), StringComparison.Ordinal);
        await two.StartReplay(new { });
        var tooMany = (await three.Post(Acme.Drafter, "/flows/approve-post/replays", new { })).Expect(429, "replay.too-many");
        Assert.Equal("5", tooMany.Headers["Retry-After"]);
        var running = (await one.Get(Acme.Drafter, replay)).Expect(200);
        Assert.Equal(("running", "1"), (running.Text("state"), running.Headers["Retry-After"]));
        Assert.True((await one.Get(Acme.Drafter, $"{replay}/outcomes")).Expect(200).Json.TryGetProperty("next", out _));
        await hold.DisposeAsync();
        Assert.Equal("done", (await one.Ended(replay)).Text("state"));
        await Eventually.IsTrue(async () => (await three.Post(Acme.Drafter, "/flows/approve-post/replays", new { })).Status == 202, "there is room again");
    }

    [Fact]
    public async Task One_that_is_stopped_asks_the_database_nothing_more_and_makes_room()
    {
        var acme = await own.Found();
        await acme.ApprovedPost();
        await using var hold = await Hold();
        var replay = await acme.StartReplay(new { });
        await Eventually.IsTrue(async () => await Waiting() == 1, "it waits for the lock");
        var stopped = (await acme.Post(Acme.Administrator, $"{replay}/stop", new { reason = "The wrong version." })).Expect(200);
        Assert.Equal(("stopped", Acme.Administrator, "The wrong version."), (stopped.Text("state"), stopped.Text("stoppedBy"), stopped.Text("stopReason")));
        Assert.Equal(stopped.Body, (await acme.Post(Acme.Drafter, $"{replay}/stop", new { })).Expect(200).Body);
        await Eventually.IsTrue(async () => await Waiting() == 0, "it waits no more").WaitAsync(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken);
        var next = (await acme.Post(Acme.Drafter, "/flows/approve-post/replays", new { })).Expect(202).Headers["Location"];
        await hold.DisposeAsync();
        Assert.Equal((1, 0, 0, 0), (await acme.Ended(next)).Counts());
        Assert.Equal(("stopped", 0), ((await acme.Get(Acme.Drafter, replay)).Text("state"), (await acme.Get(Acme.Drafter, replay)).At("done").GetInt32()));
    }

    [Fact]
    public async Task An_auditor_starts_one_reads_it_and_stops_their_own_and_nobody_elses_and_that_is_recorded()
    {
        var acme = await own.Found();
        await using var hold = await Hold();
        var replay = await acme.StartReplay(new { });
        (await acme.Post(Acme.Auditor, $"{replay}/stop", new { })).Expect(403, "replay.not-yours");
        (await acme.Post(Acme.Drafter, $"{replay}/stop", new { })).Expect(200);
        var mine = (await acme.OrderReplay(new { }, person: Acme.Auditor)).Expect(202);
        Assert.Equal(Acme.Auditor, mine.Text("startedBy"));
        Assert.Equal(Acme.Auditor, (await acme.Post(Acme.Auditor, $"{mine.Headers["Location"]}/stop", new { reason = "The wrong flow." })).Expect(200).Text("stoppedBy"));
        await hold.DisposeAsync();
        (await acme.Post(Acme.Auditor, "/flows/approve-post/simulations", new { subject = new { topic = "service", paid = false } })).Expect(200);
        (await acme.Post(Acme.Auditor, "/flows", new { text = "flow: x" })).Expect(403, "access.auditor-reads-only");
        await using var session = acme.Session();
        var recorded = (await session.Events.FetchStreamAsync($"reads/{Acme.Auditor}", token: TestContext.Current.CancellationToken)).Select(fact => ((Governance.Access.ResourceRead)fact.Data).Path).ToList();
        Assert.Equal(["/flows/approve-post/replays", $"{mine.Headers["Location"]}/stop", "/flows/approve-post/simulations"], recorded);
    }

    [Fact]
    public async Task Two_simulations_of_an_organisation_run_at_once_and_one_whose_caller_hangs_up_makes_room()
    {
        var (acme, other) = (await own.Found(), await own.Found());
        var subject = new { subject = new { topic = "service", paid = false } };
        await using var hold = await Hold("mt_doc_adoptedflow");
        using var patience = new CancellationTokenSource();
        var hanging = Enumerable.Range(0, 2).Select(_ => Ask(acme, patience.Token)).ToList();
        await Eventually.IsTrue(async () => await Waiting() == 2, "two are running");
        var busy = (await acme.Post(Acme.Comms, "/flows/approve-post/simulations", subject)).Expect(429, "simulation.too-many");
        Assert.Equal("5", busy.Headers["Retry-After"]);
        var others = other.Post(Acme.Comms, "/flows/approve-post/simulations", subject);
        await Eventually.IsTrue(async () => await Waiting() == 3, "another organisation is not kept out");
        await patience.CancelAsync();
        foreach (var one in hanging) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        await Eventually.IsTrue(async () => await Waiting() == 1, "nobody waits for them any more");
        var next = acme.Post(Acme.Comms, "/flows/approve-post/simulations", subject);
        await Eventually.IsTrue(async () => await Waiting() == 2, "there is room again");
        await hold.DisposeAsync();
        (await next).Expect(200);
        (await others).Expect(200);
    }

    private async Task Ask(Acme acme, CancellationToken cancellation)
    {
        using var client = own.Host.Server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/flows/approve-post/simulations") { Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", await acme.KeyOf(Acme.Comms));
        using var answer = await client.SendAsync(request, cancellation);
    }

    [Fact]
    public async Task They_are_kept_for_an_hour_and_at_most_twenty_of_them()
    {
        var acme = await own.Found();
        var replays = new List<string>();
        for (var i = 0; i < 21; i++)
        {
            replays.Add(await acme.StartReplay(new { }));
            await acme.Ended(replays[^1]);
        }

        (await acme.Get(Acme.Drafter, replays[0])).Expect(404, "replay.unknown");
        (await acme.Get(Acme.Drafter, replays[1])).Expect(200);
        own.Clock.Advance(TimeSpan.FromMinutes(59));
        (await acme.Get(Acme.Drafter, replays[1])).Expect(200);
        own.Clock.Advance(TimeSpan.FromMinutes(1));
        (await acme.Get(Acme.Drafter, replays[20])).Expect(404, "replay.unknown");
    }

    [Fact]
    public async Task Progress_is_seen_to_grow()
    {
        var acme = await own.Found();
        await acme.Copy(await acme.ApprovedPost(), 2999);
        var replay = await acme.StartReplay(new { text = ReplaySteps.Posts(2) });
        var seen = new List<int>();
        await Eventually.IsTrue(async () =>
        {
            var view = await acme.Get(Acme.Drafter, replay);
            seen.Add(view.At("done").GetInt32());
            Assert.Equal(view.At("done").GetInt32(), view.At("cannotBeTold").GetInt32());
            return view.Text("state") != "running";
        }, "it ends");
        Assert.Equal(seen.Order(), seen);
        Assert.Equal(3000, seen[^1]);
        Assert.Contains(seen, done => done is > 0 and < 3000);
    }

    [Fact]
    public async Task One_that_breaks_off_says_so_and_the_next_starts_afresh()
    {
        var acme = await own.Found();
        await own.Ask("alter table governance.mt_doc_request rename to elsewhere; select ''");
        Assert.Equal("failed", (await acme.Replayed(new { })).Text("state"));
        await own.Ask("alter table governance.elsewhere rename to mt_doc_request; select ''");
        Assert.Equal("done", (await acme.Replayed(new { })).Text("state"));
    }

    [Fact]
    public async Task It_ends_with_the_service()
    {
        var acme = await own.Found();
        await using var hold = await Hold();
        await acme.StartReplay(new { });
        await own.Host.StopAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    private async Task<int> Waiting() => (await own.Ask("select pid::text from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")).Count;

    private async Task<NpgsqlConnection> Hold(string table = "mt_doc_request")
    {
        var connection = await own.Host.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await using var hold = new NpgsqlCommand($"begin; lock table governance.{table} in access exclusive mode", connection);
        await hold.ExecuteNonQueryAsync();
        return connection;
    }
}
