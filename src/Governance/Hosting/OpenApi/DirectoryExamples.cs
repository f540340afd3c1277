using Governance.Directory;
using Governance.Privacy;
using Governance.Shared;

namespace Governance.Hosting;

/// <summary>People, groups and areas by example.</summary>
internal static class DirectoryExamples
{
    private const string DelegationId = "0197c3a26d0b7c519a640d6e1b1f5a40";

    private static readonly Delegation Holiday = new(DelegationId, "p-1002", new(2027, 7, 1, 7, 0, 0, TimeSpan.Zero), new(2027, 7, 19, 7, 0, 0, TimeSpan.Zero), ["publish-policy"], ["communications"]);

    internal static readonly PersonView Aoife = new(
        "p-1001", "Aoife Brennan", "aoife.brennan@acme.example", null, "legal", 5, [new HeldRole("drafter", null)], ["legal"], [new Relation("manager", "p-1003")], [Holiday], Left: false);

    private static readonly PersonView Erased = new("p-2001", null, null, null, null, null, [], [], [], [], Left: true, new Erasure(Examples.Approved, ErasureBasis.NoLongerNeeded, "Request 2026-017"));

    internal static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>
    {
        ["listPeople"] = Example.Read(new Page<PersonView>([Aoife, Erased], PageCursor.Encode(["p-2001"]))),
        ["getPerson"] = Example.Read(Aoife, 5),
        ["listGroups"] = Example.Read(new Page<GroupView>([new("legal", "Legal department", ["p-1001", "p-1002", "p-1003"])], null)),
        ["listAreas"] = Example.Read(new Page<AreaView>([new("communications", "Communications"), new("legal", "Legal")], null)),
        ["addPerson"] = Example.Command(
            new AddPerson("p-2001", "Noor Haddad", "noor.haddad@acme.example", "248289761001", "communications", 3), Person("p-2001", 1, "PersonJoined"), DirectoryRules.PersonExists),
        ["changePerson"] = Example.Command(
            new ChangePerson("marketing", 4, null, "noor.haddad@acme.example", null, ["signIn"]), Person("p-2001", 4, "PersonChanged", "PersonCardChanged"), DirectoryRules.SignInTaken),
        ["leaveOrganisation"] = Example.Command(new LeaveOrganisation("Moved to another company."), Person("p-2001", 9, "PersonLeft"), DirectoryRules.LastAdministrator),
        ["erasePerson"] = Example.Command(new ErasePerson(ErasureBasis.NoLongerNeeded, "Request 2026-017"), Person("p-2001", 10, "PersonErased"), DirectoryRules.PersonIsHere),
        ["grantRole"] = Example.Command(new GrantRole("drafter", "communications"), Person("p-2001", 5, "RoleGranted"), DirectoryRules.PersonHasLeft),
        ["revokeRole"] = Example.Command(new RevokeRole("drafter", "communications"), Person("p-2001", 6, "RoleRevoked"), DirectoryRules.RoleNotHeld),
        ["joinGroup"] = Example.Command(new JoinGroup("communications"), Person("p-2001", 7, "GroupJoined"), DirectoryRules.PersonHasLeft),
        ["leaveGroup"] = Example.Command(new LeaveGroup("communications"), Person("p-2001", 8, "GroupLeft"), DirectoryRules.NotAMember),
        ["relatePerson"] = Example.Command(new RelatePerson("manager", "p-1004"), Person("p-2001", 2, "RelationStated"), DirectoryRules.PersonHasLeft),
        ["unrelatePerson"] = Example.Command(new UnrelatePerson("manager", "p-1004"), Person("p-2001", 3, "RelationEnded"), DirectoryRules.NotRelated),
        ["giveDelegation"] = Example.Command(
            new GiveDelegation(Holiday.Delegate, Holiday.From, Holiday.Until, Holiday.Flows, Holiday.Areas, "On holiday."),
            Person("p-1001", 6, "DelegationGiven") with { Added = DelegationId }, DirectoryRules.DelegationOverlaps),
        ["endDelegation"] = Example.Command(new EndDelegation(DelegationId, "Back earlier."), Person("p-1001", 7, "DelegationEnded"), DirectoryRules.DelegationNotLive),
        ["listDelegations"] = Example.Read(new Page<DelegationRow>([new(DelegationId, "p-1001", Holiday.Delegate, Holiday.From, Holiday.Until, Holiday.Flows, Holiday.Areas)], null)),
        ["formGroup"] = Example.Command(new FormGroup("agencies", "Agencies we work with"), Examples.On(StreamKeys.Group("agencies"), 1, "/groups", null, "GroupFormed"), DirectoryRules.GroupExists),
        ["openArea"] = Example.Command(new OpenArea("sports", "Sports and sponsoring"), Examples.On(StreamKeys.Organisation("acme"), 7, "/areas", null, "AreaOpened"), DirectoryRules.AreaExists),
    };

    private static Receipt Person(string id, long version, params string[] facts) => Examples.On(StreamKeys.Person(id), version, $"/people/{id}", null, facts);
}
