using Governance.Shared;

namespace Governance.Directory;

/// <summary>A person as colleagues read them: the facts joined with the card.</summary>
/// <param name="Id">The pseudonymous id.</param>
/// <param name="Name">What colleagues call them; absent when they were erased, which erased then says.</param>
/// <param name="Email">Where they are reached.</param>
/// <param name="SignIn">Their sub at the OpenID provider; told to administrators and auditors only.</param>
/// <param name="Area">Where they work.</param>
/// <param name="Grade">Their grade.</param>
/// <param name="Roles">The roles they hold, each in one area or, without one, in the whole organisation.</param>
/// <param name="Groups">Ids of the groups they belong to.</param>
/// <param name="Relations">Who is what to them.</param>
/// <param name="Delegations">Who stands in for them, now or at a time to come.</param>
/// <param name="Left">Whether they have left.</param>
/// <param name="Erased">Since when and on what basis nothing says any more who they are; absent when they were not erased.</param>
/// <param name="Unreadable">true: there is a name or an address that cannot be read, and no erasure explains it. Tell whoever operates the service.</param>
public sealed record PersonView(
    string Id, string? Name, string? Email, string? SignIn, string? Area, int? Grade,
    IReadOnlyList<HeldRole> Roles, IReadOnlyList<string> Groups, IReadOnlyList<Relation> Relations, IReadOnlyList<Delegation> Delegations, bool Left,
    Erasure? Erased = null, bool? Unreadable = null)
{
    /// <summary>The view of a person for a reader.</summary>
    public static PersonView Of(Person person, PersonCard? card, LiveDelegations live, Caller reader) => new(
        StreamKeys.IdOf(person.Id), card?.ReadableName(), card?.Email?.Text,
        reader.HoldsAny([Access.Roles.Administrator, Access.Roles.Auditor]) ? card?.SignIn?.Text : null,
        person.Area, person.Grade, person.Roles, person.Groups, person.Relations, [.. live.Of(person)], person.Left,
        card?.Erased, card?.IsUnreadable() is true ? true : null);
}
