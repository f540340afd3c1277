using Governance.Privacy;

namespace Governance.Directory;

/// <summary>
/// Every fact of a person. People are pseudonymous ids. What says who they are, and reasons that are about them, is marked
/// <see cref="Personal"/>: stored so that it can be erased while every history stands.
/// </summary>
public abstract record PersonEvent;

/// <summary>Somebody joined the organisation.</summary>
/// <param name="Area">Where they work, or null.</param>
/// <param name="Grade">Their grade, or null; conditions of flows may ask it.</param>
/// <param name="Name">What colleagues call them; null in events from before names were in them.</param>
/// <param name="Email">Where they are reached, or null.</param>
/// <param name="SignIn">The subject under which the organisation's OpenID provider knows them, or null.</param>
public sealed record PersonJoined(string? Area, int? Grade, Personal? Name = null, Personal? Email = null, Personal? SignIn = null) : PersonEvent;

/// <summary>Somebody's place in the organisation changed.</summary>
/// <param name="Area">Where they work now, or null.</param>
/// <param name="Grade">Their grade now, or null.</param>
public sealed record PersonChanged(string? Area, int? Grade) : PersonEvent;

/// <summary>Somebody's name or address was corrected.</summary>
/// <param name="Members">Which members of the card changed, by name: name, email, signIn. One that has no value here was removed.</param>
/// <param name="Name">What colleagues call them now, when that changed.</param>
/// <param name="Email">Where they are reached now, when that changed.</param>
/// <param name="SignIn">Their subject at the provider now, when that changed.</param>
public sealed record PersonCardChanged(IReadOnlyList<string> Members, Personal? Name = null, Personal? Email = null, Personal? SignIn = null) : PersonEvent;

/// <summary>Somebody left the organisation: their roles, seats and keys, and delegations from and to them, are worth nothing from now on.</summary>
/// <param name="Reason">As far as it concerns others, or null.</param>
public sealed record PersonLeft(Personal? Reason) : PersonEvent;

/// <summary>
/// Somebody who had left was erased: the keys of all that says who they are were destroyed, and nobody can read it any more. What they did
/// stays, under the pseudonym.
/// </summary>
/// <param name="Keys">The ids of the destroyed keys.</param>
/// <param name="Basis">On what legal basis.</param>
/// <param name="Reference">The organisation's own reference, or null; names nobody.</param>
public sealed record PersonErased(IReadOnlyList<string> Keys, ErasureBasis Basis, string? Reference) : PersonEvent;

/// <summary>On what legal basis somebody is erased: the grounds of Article 17(1) of the GDPR, and others' laws.</summary>
public enum ErasureBasis
{
    /// <summary>The data are not needed any more for what they were collected for: Article 17(1)(a).</summary>
    NoLongerNeeded,

    /// <summary>The person took their consent back: Article 17(1)(b).</summary>
    ConsentWithdrawn,

    /// <summary>The person objected, and nothing outweighs that: Article 17(1)(c).</summary>
    Objection,

    /// <summary>The data should never have been kept: Article 17(1)(d).</summary>
    UnlawfullyKept,

    /// <summary>A law demands it: Article 17(1)(e), or a law elsewhere, which the reference names.</summary>
    LegalObligation,

    /// <summary>The data are a child's: Article 17(1)(f).</summary>
    ChildsData,
}

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
/// <param name="Reason">As far as it concerns others, or null; names nobody else.</param>
public sealed record DelegationGiven(
    string DelegationId, string Delegate, DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<string> Flows, IReadOnlyList<string> Areas, Personal? Reason) : PersonEvent;

/// <summary>A delegation ended before its time.</summary>
/// <param name="DelegationId">Which delegation it was.</param>
/// <param name="Reason">As far as it concerns others, or null; names nobody else.</param>
public sealed record DelegationEnded(string DelegationId, Personal? Reason) : PersonEvent;

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
