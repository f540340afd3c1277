using CsCheck;
using Governance.Directory;
using Governance.Shared;

namespace Governance.Tests.Directory;

public sealed class DirectoryPropertyTests
{
    private static readonly Gen<string> Role = Of("drafter", "approver", "administrator", "auditor");
    private static readonly Gen<string?> Area = Of<string?>(null, "legal", "moon");
    private static readonly Gen<string> Group = Of("press", "moon");
    private static readonly Gen<string> Other = Of("p-1", "p-2", "p-3");

    private static readonly Gen<PersonEvent> Change = Gen.OneOf<PersonEvent>(
        Gen.Select(Role, Area, (role, area) => (PersonEvent)new RoleGranted(role, area)),
        Gen.Select(Role, Area, (role, area) => (PersonEvent)new RoleRevoked(role, area)),
        Group.Select(group => (PersonEvent)new GroupJoined(group)),
        Group.Select(group => (PersonEvent)new GroupLeft(group)),
        Other.Select(other => (PersonEvent)new RelationStated("manager", other)),
        Other.Select(other => (PersonEvent)new RelationEnded("manager", other)),
        Gen.Const((PersonEvent)new PersonLeft(null)));

    [Fact]
    public void However_the_commands_come_nobody_holds_anything_twice_or_after_leaving_and_one_can_administer() =>
        Change.List[0, 40].Sample(changes =>
        {
            var person = new Person("person/p-1") { Roles = [new("administrator", null)] };
            foreach (var change in changes)
            {
                var known = new KnownDirectory(["legal"]) { Groups = ["press"], People = ["p-2"], Administrators = CanAdminister(person) ? ["p-1"] : ["p-2"] };
                foreach (var fact in DirectoryDecider.Decide(change, person, known).Facts) person = DirectoryDecider.Evolve(person, fact, person.Id);
            }

            return CanAdminister(person)
                && person.Roles.Distinct().Count() == person.Roles.Count
                && person.Groups.Distinct().Count() == person.Groups.Count
                && person.Relations.Distinct().Count() == person.Relations.Count
                && person.Roles.All(held => held.Area is null or "legal");
        });

    [Fact]
    public void What_was_decided_once_is_decided_again_to_nothing_or_to_a_refusal() =>
        Change.Sample(change =>
        {
            var known = new KnownDirectory(["legal"]) { Groups = ["press"], People = ["p-2"], Administrators = ["p-2"] };
            var person = new Person("person/p-1") { Roles = [new("drafter", "legal")], Groups = ["press"], Relations = [new("manager", "p-2")] };
            var after = DirectoryDecider.Decide(change, person, known).Facts.Aggregate(person, (state, fact) => DirectoryDecider.Evolve(state, fact, state.Id));
            return DirectoryDecider.Decide(change, after, known).Facts.Count == 0;
        });

    private static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static bool CanAdminister(Person person) => person.Roles.Contains(new HeldRole("administrator", null)) && !person.Roles.Contains(new HeldRole("auditor", null));
}
