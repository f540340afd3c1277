using Governance.Policies;
using Governance.Shared;

namespace Governance.Tests.Policies;

/// <summary>Who may act on what was published is decided in its own area, wherever a draft moves.</summary>
public sealed class AreaTests
{
    [Fact]
    public void A_draft_that_moves_to_another_area_leaves_the_version_in_force_where_it_is_and_returns_when_it_is_given_up()
    {
        var published = Life.Wording("One.");
        var moved = Life.Wording("Two.") with { Area = "elsewhere" };
        var policy = After(
            new PolicyDrafted(published, ChangeKind.Major, null), new PolicySubmitted("r-1", "1.0", published.Digest(), null), new PolicyApproved("r-1", "1.0", published.Digest()),
            new PolicyPublished("1.0", published.Digest(), "r-1", Story.Noon), new PolicyBecameEffective("1.0", published.Digest()), new PolicyDrafted(moved, ChangeKind.Major, null));
        Assert.Equal(("elsewhere", published.Area), (policy.Area, policy.InForce!.Area));
        Assert.Equal(published.Area, Next(policy, new PolicyAbandoned("x"), 7).Area);
    }

    private static Policy After(params PolicyEvent[] facts)
    {
        Policy? policy = null;
        for (var i = 0; i < facts.Length; i++) policy = Next(policy, facts[i], i + 1);
        return policy!;
    }

    private static Policy Next(Policy? policy, PolicyEvent fact, long version) =>
        PolicyDecider.Evolve(policy, new Fact<PolicyEvent>(fact, "p-1001", Story.Noon, version), Path.Stream);
}
