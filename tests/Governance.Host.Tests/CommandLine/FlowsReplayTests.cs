using System.Text.Json;
using Governance.Approvals;
using Governance.CommandLine;
using Governance.Flows;
using Governance.Host.Tests.Demo;
using Governance.Shared;
using Microsoft.AspNetCore.Http;

namespace Governance.Host.Tests.CommandLine;

/// <summary>What the command makes of the answers that a service can give, and one replay against the real service.</summary>
public sealed class FlowsReplayTests(LocalService local) : IClassFixture<LocalService>, IDisposable
{
    private static readonly string Flow = Path.Combine(AppContext.BaseDirectory, "policies", "flows", "publish-policy.yaml");
    private static readonly DateTimeOffset At = new(2027, 3, 1, 9, 30, 0, TimeSpan.Zero);

    private static readonly ReplayView Running = new("r-1", "publish-policy", 1, "d", "policy-version", ReplayState.Running, 250, 1500, 200, 10, 40, 0, "p-1001", At, null, null, null, 0.5, 2);

    private static readonly ReplayView Done = Running with { State = ReplayState.Done, Done = 1500, Same = 1234, Different = 1, CannotBeTold = 263, Open = 2, Seconds = 3.14 };

    private static readonly ReplayedRequest Different = new("q-1", "social-media-policy", "Social media policy 1.0", "publish-policy", 1,
        new ReplayOutcome(ReplayVerdict.Different, RequestState.Approved, RequestState.Pending, "Nobody could have completed it.")
        {
            Difference = new ReplayDifference(9, At, "StageClosed", "p-1003", "review", "legal", "approved", "pending"),
        });

    private static readonly ReplayedRequest Untold = new("q-2", "brand", "Brand \e[2J policy", "publish-policy", 1, new ReplayOutcome(ReplayVerdict.CannotBeTold, RequestState.Approved, RequestState.Pending, "p-1007 had not decided."));

    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public async Task Counts_and_differences_are_told_with_their_reasons()
    {
        await using var service = await StandIn.With(Json(202, Running), Json(200, Running), Json(200, Done), Json(200, new Page<ReplayedRequest>([Different], null)));
        Assert.Equal(0, await Replay([Flow, "--url", service.Url]));
        Assert.Equal(
            """
            publish-policy version 1 over 1,500 requests about policy-version, in 3.1 seconds

            same                1,234  end as they ended
            different               1  certainly do not
            cannot be told        263  would still wait for people who had not decided or were never asked
            open                    2  have not ended, and are not replayed

            Different
            q-1  Social media policy 1.0: approved, would be pending
                Nobody could have completed it.
                From version 9 on, StageClosed by p-1003 at 2027-03-01 09:30 UTC: the stage review was approved, would be pending.

            --all lists those that cannot be told, and for whom each would still wait.

            """, _output.ToString());
        Assert.Single(service.Keys, key => key.Length > 0);
    }

    [Fact]
    public async Task Whoever_watches_sees_it_go_on_in_one_line()
    {
        await using var service = await StandIn.With(Json(202, Running with { Total = null }), Json(200, Running), Json(200, Done with { Different = 0 }));
        Assert.Equal(0, await Replay([Flow, "--url", service.Url], watched: true));
        Assert.StartsWith("Reading the past …\r\e[2K250 of 1,500 requests, 10 different …\r\e[2Kpublish-policy version 1", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_lists_what_cannot_be_told_page_by_page()
    {
        await using var service = await StandIn.With(
            Json(202, Done), Json(200, new Page<ReplayedRequest>([Different], null)), Json(200, new Page<ReplayedRequest>([Untold], "more")), Json(200, new Page<ReplayedRequest>([Untold with { RequestId = "q-3" }], null)));
        Assert.Equal(0, await Replay([Flow, "--all", "--url", service.Url]));
        Assert.Contains("Cannot be told\nq-2  Brand  [2J policy: approved, would be pending\n    p-1007 had not decided.\nq-3", _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("--all", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_read_one_object_a_line()
    {
        await using var service = await StandIn.With(Json(202, Done), Json(200, new Page<ReplayedRequest>([Different], null)));
        Assert.Equal(0, await Replay([Flow, "--json", "--url", service.Url]));
        var lines = _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(("q-1", "different", 1234), (lines[0].GetProperty("requestId").GetString(), lines[0].GetProperty("outcome").GetProperty("verdict").GetString(), lines[1].GetProperty("same").GetInt32()));
    }

    [Fact]
    public async Task Without_an_end_there_is_one_sentence()
    {
        await using var service = await StandIn.With(
            StandIn.Answer(400, """{"code":"flow.other-name","detail":"The text is of another flow."}"""),
            Json(202, Running), Json(200, Running with { State = ReplayState.Failed }),
            Json(202, Running), Json(200, Running with { State = ReplayState.Stopped, StoppedBy = "p-1013" }),
            Json(202, Running), StandIn.Answer(404, """{"code":"replay.unknown","detail":"There is no such replay here."}"""),
            StandIn.Answer(202, "{}"));
        foreach (var sentence in (string[])["flow.other-name: The text is of another flow.\n", "The replay broke off", "The replay was stopped by p-1013 after 250 requests.", "replay.unknown: There is no such replay here.", "What answers at"])
        {
            _error.GetStringBuilder().Clear();
            Assert.Equal(1, await Replay([Flow, "--url", service.Url]));
            Assert.StartsWith(sentence, _error.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal("", _output.ToString());
    }

    [Fact]
    public async Task What_can_be_told_without_a_service_is_told_before_it_is_asked()
    {
        Assert.Equal(1, await Replay([Path.Combine(AppContext.BaseDirectory, "policies", "directory.yaml"), "--url", "http://127.0.0.1:1"]));
        Assert.Contains("directory.yaml:", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await Replay(["nothing.yaml"]));
        Assert.Contains("nothing.yaml:1:1: There is no such file.", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, await Commands.Run(["flows", "replay", Flow], new Terminal(_output, _error, Stream.Null, _ => null)));
        Assert.Contains("--key or GOVERNANCE_KEY", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_real_service_replays_what_it_has()
    {
        Assert.Equal(0, await Replay([Flow, "--url", local.Url, "--key", local.KeyOf("p-1001")]));
        Assert.StartsWith("publish-policy version 2 over 0 requests about policy-version, in ", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await Replay([Flow, "--url", local.Url, "--key", local.KeyOf("p-1005")]));
        Assert.StartsWith("access.not-yours: ", _error.ToString(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    private static Func<HttpContext, Task> Json<T>(int status, T body) => StandIn.Answer(status, JsonSerializer.Serialize(body, Governance.Shared.Json.Options));

    private Task<int> Replay(string[] arguments, bool watched = false) =>
        Commands.Run(["flows", "replay", .. arguments], new Terminal(_output, _error, Stream.Null, name => name == "GOVERNANCE_KEY" ? "gov_key" : null) { IsWatched = watched });
}
