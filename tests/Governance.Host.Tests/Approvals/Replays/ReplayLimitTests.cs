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
        var busy = (await one.Post(Acme.Drafter, "/flows/publish-policy/replays", new { })).Expect(409, "replay.already-running");
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

    private async Task<NpgsqlConnection> Hold()
    {
        var connection = await own.Host.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await using var hold = new NpgsqlCommand("begin; lock table governance.mt_doc_request in access exclusive mode", connection);
        await hold.ExecuteNonQueryAsync();
        return connection;
    }
}
