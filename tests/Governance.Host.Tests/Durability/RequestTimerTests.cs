using Governance.Host.Tests.Approvals;
using Governance.Host.Tests.Database;
using Governance.Host.Tests.Policies;

namespace Governance.Host.Tests.Durability;

/// <summary>Deadlines of requests that come while the service is down, or after it came back: once in effect, whatever happens.</summary>
public sealed class RequestTimerTests : IDisposable
{
    // The shortest there is: what is a minute away is reached by waiting for it.
    private static readonly string Short = OwnFlows.OneOfCommunications("expire: {after: 2 minutes}", "due: 1 minutes\n    overdue: {ask: executives}");

    private readonly ScratchFolder scratch = new();

    [Fact]
    public async Task A_kill_between_the_deadline_and_its_effect_and_a_restart_lose_no_deadline_and_double_none()
    {
        var flows = System.IO.Directory.CreateDirectory(Path.Combine(scratch.DataFolder, "flows")).FullName;
        await File.WriteAllTextAsync(Path.Combine(flows, "publish-policy.yaml"), Short, TestContext.Current.CancellationToken);
        string request;
        using (var killed = Start(flows))
        {
            using var client = await Client.Of(killed, scratch.DataFolder);
            (await client.Post(Acme.Drafter, "/policies", new { reference = "undecided", content = PolicyJourney.Content() })).Expect(201);
            request = (await client.Post(Acme.Drafter, "/policies/undecided/submit", new { })).Expect(200).Text("links", "request");
            await killed.KilledAsync();
        }

        var due = DateTimeOffset.UtcNow.AddMinutes(1);
        await Eventually.IsTrue(() => DateTimeOffset.UtcNow > due.AddSeconds(-3), "the deadline is near");
        // Down when it comes, and killed once more as it is about to take effect.
        using (var again = Start(flows))
        {
            using var client = await Client.Of(again, scratch.DataFolder);
            await Eventually.IsTrue(() => DateTimeOffset.UtcNow > due, "the deadline has come");
            await again.KilledAsync();
        }

        using var last = Start(flows);
        using var reader = await Client.Of(last, scratch.DataFolder);
        await Eventually.IsTrue(async () => (await Facts(reader, request)).Contains("RequestEscalated"), "the stage is overdue and escalated");
        await Eventually.IsTrue(() => DateTimeOffset.UtcNow > due.AddMinutes(1).AddSeconds(-10), "the end of its time is near");
        await Eventually.IsTrue(async () => (await reader.Get(Acme.Drafter, request)).Text("request", "state") == "expired", "the request expires");
        var facts = await Facts(reader, request);
        Assert.All((string[])["DeadlinePassed", "RequestEscalated", "RequestExpired"], type => Assert.Single(facts, type));
        Assert.Equal("drafting", (await reader.Get(Acme.Drafter, "/policies/undecided")).Text("draft", "status"));
    }

    public void Dispose() => scratch.Dispose();

    private static async Task<string[]> Facts(Client client, string request)
    {
        var feed = (await client.Get(Acme.Administrator, $"/events?limit=200&stream={ApprovalSteps.StreamOf(request)}")).Expect(200).At("items");
        return [.. feed.EnumerateArray().Select(line => line.GetProperty("type").GetString()!)];
    }

    private ServiceProcess Start(string flows) => new(("Database__DataFolder", scratch.DataFolder), ("Organisation__Flows", flows));
}
