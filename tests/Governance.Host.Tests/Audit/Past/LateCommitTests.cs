using Governance.Directory;
using Governance.Host.Tests.Audit.Ledger;
using Governance.Host.Tests.Policies;
using Governance.Shared;
using Marten.Services;

namespace Governance.Host.Tests.Audit.Past;

/// <summary>What commits late, at once, or in two organisations is at every position what it was, however often it is asked.</summary>
public sealed class LateCommitTests(Service service)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<string[]> Groups(Acme acme, string query) =>
        [.. (await acme.Get(Acme.Executive, $"/groups?limit=200&{query}")).Expect(200).At("items").EnumerateArray().Select(group => group.GetProperty("id").GetString()!)];

    private static Task<Answer> Form(Acme acme, string group) => acme.Post(Acme.Administrator, "/groups", new { groupId = group, title = group });

    [Fact]
    public async Task What_was_not_committed_when_a_checkpoint_was_signed_is_in_no_earlier_position()
    {
        var acme = await service.Found();
        await using var connection = await service.Database().OpenConnectionAsync(Cancel);
        await using var late = await connection.BeginTransactionAsync(Cancel);
        var options = SessionOptions.ForTransaction(late);
        options.TenantId = acme.Tenant;
        await using (var session = service.Store.LightweightSession(options))
        {
            session.Events.StartStream<Group>(StreamKeys.Group("late"), new GroupFormed("Late"));
            await session.SaveChangesAsync(Cancel);
        }

        await Form(acme, "early");
        var (before, moment) = (await acme.Position(), await acme.Moment());
        await late.CommitAsync(Cancel);
        var after = await acme.Position();

        Assert.True(after > before);
        foreach (var query in (string[])[$"position={before}", $"asOf={moment}"])
        {
            Assert.Contains("early", await Groups(acme, query));
            Assert.DoesNotContain("late", await Groups(acme, query));
        }

        Assert.Contains("late", await Groups(acme, $"position={after}"));
        Assert.DoesNotContain("group/late", (await acme.Get(Acme.Administrator, $"/events?type=GroupFormed&position={before}")).Expect(200).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transaction_is_in_a_list_when_all_of_it_is_in_the_log()
    {
        var acme = await service.Found();
        var before = await acme.Position();
        await using (var session = acme.Session())
        {
            foreach (var group in (string[])["one", "two", "three"]) session.Events.StartStream<Group>(StreamKeys.Group(group), new GroupFormed(group));
            await session.SaveChangesAsync(Cancel);
        }

        var after = await acme.Position();
        Assert.Equal(before + 3, after);
        var then = await Groups(acme, $"position={before}");
        for (var position = before; position < after; position++) Assert.Equal(then, await Groups(acme, $"position={position}"));
        Assert.Equal(then.Length + 3, (await Groups(acme, $"position={after}")).Length);
    }

    [Fact]
    public async Task Two_organisations_have_positions_of_their_own()
    {
        var (ours, theirs) = (await service.Found(), await service.Found());
        await ours.Draft();
        var position = await ours.Position();
        await theirs.Draft(body: PolicyJourney.Body("Theirs."));
        await theirs.Submit("/policies/social-media-policy");
        await ours.Submit("/policies/social-media-policy");
        Assert.Equal("drafting", (await ours.At(position, Acme.Executive, "/policies/social-media-policy")).Expect(200).Text("draft", "status"));
        var there = await theirs.Position();
        var mine = (await theirs.At(there, Acme.Executive, "/policies/social-media-policy/text")).Expect(200);
        Assert.Contains("Theirs.", mine.Text("content", "body"), StringComparison.Ordinal);
        Assert.Equal($"localhost/governance/{theirs.Tenant}", mine.Headers["Governance-Log-Origin"]);
        Assert.Single((await theirs.At(there, Acme.Executive, "/policies")).Expect(200).At("items").EnumerateArray());
    }

    [Fact]
    public async Task While_many_write_every_position_answers_the_same_for_ever_and_lists_what_its_events_say()
    {
        var acme = await service.Found();
        var (founded, first) = ((await Groups(acme, "")).Length, await acme.Position());
        await acme.KeyOf(Acme.Administrator);
        await acme.KeyOf(Acme.Executive);
        var writing = Task.WhenAll(Enumerable.Range(0, 6).Select(writer => Task.Run(async () =>
        {
            for (var at = 0; at < 15; at++) await Form(acme, $"w{writer}-{at}");
        })));
        var seen = new List<(long Position, string[] Groups)>();
        while (!writing.IsCompleted)
        {
            var position = await acme.Position();
            seen.Add((position, await Groups(acme, $"position={position}")));
        }

        await writing;
        seen.Add((await acme.Position(), await Groups(acme, "")));
        foreach (var (position, groups) in seen)
        {
            Assert.Equal(groups, await Groups(acme, $"position={position}"));
            // One fact a group: the log says how many there were.
            Assert.Equal(founded + position - first, groups.Length);
        }

        Assert.Equal(founded + 90, seen[^1].Groups.Length);
    }
}
