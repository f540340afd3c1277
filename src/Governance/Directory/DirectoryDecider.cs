using Governance.Shared;

namespace Governance.Directory;

/// <summary>The rules of the directory. Pure. The commands are the facts they ask for: there is nothing to compute, only to judge.</summary>
public static class DirectoryDecider
{
    /// <summary>Somebody joins under an id that nobody had; <paramref name="areas"/> are those of the organisation.</summary>
    public static Decision<PersonEvent> Decide(PersonJoined joining, Person? person, IReadOnlySet<string> areas)
    {
        if (person is not null) return DirectoryRules.PersonExists;
        if (joining.Area is { } area && !areas.Contains(area)) return DirectoryRules.AreaUnknown;
        return joining;
    }

    /// <summary>A change of place, grade, role, group or relation of somebody who is there.</summary>
    /// <param name="change">The fact that is asked for.</param>
    /// <param name="person">Whom it is about.</param>
    /// <param name="known">What the organisation has.</param>
    public static Decision<PersonEvent> Decide(PersonEvent change, Person person, KnownDirectory known)
    {
        if (person.Left) return DirectoryRules.PersonHasLeft;
        return change switch
        {
            PersonChanged { Area: { } area } when !known.Areas.Contains(area) => DirectoryRules.AreaUnknown,
            PersonChanged moved when moved.Area == person.Area && moved.Grade == person.Grade => Decision<PersonEvent>.Nothing,
            RoleGranted { Area: { } area } when !known.Areas.Contains(area) => DirectoryRules.AreaUnknown,
            RoleGranted granted when person.Roles.Contains(new HeldRole(granted.Role, granted.Area)) => Decision<PersonEvent>.Nothing,
            RoleRevoked revoked when !person.Roles.Contains(new HeldRole(revoked.Role, revoked.Area)) => DirectoryRules.RoleNotHeld,
            RoleRevoked { Role: Access.Roles.Administrator } or PersonLeft when IsLastAdministrator(person, known) => DirectoryRules.LastAdministrator,
            GroupJoined joined when !known.Groups.Contains(joined.Group) => DirectoryRules.GroupUnknown,
            GroupJoined joined when person.Groups.Contains(joined.Group) => Decision<PersonEvent>.Nothing,
            GroupLeft left when !person.Groups.Contains(left.Group) => DirectoryRules.NotAMember,
            RelationStated stated when StreamKeys.Person(stated.Person) == person.Id => DirectoryRules.RelatedToSelf,
            RelationStated stated when !known.People.Contains(stated.Person) => DirectoryRules.OtherUnknown,
            RelationStated stated when person.Relations.Contains(new Relation(stated.Relation, stated.Person)) => Decision<PersonEvent>.Nothing,
            RelationEnded ended when !person.Relations.Contains(new Relation(ended.Relation, ended.Person)) => DirectoryRules.NotRelated,
            _ => change,
        };
    }

    /// <summary>A group is formed once.</summary>
    public static Decision<GroupEvent> Decide(GroupFormed forming, Group? group) => group is null ? forming : DirectoryRules.GroupExists;

    /// <summary>An area is opened once.</summary>
    public static Decision<OrganisationEvent> Decide(AreaOpened opening, Organisation organisation) =>
        organisation.Areas.ContainsKey(opening.Area) ? DirectoryRules.AreaExists : opening;

    /// <summary>The person after a fact; null is the state before the first.</summary>
    public static Person Evolve(Person? person, PersonEvent fact, string streamKey) => (person, fact) switch
    {
        (null, PersonJoined joined) => new Person(streamKey) { Area = joined.Area, Grade = joined.Grade },
        (null, _) => throw new InvalidOperationException($"{fact.GetType().Name} cannot come before {streamKey} joined."),
        (_, PersonChanged changed) => person with { Area = changed.Area, Grade = changed.Grade },
        (_, PersonLeft) => person with { Left = true, Roles = [], Groups = [] },
        (_, RoleGranted granted) => person with { Roles = person.Roles.Add(new HeldRole(granted.Role, granted.Area)) },
        (_, RoleRevoked revoked) => person with { Roles = person.Roles.Remove(new HeldRole(revoked.Role, revoked.Area)) },
        (_, GroupJoined joined) => person with { Groups = person.Groups.Add(joined.Group) },
        (_, GroupLeft left) => person with { Groups = person.Groups.Remove(left.Group) },
        (_, RelationStated stated) => person with { Relations = person.Relations.Add(new Relation(stated.Relation, stated.Person)) },
        (_, RelationEnded ended) => person with { Relations = person.Relations.Remove(new Relation(ended.Relation, ended.Person)) },
        _ => throw new InvalidOperationException($"{fact.GetType().Name} cannot follow in the history of {streamKey}."),
    };

    /// <summary>The group after a fact.</summary>
    public static Group Evolve(Group? group, GroupEvent fact, string streamKey) => (group, fact) switch
    {
        (null, GroupFormed formed) => new Group(streamKey, formed.Title),
        _ => throw new InvalidOperationException($"{fact.GetType().Name} cannot follow in the history of {streamKey}."),
    };

    /// <summary>The organisation after a fact.</summary>
    public static Organisation Evolve(Organisation? organisation, OrganisationEvent fact, string streamKey) => (organisation, fact) switch
    {
        (null, OrganisationFounded founded) => new Organisation(streamKey, founded.Title),
        (not null, AreaOpened opened) => organisation with { Areas = organisation.Areas.SetItem(opened.Area, opened.Title) },
        _ => throw new InvalidOperationException($"{fact.GetType().Name} cannot follow in the history of {streamKey}."),
    };

    private static bool IsLastAdministrator(Person person, KnownDirectory known) =>
        person.Roles.Any(held => held.Role == Access.Roles.Administrator) && known.Administrators.All(other => StreamKeys.Person(other) == person.Id);
}

/// <summary>What the organisation has, as far as the directory's rules ask.</summary>
/// <param name="Areas">Ids of areas.</param>
/// <param name="Groups">Ids of groups.</param>
/// <param name="People">Ids of people who have not left.</param>
/// <param name="Administrators">Ids of people who administer.</param>
public sealed record KnownDirectory(IReadOnlySet<string> Areas, IReadOnlySet<string> Groups, IReadOnlySet<string> People, IReadOnlySet<string> Administrators);
