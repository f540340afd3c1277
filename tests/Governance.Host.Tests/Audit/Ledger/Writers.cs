using System.Collections.Concurrent;
using Governance.Host.Tests.Durability;
using Governance.Host.Tests.Policies;

namespace Governance.Host.Tests.Audit.Ledger;

/// <summary>Drafters who revise one policy each over HTTP, all at once, and remember which events were acknowledged to them.</summary>
internal sealed class Writers
{
    private const int Count = 16;
    private readonly int[] next = new int[Count];
    private readonly ConcurrentDictionary<Guid, int> acknowledged = new();

    public ICollection<Guid> Acknowledged => acknowledged.Keys;

    /// <summary>Each writes until the service breaks off; what was sent and not answered then is sent again, under its key, the next time.</summary>
    public Task UntilBroken(Client client) => Task.WhenAll(Enumerable.Range(0, Count).Select(writer => UntilBroken(client, writer)));

    private async Task UntilBroken(Client client, int writer)
    {
        while (await Client.Try(() => Write(client, writer, next[writer])) is { } answer)
        {
            Assert.True(answer.Status is 200 or 201, answer.Body);
            foreach (var fact in answer.At("facts").EnumerateArray()) acknowledged[fact.GetProperty("id").GetGuid()] = writer;
            next[writer]++;
        }
    }

    private static Task<Answer> Write(Client client, int writer, int n)
    {
        var content = PolicyJourney.Content(PolicyJourney.Body($"For the {n}th time."));
        return n == 0 ? client.Post(Acme.Drafter, "/policies", new { reference = $"policy-{writer}", content }, $"{writer}-{n}")
            : client.Post(Acme.Drafter, $"/policies/policy-{writer}/revise", new { content, change = "major", summary = $"Number {n}" }, $"{writer}-{n}");
    }
}
