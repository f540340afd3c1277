using System.Collections.Concurrent;
using Governance.Host.Tests.Policies;

namespace Governance.Host.Tests.Durability;

/// <summary>Drafters who revise one policy each, again and again, and remember what was acknowledged.</summary>
public sealed class Revisions
{
    private const string Drafter = Acme.Drafter;
    private readonly ConcurrentDictionary<string, int> acknowledged = new();

    public int Acknowledged => acknowledged.Values.Sum();

    public static IReadOnlyList<string> Policies { get; } = ["first-policy", "second-policy", "third-policy", "fourth-policy"];

    public static async Task Draft(Client client)
    {
        foreach (var policy in Policies) (await client.Post(Drafter, "/policies", new { reference = policy, content = PolicyJourney.Content(PolicyJourney.Body("At first.")) })).Expect(201);
    }

    /// <summary>Revises until the service breaks off; what it answered with success is acknowledged.</summary>
    public async Task ReviseUntilBroken(Client client, string policy)
    {
        while (await Client.Try(() => Revise(client, policy, acknowledged.GetValueOrDefault(policy) + 1)) is { } answer)
        {
            answer.Expect(200);
            acknowledged.AddOrUpdate(policy, 1, (_, n) => n + 1);
        }
    }

    /// <summary>Sends again what was not acknowledged, and what was: both under their first keys.</summary>
    public async Task GoOn(Client client, string policy)
    {
        var last = acknowledged.GetValueOrDefault(policy);
        await client.PostOnce(Drafter, $"/policies/{policy}/revise", Body(last + 1), Key(policy, last + 1));
        acknowledged[policy] = last + 1;
        (await Revise(client, policy, last)).Expect(last == 0 ? 400 : 200);
    }

    /// <summary>Revises through whatever interrupts the service.</summary>
    public async Task ReviseWhile(Client client, string policy, Func<bool> more)
    {
        while (more())
        {
            var n = acknowledged.GetValueOrDefault(policy) + 1;
            await client.PostOnce(Drafter, $"/policies/{policy}/revise", Body(n), Key(policy, n));
            acknowledged[policy] = n;
        }
    }

    /// <summary>Every acknowledged revision is in the history, once and in its order.</summary>
    public async Task AreThereOnce(Client client)
    {
        foreach (var policy in Policies)
        {
            var lines = (await client.Get(Drafter, $"/policies/{policy}/history?limit=200")).Expect(200).At("items").EnumerateArray();
            var whys = lines.Where(line => line.GetProperty("type").GetString() == "PolicyRevised").Select(line => line.GetProperty("why").GetString());
            Assert.Equal(Enumerable.Range(1, acknowledged.GetValueOrDefault(policy)).Select(n => $"Number {n}"), whys);
        }
    }

    private static Task<Answer> Revise(Client client, string policy, int n) => client.Post(Drafter, $"/policies/{policy}/revise", Body(n), Key(policy, n));

    private static object Body(int n) => new { content = PolicyJourney.Content(PolicyJourney.Body($"For the {n}th time.")), change = "major", summary = $"Number {n}" };

    private static string Key(string policy, int n) => $"{policy}-{n}";
}
