using System.Collections.Immutable;
using Governance.Directory;
using Governance.Privacy;
using Governance.Shared;

namespace Governance.Tests.Directory;

public sealed class DirectoryDeciderTests
{
    private static readonly KnownDirectory Known = new(["legal", "marketing"]) { Groups = ["press"], People = ["p-2"], Administrators = ["p-1"] };

    private static Person Given(params PersonEvent[] facts) => facts.Aggregate<PersonEvent, Person?>(null, (person, fact) => DirectoryDecider.Evolve(person, fact, "person/p-1"))!;

    private static readonly DataSubject About = new("acme", "p-1");
    private static readonly PersonCard Card = new("person/p-1", Personal.Of(About, "Noor"), Personal.Of(About, "noor@acme.example"), Personal.Of(About, "sub-1"));

    private static ChangePerson Change(string? area = null, int? grade = null, string? name = null, string? email = null, string? signIn = null, params string[] remove) =>
        new(area, grade, name, email, signIn, remove);

    [Fact]
    public void Somebody_joins_once_in_an_area_that_exists_with_a_sign_in_of_their_own()
    {
        var joining = new PersonJoined("legal", 3);
        Then(DirectoryDecider.Decide(joining, null, Known), joining);
        Refused(DirectoryDecider.Decide(joining, Given(joining), Known), DirectoryRules.PersonExists);
        Refused(DirectoryDecider.Decide(new PersonJoined("moon", 3), null, Known), DirectoryRules.AreaUnknown);
        Refused(DirectoryDecider.Decide(joining, null, Known with { SignInTaken = true }), DirectoryRules.SignInTaken);
    }

    [Fact]
    public void A_change_of_place_and_card_is_two_facts_and_of_neither_is_none()
    {
        var person = Given(new PersonJoined("legal", 3));
        var decision = DirectoryDecider.Decide(Change(area: "marketing", name: "Noor Saleh", remove: "email"), person, Card, Known, About);
        Assert.Equal(new PersonChanged("marketing", 3), decision.Facts[0]);
        var correction = Assert.IsType<PersonCardChanged>(decision.Facts[1]);
        Assert.Equal(["name", "email"], correction.Members);
        Assert.Equal((Personal.Of(About, "Noor Saleh"), null, null), (correction.Name, correction.Email, correction.SignIn));
        Assert.Empty(DirectoryDecider.Decide(Change(area: "legal", grade: 3, name: "Noor"), person, Card, Known, About).Facts);
        Refused(DirectoryDecider.Decide(Change(area: "moon"), person, Card, Known, About), DirectoryRules.AreaUnknown);
        Refused(DirectoryDecider.Decide(Change(signIn: "sub-2"), person, Card, Known with { SignInTaken = true }, About), DirectoryRules.SignInTaken);
    }

    [Fact]
    public void The_card_of_somebody_who_left_can_be_corrected_but_not_their_place_or_sign_in()
    {
        var person = Given(new PersonJoined("legal", 3), new PersonLeft(null));
        Assert.Single(DirectoryDecider.Decide(Change(name: "Noor Saleh"), person, Card, Known, About).Facts);
        Refused(DirectoryDecider.Decide(Change(signIn: "sub-2"), person, Card, Known, About), DirectoryRules.PersonHasLeft);
        Refused(DirectoryDecider.Decide(Change(grade: 4), person, Card, Known, About), DirectoryRules.PersonHasLeft);
    }

    [Fact]
    public void Who_has_left_is_erased_once_and_again_only_for_a_key_that_came_to_light_since()
    {
        var erasing = new PersonErased(["k-1"], ErasureBasis.Objection, null);
        var left = Given(new PersonJoined(null, null), new PersonLeft(null));
        Assert.Equal(DirectoryRules.PersonIsHere, DirectoryDecider.Decide(erasing, Given(new PersonJoined(null, null))).Refusal);
        Assert.Equal([erasing], DirectoryDecider.Decide(erasing, left).Facts);
        var erased = DirectoryDecider.Evolve(left, erasing, left.Id);
        foreach (var again in (PersonErased[])[erasing, erasing with { Keys = [] }])
            Assert.True(DirectoryDecider.Decide(again, erased) is { Facts.Count: 0, Refusal: null });
        Assert.Single(DirectoryDecider.Decide(erasing with { Keys = ["k-1", "k-2"] }, erased).Facts);
        Refused(DirectoryDecider.Decide(Change(name: "Noor"), erased, Card, Known, About), DirectoryRules.PersonErased);
    }

    public static readonly TheoryData<PersonEvent> Changes =
    [
        new RoleGranted("drafter", "legal"), new RoleRevoked("drafter", null), new GroupJoined("press"), new GroupLeft("press"),
        new RelationStated("manager", "p-2"), new RelationEnded("manager", "p-2"), new PersonLeft(Personal.Of(About, "Retired")),
    ];

    [Theory, MemberData(nameof(Changes))]
    public void Nothing_changes_for_somebody_who_has_left(PersonEvent change) =>
        Refused(DirectoryDecider.Decide(change, Given(new PersonJoined(null, null), new PersonLeft(null)), Known), DirectoryRules.PersonHasLeft);

    [Fact]
    public void What_is_so_already_needs_no_fact_and_what_is_not_so_cannot_end()
    {
        var bare = Given(new PersonJoined(null, null));
        var full = Given(new PersonJoined(null, null), new RoleGranted("drafter", "legal"), new GroupJoined("press"), new RelationStated("manager", "p-2"));
        foreach (PersonEvent change in (PersonEvent[])[new RoleGranted("drafter", "legal"), new GroupJoined("press"), new RelationStated("manager", "p-2")])
        {
            Then(DirectoryDecider.Decide(change, bare, Known), change);
            Then(DirectoryDecider.Decide(change, full, Known));
        }

        foreach (var (change, refusal) in ((PersonEvent, Refusal)[])[
            (new RoleRevoked("drafter", "legal"), DirectoryRules.RoleNotHeld), (new GroupLeft("press"), DirectoryRules.NotAMember),
            (new RelationEnded("manager", "p-2"), DirectoryRules.NotRelated)])
        {
            Then(DirectoryDecider.Decide(change, full, Known), change);
            Refused(DirectoryDecider.Decide(change, bare, Known), refusal);
        }
    }

    [Fact]
    public void What_is_named_must_exist()
    {
        var person = Given(new PersonJoined(null, null));
        Refused(DirectoryDecider.Decide(new RoleGranted("drafter", "moon"), person, Known), DirectoryRules.AreaUnknown);
        Refused(DirectoryDecider.Decide(new GroupJoined("moon"), person, Known), DirectoryRules.GroupUnknown);
        Refused(DirectoryDecider.Decide(new RelationStated("manager", "p-3"), person, Known), DirectoryRules.OtherUnknown);
        Refused(DirectoryDecider.Decide(new RelationStated("manager", "p-1"), person, Known), DirectoryRules.RelatedToSelf);
    }

    [Fact]
    public void The_last_who_can_administer_neither_leaves_nor_gives_it_up_nor_becomes_an_auditor()
    {
        var administrator = Given(new PersonJoined(null, null), new RoleGranted("administrator", null));
        PersonEvent leaves = new PersonLeft(null), revoked = new RoleRevoked("administrator", null), audits = new RoleGranted("auditor", null);
        Refused(DirectoryDecider.Decide(leaves, administrator, Known), DirectoryRules.LastAdministrator);
        Refused(DirectoryDecider.Decide(revoked, administrator, Known), DirectoryRules.LastAdministrator);
        Refused(DirectoryDecider.Decide(audits, administrator, Known), DirectoryRules.LastAdministratorAudits);
        foreach (var change in (PersonEvent[])[leaves, revoked, audits])
            Then(DirectoryDecider.Decide(change, administrator, Known with { Administrators = ["p-1", "p-2"] }), change);
    }

    [Theory]
    [InlineData("administrator")]
    [InlineData("auditor")]
    [InlineData("integrator")]
    public void A_role_that_opens_what_has_no_area_is_not_held_in_one(string role) =>
        Refused(DirectoryDecider.Decide(new RoleGranted(role, "legal"), Given(new PersonJoined(null, null)), Known), DirectoryRules.RoleHasNoArea);

    [Fact]
    public void Areas_are_opened_and_groups_formed_once()
    {
        var organisation = new Organisation("organisation/acme", "Acme") { Areas = ImmutableSortedDictionary<string, string>.Empty.Add("legal", "Legal") };
        Assert.Equal(DirectoryRules.AreaExists, DirectoryDecider.Decide(new AreaOpened("legal", "Again"), organisation).Refusal);
        Assert.Single(DirectoryDecider.Decide(new AreaOpened("sales", "Sales"), organisation).Facts);
        Assert.Equal(DirectoryRules.GroupExists, DirectoryDecider.Decide(new GroupFormed("Press"), new Group("group/press", "Press")).Refusal);
        Assert.Single(DirectoryDecider.Decide(new GroupFormed("Press"), null).Facts);
    }

    [Fact]
    public void Nobody_does_anything_before_they_joined() =>
        Assert.Throws<InvalidOperationException>(() => DirectoryDecider.Evolve(null, new GroupJoined("press"), "person/p-1"));

    private static void Then(Decision<PersonEvent> decision, params PersonEvent[] facts)
    {
        Assert.Null(decision.Refusal);
        Assert.Equal(facts, decision.Facts);
    }

    private static void Refused(Decision<PersonEvent> decision, Refusal refusal) => Assert.Equal(refusal, decision.Refusal);
}
