using Governance.Host.Tests.Approvals;
using Governance.Host.Tests.Policies;

namespace Governance.Host.Tests.Audit;

/// <summary>GET /policies/{policyId}/history.</summary>
public sealed class HistoryTests(Service service)
{
    [Fact]
    public async Task The_facts_of_a_policy_and_of_all_its_requests_come_in_order_and_of_nothing_else()
    {
        var acme = await service.Found();
        var (policy, first) = await acme.Asked();
        await acme.Asked("another-policy");
        (await acme.Post(Acme.Drafter, $"{first}/withdraw", new { reason = "Not yet." })).Expect(200);
        var second = await acme.Submit(policy);
        await acme.CaughtUp();
        var (lines, _) = await acme.Walk(Acme.Comms, $"{policy}/history", 3);
        string[] streams = [ApprovalSteps.StreamOf(policy), ApprovalSteps.StreamOf(first), ApprovalSteps.StreamOf(second)];
        Assert.Equal(lines.Select(Feed.Position).Order(), lines.Select(Feed.Position));
        Assert.Equal(
            [.. await acme.Facts(policy), .. await acme.Facts(first), .. await acme.Facts(second)],
            lines.OrderBy(line => Array.IndexOf(streams, line.Of("stream"))).ThenBy(Feed.Position).Select(line => line.Of("type")));
    }

    [Fact]
    public async Task It_reads_as_sentences_with_the_names_of_people_and_their_reasons()
    {
        var acme = await service.Found();
        var (policy, _) = await acme.TurnedBack();
        await acme.CaughtUp();
        var lines = (await acme.Walk(Acme.Comms, $"{policy}/history")).Lines;
        Assert.All(lines, line => Assert.DoesNotMatch(@"\bp-\d", line.Of("sentence")));
        var decision = lines.Single(line => line.Of("type") == "DecisionMade");
        Assert.Equal("Chiara Lombardi asked for changes as legal.", decision.Of("sentence"));
        Assert.Equal("Name the law.", decision.Of("why"));
        Assert.Equal("Chiara Lombardi", decision.Of("actorName"));
        Assert.False(decision.TryGetProperty("data", out _));
    }

    [Fact]
    public async Task A_policy_that_does_not_exist_has_none()
    {
        var acme = await service.Found();
        (await acme.Get(Acme.Comms, "/policies/nothing/history")).Expect(404, "policy.unknown");
        await acme.Draft();
        (await acme.Get(Acme.Comms, "/policies/social-media-policy/history?cursor=x")).Expect(400, "request.invalid");
    }
}
