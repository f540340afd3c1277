using System.Globalization;
using Governance.Host.Tests.Accounts;
using Governance.Host.Tests.Api;
using Governance.Host.Tests.Approvals;
using Governance.Host.Tests.Audit.Ledger;
using Governance.Host.Tests.Policies;
using Governance.Ledger;

namespace Governance.Host.Tests.Audit.Past;

/// <summary>Which points can be named, and what every answer tells of its point.</summary>
public sealed class PointTests(Service service)
{
    private const string Policy = "/policies/social-media-policy";

    [Fact]
    public async Task An_answer_of_then_says_which_log_which_leaves_and_which_event_it_is_of_and_where_the_proof_is()
    {
        var acme = await service.Found();
        await acme.Draft();
        var position = await acme.Position();
        await acme.Submit(Policy);
        var then = (await acme.At(position, Acme.Executive, Policy)).Expect(200);
        Assert.Equal(($"localhost/governance/{acme.Tenant}", $"{position}", "1"), (then.Headers["Governance-Log-Origin"], then.Headers["Governance-Log-Size"], then.Headers["Governance-Version"]));
        Assert.Equal("\"1\"", then.ETag);
        var checkpoint = LedgerSteps.CheckpointOf((await acme.Get(Acme.Executive, $"/ledger/checkpoint?size={position}")).Expect(200).Body);
        Assert.Equal(checkpoint.Root.ToBase64(), then.Headers["Governance-Log-Root"]);

        var links = then.Headers["Link"].Split(',').Select(link => link.Split('>')[0].TrimStart('<')).ToList();
        Assert.Equal(2, links.Count);
        Assert.StartsWith("c2sp.org/tlog-proof@v1", (await acme.Get(Acme.Executive, links[0])).Expect(200).Body, StringComparison.Ordinal);
        Assert.Contains($"index {then.Headers["Governance-Leaf"]}\n", (await acme.Get(Acme.Executive, links[0])).Body, StringComparison.Ordinal);
        Assert.Equal($"/ledger/checkpoint?size={position}", links[1]);
        Assert.False((await acme.Get(Acme.Executive, Policy)).Headers.ContainsKey("Governance-Log-Size"));
    }

    [Fact]
    public async Task A_list_of_then_says_which_leaves_it_is_of_and_names_no_event()
    {
        var acme = await service.Found();
        await acme.Draft();
        var position = await acme.Position();
        var then = (await acme.At(position, Acme.Executive, "/policies")).Expect(200);
        Assert.Equal($"{position}", then.Headers["Governance-Log-Size"]);
        Assert.Equal($"</ledger/checkpoint?size={position}>; rel=\"checkpoint\"", then.Headers["Link"]);
        Assert.False(then.Headers.ContainsKey("Governance-Version"));
    }

    [Fact]
    public async Task A_position_between_two_checkpoints_is_proved_by_the_one_that_covers_it()
    {
        var acme = await service.Found();
        // A submission and its request are one transaction, which no checkpoint parts.
        await acme.Submit(await acme.Draft());
        var whole = await acme.Position();
        var then = (await acme.At(whole - 1, Acme.Executive, "/policies")).Expect(200);
        Assert.Equal("drafting", Assert.Single(then.At("items").EnumerateArray().ToList()).GetProperty("draft").GetProperty("status").GetString());
        var consistency = then.Headers["Link"].Split(',').Select(link => link.Split('>')[0].Trim().TrimStart('<')).Single(link => link.StartsWith("/ledger/consistency", StringComparison.Ordinal));
        var path = (await acme.Get(Acme.Executive, consistency)).Expect(200).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read).ToArray();
        var covering = LedgerSteps.CheckpointOf((await acme.Get(Acme.Executive, $"/ledger/checkpoint?size={whole}")).Expect(200).Body);
        Assert.True(Proof.VerifyConsistency(whole - 1, Read(then.Headers["Governance-Log-Root"]), whole, covering.Root, path));

        static Hash Read(string text) => Hash.TryFromBase64(text, out var hash) ? hash : throw new FormatException(text);
    }

    [Fact]
    public async Task A_version_is_the_log_right_behind_it_so_that_what_came_in_between_is_not_there()
    {
        var acme = await service.Found();
        await acme.Draft();
        var first = (await acme.Get(Acme.Executive, $"{Policy}?version=1")).Expect(200);
        await acme.Submit(Policy);
        var second = (await acme.Get(Acme.Executive, $"{Policy}?version=2")).Expect(200);
        Assert.Equal(("1", "2"), (first.Headers["Governance-Version"], second.Headers["Governance-Version"]));
        Assert.Equal(Number(second, "Governance-Leaf") + 1, Number(second, "Governance-Log-Size"));
        Assert.True(Number(first, "Governance-Leaf") < Number(second, "Governance-Leaf"));
        Assert.Equal(("drafting", "submitted"), (first.Text("draft", "status"), second.Text("draft", "status")));
        Assert.Equal("1", (await acme.Get(Acme.Executive, $"{Policy}/history?version=1")).Expect(200).At("items").GetArrayLength().ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_version_in_the_middle_of_what_was_recorded_at_once_is_read_as_it_never_was_seen_and_still_right()
    {
        var acme = await service.Found();
        await acme.Draft();
        await acme.Publish(Policy);
        var history = (await acme.Get(Acme.Executive, $"{Policy}/history")).Expect(200).At("items").EnumerateArray().Where(line => line.GetProperty("stream").GetString() == "policy/social-media-policy").ToList();
        var published = history.FindIndex(line => line.GetProperty("type").GetString() == "PolicyPublished");
        Assert.Equal("PolicyBecameEffective", history[published + 1].GetProperty("type").GetString());
        Assert.Equal(await acme.Transaction(Policy, "PolicyPublished"), await acme.Transaction(Policy, "PolicyBecameEffective"));
        Assert.Equal(("published", "inForce"), ((await acme.Get(Acme.Executive, $"{Policy}?version={published + 1}")).Expect(200).Text("state"), (await acme.Get(Acme.Executive, $"{Policy}?version={published + 2}")).Expect(200).Text("state")));
    }

    [Theory]
    [InlineData("?asOf=2100-01-01", 400, "as-of.future", "asOf")]
    [InlineData("?asOf=2020-01-01", 404, "as-of.before-log", "asOf")]
    [InlineData("?asOf=yesterday", 400, "request.invalid", "asOf")]
    [InlineData("?asOf=2026-01-01&asOf=2026-01-02", 400, "request.invalid", "asOf")]
    [InlineData("?position=1000000", 404, "as-of.beyond-log", "position")]
    [InlineData("?position=0", 400, "request.invalid", "position")]
    [InlineData("?position=-1", 400, "request.invalid", "position")]
    [InlineData("?position=99999999999999999999", 400, "request.invalid", "position")]
    [InlineData("?position=", 400, "request.invalid", "position")]
    [InlineData("?position=1&asOf=2026-01-01", 400, "request.invalid", "asOf")]
    [InlineData("?version=3", 404, "as-of.no-such-version", "version")]
    [InlineData("?version=1&position=1", 400, "request.invalid", "position")]
    public async Task A_point_that_there_is_not_is_refused_with_those_there_are(string query, int status, string code, string field)
    {
        var acme = await service.Found();
        await acme.Draft();
        await acme.Submit(Policy);
        Assert.True((await acme.Get(Acme.Executive, Policy + query)).ExpectProblem(status, code).At("errors").TryGetProperty(field, out _));
        if (!query.Contains("version", StringComparison.Ordinal)) (await acme.Get(Acme.Executive, "/policies" + query)).ExpectProblem(status, code);
    }

    [Fact]
    public async Task A_refusal_tells_how_far_the_log_reaches()
    {
        var acme = await service.Found();
        await acme.Draft();
        var position = await acme.Position();
        Assert.Contains($"has {position} leaves", (await acme.At(position + 1, Acme.Executive, "/policies")).Expect(404).Text("detail"), StringComparison.Ordinal);
        Assert.Contains("has 1 versions", (await acme.Get(Acme.Executive, $"{Policy}?version=2")).Expect(404).Text("detail"), StringComparison.Ordinal);
        Assert.Matches("signed first at 20..-..-..T.*Z", (await acme.Get(Acme.Executive, "/policies?asOf=2020-01-01")).Expect(404).Text("detail"));
    }

    [Fact]
    public async Task A_list_has_no_versions_and_what_is_not_there_has_none_either()
    {
        var acme = await service.Found();
        (await acme.Get(Acme.Executive, "/policies?version=1")).ExpectProblem(400, "request.invalid");
        (await acme.Get(Acme.Executive, $"/people/{AccountSteps.AccountOwner}/holdings?version=1")).ExpectProblem(400, "request.invalid");
        (await acme.Get(Acme.Executive, "/policies/nowhere?version=1")).ExpectProblem(404, "policy.unknown");
        (await acme.At(await acme.Position(), Acme.Executive, "/policies/nowhere")).ExpectProblem(404, "policy.unknown");
        (await acme.Get(Acme.Executive, "/nowhere?position=1")).ExpectProblem(404, "route.unknown");
    }

    [Fact]
    public async Task What_was_recorded_after_a_moment_is_not_known_at_it_and_what_was_before_is()
    {
        var acme = await service.Found();
        await acme.Draft("first-policy");
        var between = await acme.Moment();
        await acme.Draft("second-policy");
        var after = await acme.Moment();
        Assert.Equal(["first-policy"], await Policies(acme, $"/policies?asOf={between}"));
        Assert.Equal(["first-policy", "second-policy"], await Policies(acme, $"/policies?asOf={after}"));
    }

    [Fact]
    public async Task Pages_of_then_follow_one_another_whatever_is_recorded_meanwhile()
    {
        var acme = await service.Found();
        foreach (var name in (string[])["aaa", "bbb", "ccc", "ddd", "eee"]) await acme.Draft($"{name}-policy");
        var position = await acme.Position();
        var seen = new List<string>();
        for (var cursor = ""; ;)
        {
            var page = (await acme.At(position, Acme.Executive, $"/policies?limit=2{cursor}")).Expect(200);
            seen.AddRange(page.At("items").EnumerateArray().Select(policy => policy.GetProperty("policyId").GetString()![..3]));
            await acme.Draft($"bcd{seen.Count}-policy");
            if (!page.Json.TryGetProperty("next", out var next)) break;
            cursor = $"&cursor={next}";
        }

        Assert.Equal(["aaa", "bbb", "ccc", "ddd", "eee"], seen);
    }

    [Fact]
    public async Task The_events_of_then_come_in_the_logs_order_and_have_an_end()
    {
        var acme = await service.Found();
        await acme.Draft();
        var position = await acme.Position();
        await acme.Submit(Policy);
        var seen = new List<string>();
        for (var (cursor, more) = ("", true); more;)
        {
            var page = (await acme.At(position, Acme.Administrator, $"/events?limit=40{cursor}")).Expect(200);
            seen.AddRange(page.At("items").EnumerateArray().Select(line => $"{line.GetProperty("stream")} {line.GetProperty("version")}"));
            (more, cursor) = (page.At("more").GetBoolean(), $"&cursor={page.Text("next")}");
        }

        Assert.Equal(await Logged(acme, position), seen);
        Assert.Equal("policy/social-media-policy 1", seen[^1]);
        Assert.Equal(["policy/social-media-policy"], (await acme.At(position, Acme.Administrator, $"/events?type=PolicyDrafted&actor={Acme.Drafter}&stream=policy/social-media-policy")).Expect(200).At("items").EnumerateArray().Select(line => line.GetProperty("stream").GetString()));
        Assert.Empty((await acme.At(position, Acme.Administrator, "/events?to=2020-01-01")).Expect(200).At("items").EnumerateArray());
        (await acme.At(position, Acme.Administrator, "/events?cursor=WyIxIiwiMiJd")).ExpectProblem(400, "request.invalid");
    }

    private static async Task<string[]> Logged(Acme acme, long position)
    {
        await using var session = acme.Session();
        return [.. await session.QueryAsync<string>("select stream || ' ' || version as data from audit.leaves where tenant = ? and leaf < ? and kind = 'event' order by leaf", TestContext.Current.CancellationToken, acme.Tenant, position)];
    }

    private static async Task<string[]> Policies(Acme acme, string path) =>
        [.. (await acme.Get(Acme.Executive, path)).Expect(200).At("items").EnumerateArray().Select(policy => policy.GetProperty("policyId").GetString()!)];

    private static long Number(Answer answer, string header) => long.Parse(answer.Headers[header], CultureInfo.InvariantCulture);
}
