using Governance.Shared;

namespace Governance.Directory;

/// <summary>Every no of the directory, with its code.</summary>
public static class DirectoryRules
{
    /// <summary>An administrator who would stand in themselves.</summary>
    public static readonly Refusal DelegateIsGiver = new("delegation.to-giver", "Whoever gives a delegation for somebody else does not stand in for them. Name another person, or let them give it.", RefusalKind.NotYours, "delegate");

    /// <summary>No such person.</summary>
    public static readonly Refusal PersonUnknown = new("person.unknown", "There is no person with this id. GET /people lists them.", RefusalKind.Unknown);

    /// <summary>The id is in use.</summary>
    public static readonly Refusal PersonExists = new("person.exists", "A person with this id has joined already. An id is never used for somebody else.", Field: "personId");

    /// <summary>The person has left.</summary>
    public static readonly Refusal PersonHasLeft = new("person.left", "This person has left. Somebody who comes back joins under a new id.");

    /// <summary>The person is still here.</summary>
    public static readonly Refusal PersonIsHere = new("person.here", "This person is still here. Record first that they left, with POST /people/{personId}/leave: that ends their roles, seats, keys and sign-in, and opens what they hold of accounts for successors.");

    /// <summary>The person was erased.</summary>
    public static readonly Refusal PersonErased = new("person.erased", "This person was erased, and nothing personal is kept of them any more. Somebody who comes back joins under a new id.");

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

    /// <summary>Somebody else's own business.</summary>
    public static readonly Refusal NotYours = new("person.not-yours", "Only this person says who stands in for them, or an administrator when they cannot.", RefusalKind.NotYours);

    /// <summary>Standing in for oneself.</summary>
    public static readonly Refusal DelegationToSelf = new("delegation.to-self", "Nobody stands in for themselves. Name another person.", RefusalKind.Content, "delegate");

    /// <summary>The delegate is unknown.</summary>
    public static readonly Refusal DelegateUnknown = new("delegation.delegate-unknown", "There is no person with this id, or they have left. GET /people lists who is there.", RefusalKind.Content, "delegate");

    /// <summary>It would be over already.</summary>
    public static readonly Refusal DelegationInThePast = new("delegation.in-the-past", "It would be over already. Choose an end that is yet to come.", Field: "until");

    /// <summary>It would end before it begins.</summary>
    public static readonly Refusal DelegationOfNoTime = new("delegation.of-no-time", "It would end before it begins. Choose an end after the beginning.", RefusalKind.Content, "until");

    /// <summary>Longer than a year.</summary>
    public static readonly Refusal DelegationTooLong = new("delegation.too-long", $"Somebody stands in for up to {DirectoryDecider.LongestDelegation} days. Choose an earlier end, and give it again when it comes.", Field: "until");

    /// <summary>A flow that the organisation does not follow.</summary>
    public static readonly Refusal DelegationFlowUnknown = new("delegation.flow-unknown", "The organisation has not adopted all of these flows. GET /flows lists those it has.", RefusalKind.Content, "flows");

    /// <summary>The same delegate for the same at the same time.</summary>
    public static readonly Refusal DelegationOverlaps = new("delegation.overlaps", "This person stands in for exactly that already, for a part of this time. End that delegation first, or choose another time.");

    /// <summary>Too many at once.</summary>
    public static readonly Refusal TooManyDelegations = new("delegation.too-many", $"A person has up to {DirectoryDecider.MostDelegations} delegations whose time is not over. End one first.");

    /// <summary>No such delegation, or over.</summary>
    public static readonly Refusal DelegationNotLive = new("delegation.not-live", "This person has no such delegation, or it is over. GET the person to see those that are not.", Field: "delegationId");

    /// <summary>The organisation was not founded.</summary>
    public static readonly Refusal NoOrganisation = new("organisation.unknown", "This organisation has not been founded here.", RefusalKind.Unknown);
}
