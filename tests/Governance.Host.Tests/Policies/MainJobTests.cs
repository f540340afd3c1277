namespace Governance.Host.Tests.Policies;

public sealed class MainJobTests(Service service)
{
    [Fact]
    public async Task A_policy_goes_from_draft_through_approval_to_effective_and_its_history_says_who_did_what()
    {
        var acme = await service.Found(shippedFlows: true);
        var policy = await acme.Draft();
        var request = await acme.Publish(policy);

        var view = (await acme.Get(Acme.Executive, policy)).Expect(200);
        Assert.Equal("inForce", view.Text("state"));
        Assert.Equal("1.0", view.Text("inForce"));

        var history = (await acme.Get(Acme.Auditor, $"{policy}/history")).Expect(200).At("items").EnumerateArray().Select(line => line.GetProperty("type").GetString()).ToList();
        Assert.Equal(["PolicyDrafted", "PolicySubmitted"], history.Take(2));
        Assert.Contains("PolicyBecameEffective", history);
        Assert.Contains("DecisionMade", history);
        Assert.StartsWith("/requests/", request, StringComparison.Ordinal);
    }
}
