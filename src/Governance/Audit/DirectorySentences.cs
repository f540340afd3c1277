using System.Diagnostics;
using System.Globalization;
using Governance.Directory;
using Governance.Shared;

namespace Governance.Audit;

/// <summary>Sentences of the directory.</summary>
public static class DirectorySentences
{
    /// <summary>Whom a fact is about and whom it names.</summary>
    public static IEnumerable<string> People(PersonEvent fact, string stream) => fact switch
    {
        RelationStated stated => [StreamKeys.IdOf(stream), stated.Person],
        RelationEnded ended => [StreamKeys.IdOf(stream), ended.Person],
        DelegationGiven given => [StreamKeys.IdOf(stream), given.Delegate],
        _ => [StreamKeys.IdOf(stream)],
    };

    /// <summary>What a person's fact says.</summary>
    public static Saying Of(PersonEvent fact, string person, Names names) => fact switch
    {
        PersonJoined joined => new($"recorded that {names.Of(person)} joined{In(joined.Area)}"),
        PersonChanged changed => new($"recorded a change of place of {names.Of(person)}{In(changed.Area)}"),
        PersonCardChanged changed => new($"changed the {Listed(changed.Members)} on the card of {names.Of(person)}"),
        PersonLeft left => new($"recorded that {names.Of(person)} left", names.Told(left.Reason)),
        PersonErased erased => new($"erased the personal data of {names.Of(person)}, {On(erased.Basis)}", erased.Reference),
        RoleGranted granted => new($"granted {names.Of(person)} the role {granted.Role}{In(granted.Area)}"),
        RoleRevoked revoked => new($"revoked the role {revoked.Role} of {names.Of(person)}{In(revoked.Area)}"),
        GroupJoined joined => new($"added {names.Of(person)} to the group {joined.Group}"),
        GroupLeft left => new($"removed {names.Of(person)} from the group {left.Group}"),
        RelationStated stated => new($"recorded {names.Of(stated.Person)} as {stated.Relation} of {names.Of(person)}"),
        DelegationGiven given => new($"recorded that {names.Of(given.Delegate)} stands in for {names.Of(person)} from {Moment(given.From)} until {Moment(given.Until)}{Only("in the flows", given.Flows)}{Only("for the areas", given.Areas)}", names.Told(given.Reason)),
        DelegationEnded ended => new($"ended a delegation of {names.Of(person)}", names.Told(ended.Reason)),
        RelationEnded ended => new($"recorded that {names.Of(ended.Person)} is no longer {ended.Relation} of {names.Of(person)}"),
        _ => throw new UnreachableException(),
    };

    /// <summary>What a group's fact says.</summary>
    public static Saying Of(GroupEvent fact) => fact switch
    {
        GroupFormed formed => new($"formed the group “{formed.Title}”"),
        _ => throw new UnreachableException(),
    };

    /// <summary>What the organisation's fact says.</summary>
    public static Saying Of(OrganisationEvent fact) => fact switch
    {
        OrganisationFounded founded => new($"founded {founded.Title}"),
        AreaOpened opened => new($"opened the area “{opened.Title}”"),
        _ => throw new UnreachableException(),
    };

    private static string On(ErasureBasis basis) => basis switch
    {
        ErasureBasis.NoLongerNeeded => "which are not needed any more",
        ErasureBasis.ConsentWithdrawn => "since they took their consent back",
        ErasureBasis.Objection => "since they objected",
        ErasureBasis.UnlawfullyKept => "which should not have been kept",
        ErasureBasis.LegalObligation => "since a law demands it",
        ErasureBasis.ChildsData => "since they were a child",
        _ => throw new UnreachableException(),
    };

    private static string Listed(IReadOnlyList<string> members) => string.Join(" and ", members.Select(member => member == "signIn" ? "sign-in" : member));

    private static string Only(string what, IReadOnlyList<string> names) => names.Count == 0 ? "" : $", {what} {string.Join(", ", names)}";

    private static string Moment(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string In(string? area) => area is null ? "" : $" in {area}";
}
