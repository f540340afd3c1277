using System.Text.Json;
using Governance.Access;
using Governance.Directory;
using Governance.Shared;
using Governance.Tests.Privacy;

namespace Governance.Tests.Directory;

/// <summary>Every fact's stored form, for ever. A failure here is a change of history.</summary>
public sealed class DirectoryEventsTests
{
    public static readonly TheoryData<object, string> Forms = new()
    {
        { new PersonJoined("legal", 3), """{"area":"legal","grade":3}""" },
        { new PersonJoined(null, null), "{}" },
        { new PersonChanged("legal", 3), """{"area":"legal","grade":3}""" },
        { new PersonCardChanged(["name", "signIn"]), """{"members":["name","signIn"]}""" },
        { new PersonLeft(StoredTexts.Read(StoredTexts.Reason)), $$"""{"reason":{{StoredTexts.Reason}}}""" },
        { new PersonErased([StoredTexts.KeyId], ErasureBasis.NoLongerNeeded, null), """{"keys":["acme/p-1/0011223344556677"],"basis":"noLongerNeeded"}""" },
        { new RoleGranted("drafter", "legal"), """{"role":"drafter","area":"legal"}""" },
        { new RoleRevoked("drafter", null), """{"role":"drafter"}""" },
        { new GroupJoined("press"), """{"group":"press"}""" },
        { new GroupLeft("press"), """{"group":"press"}""" },
        { new RelationStated("manager", "p-2"), """{"relation":"manager","person":"p-2"}""" },
        { new RelationEnded("manager", "p-2"), """{"relation":"manager","person":"p-2"}""" },
        { new DelegationGiven("d-1", "p-2", new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero), new(2026, 3, 9, 12, 0, 0, TimeSpan.Zero), ["publish-policy"], ["legal"], null), """{"delegationId":"d-1","delegate":"p-2","from":"2026-03-03T12:00:00+00:00","until":"2026-03-09T12:00:00+00:00","flows":["publish-policy"],"areas":["legal"]}""" },
        { new DelegationEnded("d-1", null), """{"delegationId":"d-1"}""" },
        { new GroupFormed("Press"), """{"title":"Press"}""" },
        { new OrganisationFounded("Acme"), """{"title":"Acme"}""" },
        { new AreaOpened("legal", "Legal"), """{"area":"legal","title":"Legal"}""" },
        { new KeyIssued("p-1", "Feed", ["events:read"], new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero)), """{"person":"p-1","name":"Feed","scopes":["events:read"],"expiresAt":"2026-03-03T12:00:00+00:00"}""" },
        { new KeyRevoked("Lost"), """{"reason":"Lost"}""" },
        { new ResourceRead("/people", "?limit=1"), """{"path":"/people","query":"?limit=1"}""" },
    };

    [Theory, MemberData(nameof(Forms))]
    public void A_fact_is_stored_in_this_form(object fact, string form)
    {
        var store = StoredTexts.Keys.Store;
        Assert.Equal(form, JsonSerializer.Serialize(fact, fact.GetType(), store));
        Assert.Equal(form, JsonSerializer.Serialize(JsonSerializer.Deserialize(form, fact.GetType(), store), fact.GetType(), store));
    }

    [Fact]
    public void Every_fact_of_these_families_is_pinned() => Assert.Equal(
        new[] { FactsOf<PersonEvent>.Types, FactsOf<GroupEvent>.Types, FactsOf<OrganisationEvent>.Types, FactsOf<KeyEvent>.Types, FactsOf<ReadEvent>.Types }
            .SelectMany(types => types).Select(type => type.Name).Order(),
        Forms.Select(form => form.Data.Item1.GetType().Name).Distinct().Order());
}
