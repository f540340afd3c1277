namespace Governance.Directory;

/// <summary>Every fact of a person. People are pseudonymous ids; names and addresses are in no event, see <see cref="PersonCard"/>.</summary>
public abstract record PersonEvent;

/// <summary>Somebody joined the organisation.</summary>
/// <param name="Area">Where they work, or null.</param>
/// <param name="Grade">Their grade, or null; conditions of flows may ask it.</param>
public sealed record PersonJoined(string? Area, int? Grade) : PersonEvent;

/// <summary>Somebody's place in the organisation changed.</summary>
/// <param name="Area">Where they work now, or null.</param>
/// <param name="Grade">Their grade now, or null.</param>
public sealed record PersonChanged(string? Area, int? Grade) : PersonEvent;

/// <summary>Somebody's name or address was corrected. Neither what it was nor what it is now is told: that is on the <see cref="PersonCard"/>.</summary>
/// <param name="Members">Which members of the card changed, by name: name, email, signIn.</param>
public sealed record PersonCardChanged(IReadOnlyList<string> Members) : PersonEvent;

/// <summary>Somebody left the organisation: their roles, seats and keys, and delegations from and to them, are worth nothing from now on.</summary>
/// <param name="Reason">As far as it concerns others, or null.</param>
public sealed record PersonLeft(string? Reason) : PersonEvent;

/// <summary>A role was granted.</summary>
/// <param name="Role">The role.</param>
/// <param name="Area">In which area, or null for the whole organisation.</param>
public sealed record RoleGranted(string Role, string? Area) : PersonEvent;

/// <summary>A role was revoked.</summary>
/// <param name="Role">The role.</param>
/// <param name="Area">In which area, or null for the whole organisation.</param>
public sealed record RoleRevoked(string Role, string? Area) : PersonEvent;

/// <summary>Somebody became a member of a group.</summary>
/// <param name="Group">The group's id.</param>
public sealed record GroupJoined(string Group) : PersonEvent;

/// <summary>Somebody is no longer a member of a group.</summary>
/// <param name="Group">The group's id.</param>
public sealed record GroupLeft(string Group) : PersonEvent;

/// <summary>A relation to another person was stated, such as <c>manager</c>.</summary>
/// <param name="Relation">What the other person is to this one.</param>
/// <param name="Person">The other person.</param>
public sealed record RelationStated(string Relation, string Person) : PersonEvent;

/// <summary>A relation to another person ended.</summary>
/// <param name="Relation">What the other person was to this one.</param>
/// <param name="Person">The other person.</param>
public sealed record RelationEnded(string Relation, string Person) : PersonEvent;

/// <summary>Somebody stands in for a person for a time: while they are out of office, their seats may be used by the delegate.</summary>
/// <param name="DelegationId">Which delegation it is.</param>
/// <param name="Delegate">Who stands in.</param>
/// <param name="From">From this moment on, UTC.</param>
/// <param name="Until">Up to this moment, not including it, UTC.</param>
/// <param name="Flows">Only in these flows; empty is every flow. Sorted.</param>
/// <param name="Areas">Only for subjects of these areas; empty is every area. Sorted.</param>
/// <param name="Reason">As far as it concerns others, or null; names nobody.</param>
public sealed record DelegationGiven(
    string DelegationId, string Delegate, DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<string> Flows, IReadOnlyList<string> Areas, string? Reason) : PersonEvent;

/// <summary>A delegation ended before its time.</summary>
/// <param name="DelegationId">Which delegation it was.</param>
/// <param name="Reason">As far as it concerns others, or null; names nobody.</param>
public sealed record DelegationEnded(string DelegationId, string? Reason) : PersonEvent;

/// <summary>Every fact of a group; who belongs to it is told by the people's own facts.</summary>
public abstract record GroupEvent;

/// <summary>A group was formed.</summary>
/// <param name="Title">For people.</param>
public sealed record GroupFormed(string Title) : GroupEvent;

/// <summary>Every fact of the organisation itself.</summary>
public abstract record OrganisationEvent;

/// <summary>The organisation began to use the service.</summary>
/// <param name="Title">Its name.</param>
public sealed record OrganisationFounded(string Title) : OrganisationEvent;

/// <summary>An area was opened.</summary>
/// <param name="Area">Its id.</param>
/// <param name="Title">For people.</param>
public sealed record AreaOpened(string Area, string Title) : OrganisationEvent;
