using Governance.Host.Tests.Database;
using Governance.Host.Tests.Policies;

namespace Governance.Host.Tests.Durability;

/// <summary>Moments that come while the service is down, or after it came back.</summary>
public sealed class TimerTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    [Fact]
    public async Task What_is_due_while_the_service_is_down_or_after_it_came_back_happens_once()
    {
        DateTimeOffset soon;
        using (var killed = Start())
        {
            using var client = await Client.Of(killed, scratch.DataFolder);
            foreach (var policy in (string[])["due-while-down", "due-afterwards", "to-review"]) await Approve(client, policy);
            (await client.Post(Acme.Drafter, "/policies/to-review/publish", new { })).Expect(200);
            soon = DateTimeOffset.UtcNow.AddSeconds(3);
            (await client.Post(Acme.Drafter, "/policies/due-while-down/publish", new { effectiveFrom = soon })).Expect(200);
            (await client.Post(Acme.Drafter, "/policies/to-review/schedule-review", new { dueOn = soon })).Expect(200);
            (await client.Post(Acme.Drafter, "/policies/due-afterwards/publish", new { effectiveFrom = soon.AddSeconds(9) })).Expect(200);
            await killed.KilledAsync();
        }

        await Eventually.IsTrue(() => DateTimeOffset.UtcNow > soon, "the first moment has come");
        using var next = Start();
        using var again = await Client.Of(next, scratch.DataFolder);
        await Eventually.IsTrue(async () => await Times(again, "due-while-down", "PolicyBecameEffective") > 0, "the version whose moment came while the service was down is in force");
        await Eventually.IsTrue(async () => await Times(again, "to-review", "ReviewDue") > 0, "the review whose date came while the service was down is due");
        await Eventually.IsTrue(async () => await Times(again, "due-afterwards", "PolicyBecameEffective") > 0, "the version whose moment came later is in force");
        Assert.Equal("inForce", (await again.Get(Acme.Drafter, "/policies/due-afterwards")).Text("state"));

        // A second start sees the same timers again, if there were any left.
        (await next.InterruptedAsync()).ToString();
        using var last = Start();
        using var reader = await Client.Of(last, scratch.DataFolder);
        Assert.Equal((1, 1, 1), (await Times(reader, "due-while-down", "PolicyBecameEffective"), await Times(reader, "to-review", "ReviewDue"), await Times(reader, "due-afterwards", "PolicyBecameEffective")));
    }

    public void Dispose() => scratch.Dispose();

    private static async Task Approve(Client client, string policy)
    {
        (await client.Post(Acme.Drafter, "/policies", new { reference = policy, content = PolicyJourney.Content() })).Expect(201);
        var request = (await client.Post(Acme.Drafter, $"/policies/{policy}/submit", new { })).Expect(200).Text("links", "request");
        var digest = (await client.Get(Acme.Drafter, request)).Text("request", "content");
        foreach (var person in (string[])[Acme.Owner, Acme.Comms, Acme.OtherComms, Acme.LegalOwner, Acme.Executive])
            (await client.Post(person, $"{request}/decide", new { decision = "approve", digest })).Expect(200);
    }

    private static async Task<int> Times(Client client, string policy, string type) =>
        (await client.Get(Acme.Drafter, $"/policies/{policy}/history?limit=200")).Expect(200).At("items").EnumerateArray().Count(line => line.GetProperty("type").GetString() == type);

    private ServiceProcess Start() => new(("Database__DataFolder", scratch.DataFolder));
}
