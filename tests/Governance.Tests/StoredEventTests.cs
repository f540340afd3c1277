using System.Text.Json;
using Governance.Access;
using Governance.Accounts;
using Governance.Approvals;
using Governance.Claims;
using Governance.Directory;
using Governance.Flows;
using Governance.Impostors;
using Governance.Leads;
using Governance.Notices;
using Governance.Policies;
using Governance.Tests.Privacy;

namespace Governance.Tests;

public sealed class StoredEventTests
{
    private static readonly JsonSerializerOptions Store = StoredTexts.Keys.Store;

    private static readonly IReadOnlyList<Type> Families =
        [typeof(PolicyEvent), typeof(FlowEvent), typeof(OrganisationEvent), typeof(GroupEvent), typeof(PersonEvent), typeof(KeyEvent), typeof(ReadEvent), typeof(AccountEvent), typeof(ClaimEvent), typeof(DisputeEvent), typeof(DomainEvent), typeof(LeadEvent), typeof(ImpostorEvent), typeof(SearchEvent), typeof(NoticeEvent)];

    private static readonly IReadOnlyList<Type> Types = [.. Families.SelectMany(Facts)];

    [Fact]
    public void Every_event_is_stored_in_exactly_the_form_that_is_pinned() =>
        Assert.All(StoredEvents.All, pinned => Assert.Equal(pinned.Json, JsonSerializer.Serialize(pinned.Event, pinned.Event.GetType(), Store)));

    // Equal text after a second writing is an equal value, lists included, which records compare by reference.
    [Fact]
    public void Every_pinned_form_reads_back_to_an_equal_value() => Assert.All(StoredEvents.All, pinned =>
    {
        var read = JsonSerializer.Deserialize(pinned.Json, pinned.Event.GetType(), Store);
        Assert.Equivalent(pinned.Event, read, strict: true);
        Assert.Equal(pinned.Json, JsonSerializer.Serialize(read, pinned.Event.GetType(), Store));
    });

    [Fact]
    public void Every_event_has_a_pinned_form() => Assert.Equal(Names(Types), Names(StoredEvents.All.Select(pinned => pinned.Event.GetType()).Distinct()));

    [Fact]
    public void Every_family_of_events_is_known_here()
    {
        var families = typeof(PolicyEvent).Assembly.GetTypes().Where(type => type.IsAbstract && !type.IsSealed && type.Name.EndsWith("Event", StringComparison.Ordinal));
        Assert.Equal(Names(Families), Names(families));
    }

    [Fact]
    public void No_two_events_share_a_name()
    {
        var names = Types.Concat(Facts(typeof(RequestEvent))).Select(type => type.Name).ToList();
        Assert.Equal(names.Distinct(), names);
    }

    private static IEnumerable<Type> Facts(Type family) => family.Assembly.GetTypes().Where(type => type.IsSubclassOf(family) && !type.IsAbstract);

    private static IEnumerable<string> Names(IEnumerable<Type> types) => types.Select(type => type.Name).Order(StringComparer.Ordinal);
}
