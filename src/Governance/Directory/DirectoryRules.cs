using Governance.Shared;

namespace Governance.Directory;

/// <summary>Every no of the directory, with its code.</summary>
public static class DirectoryRules
{
    /// <summary>No such person.</summary>
    public static readonly Refusal PersonUnknown = new("person.unknown", "There is no person with this id. GET /people lists them.", RefusalKind.Unknown);

    /// <summary>The id is in use.</summary>
    public static readonly Refusal PersonExists = new("person.exists", "A person with this id has joined already. An id is never used for somebody else.", Field: "personId");

    /// <summary>The person has left.</summary>
    public static readonly Refusal PersonHasLeft = new("person.left", "This person has left. Somebody who comes back joins under a new id.");

    /// <summary>No such group.</summary>
    public static readonly Refusal GroupUnknown = new("group.unknown", "There is no such group. GET /groups lists them.", RefusalKind.Content, "group");

    /// <summary>The group exists.</summary>
    public static readonly Refusal GroupExists = new("group.exists", "A group with this id exists.", Field: "groupId");

    /// <summary>No such area.</summary>
    public static readonly Refusal AreaUnknown = new("area.unknown", "The organisation has no such area. GET /areas lists them.", RefusalKind.Content, "area");

    /// <summary>The area exists.</summary>
    public static readonly Refusal AreaExists = new("area.exists", "An area with this id exists.", Field: "area");

    /// <summary>The role is not held.</summary>
    public static readonly Refusal RoleNotHeld = new("person.role-not-held", "The person does not hold this role there.");

    /// <summary>Not a member.</summary>
    public static readonly Refusal NotAMember = new("person.not-a-member", "The person is not a member of this group.");

    /// <summary>No such relation.</summary>
    public static readonly Refusal NotRelated = new("person.not-related", "There is no such relation.");

    /// <summary>Related to oneself.</summary>
    public static readonly Refusal RelatedToSelf = new("person.related-to-self", "Name another person.", RefusalKind.Content, "person");

    /// <summary>The other person is unknown.</summary>
    public static readonly Refusal OtherUnknown = new("person.other-unknown", "There is no other person with this id, or they have left.", RefusalKind.Content, "person");

    /// <summary>The last administrator.</summary>
    public static readonly Refusal LastAdministrator = new("person.last-administrator", "This is the last administrator. Grant the role to somebody else first.");

    /// <summary>The last administrator would become an auditor, who changes nothing.</summary>
    public static readonly Refusal LastAdministratorAudits = new("person.last-administrator", "This is the last administrator, and an auditor changes nothing. Make somebody else administrator first.");

    /// <summary>A role that is not held in one area only.</summary>
    public static readonly Refusal RoleHasNoArea = new("person.role-has-no-area", "This role holds in the whole organisation. Leave the area out.", RefusalKind.Content, "area");

    /// <summary>Somebody else signs in with this subject.</summary>
    public static readonly Refusal SignInTaken = new("person.sign-in-taken", "Somebody else signs in with this subject. Take it from them first.", Field: "signIn");

    /// <summary>The organisation was not founded.</summary>
    public static readonly Refusal NoOrganisation = new("organisation.unknown", "This organisation has not been founded here.", RefusalKind.Unknown);
}
