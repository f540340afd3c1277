extern alias verify;

using System.Text.Json;
using Governance.Accounts;
using Governance.Approvals;
using Governance.Claims;
using Governance.Policies;
using Governance.Shared;
using verify::Governance.Verify;

namespace Governance.Tests.Verify;

/// <summary>The program that checks bundles knows the service's facts, and in the service's form.</summary>
public sealed class ReplayedFactsTests
{
    [Fact]
    public void Every_kind_of_event_that_the_service_stores_is_known() =>
        Assert.All(StoredEvents.All.Select(x => x.Event.GetType().Name).Concat(FactsOf<Governance.Flows.RequestEvent>.Types.Select(x => x.Name)), x => Assert.True(KnownEvents.Has(x), x));

    [Fact]
    public void Every_event_of_policies_flows_accounts_and_claims_is_played_from_the_form_in_which_it_is_stored()
    {
        var replayed = StoredEvents.All.Where(x => x.Event is PolicyEvent or FlowEvent or AccountEvent or ClaimEvent).ToArray();
        Assert.True(replayed.Length > 100);
        Assert.All(replayed, x =>
        {
            var type = KnownEvents.TypeOf(x.Event.GetType().Name)!;
            Assert.Equal(x.Json, JsonSerializer.Serialize(JsonSerializer.Deserialize(x.Json, type, EventJson.Options), type, EventJson.Options));
        });
    }

    [Fact]
    public void Events_without_an_actor_are_the_founder_s_here_as_there() => Assert.Equal(Caller.Founder, StreamReplay.Founder);
}
