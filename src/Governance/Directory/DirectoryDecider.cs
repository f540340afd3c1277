using Governance.Privacy;
using Governance.Shared;

namespace Governance.Directory;

/// <summary>The rules of the directory. Pure. The commands are the facts they ask for: there is nothing to compute, only to judge.</summary>
public static partial class DirectoryDecider
{
    private static readonly PersonEvent[] NoFacts = [];

    /// <summary>Somebody joins under an id that nobody had, and signs in as nobody else does.</summary>
    public static Decision<PersonEvent> Decide(PersonJoined joining, Person? person, KnownDirectory known)
    {
        if (person is not null) return DirectoryRules.PersonExists;
        if (joining.Area is { } area && !known.Areas.Contains(area)) return DirectoryRules.AreaUnknown;
        if (known.SignInTaken) return DirectoryRules.SignInTaken;
        return joining;
    }

    /// <summary>A change of place or of the card. The card of somebody who has left can still be corrected, all but their sign-in.</summary>
    public static Decision<PersonEvent> Decide(ChangePerson command, Person person, PersonCard card, KnownDirectory known, DataSubject about)
    {
        if (person.Erased is not null) return DirectoryRules.PersonErased;
        var place = command.PlaceOf(person);
        var moves = place != new PersonChanged(person.Area, person.Grade);
        var correction = command.CorrectionOf(card, about);
        if (person.Left && (moves || correction.Members.Contains("signIn"))) return DirectoryRules.PersonHasLeft;
        if (moves && place.Area is { } area && !known.Areas.Contains(area)) return DirectoryRules.AreaUnknown;
        if (known.SignInTaken) return DirectoryRules.SignInTaken;
        return Decision<PersonEvent>.Of([.. moves ? [place] : NoFacts, .. correction.Members.Count > 0 ? [correction] : NoFacts]);
    }

    /// <summary>Who has left is erased, once; keys that have come to light since are destroyed as well.</summary>
    public static Decision<PersonEvent> Decide(PersonErased erasing, Person person)
    {
        if (!person.Left) return DirectoryRules.PersonIsHere;
        return person.Erased is { } erased && erasing.Keys.All(erased.Contains) ? Decision<PersonEvent>.Nothing : erasing;
    }

    /// <summary>A change of role, group or relation of somebody who is there, or their leaving.</summary>
    /// <param name="change">The fact that is asked for.</param>
    /// <param name="person">Whom it is about.</param>
    /// <param name="known">What the organisation has.</param>
    public static Decision<PersonEvent> Decide(PersonEvent change, Person person, KnownDirectory known)
    {
        if (person.Left) return DirectoryRules.PersonHasLeft;
        return change switch
        {
            RoleGranted { Area: not null } granted when Access.Roles.OfTheWhole.Contains(granted.Role) => DirectoryRules.RoleHasNoArea,
            RoleGranted { Area: { } area } when !known.Areas.Contains(area) => DirectoryRules.AreaUnknown,
            RoleGranted granted when person.Roles.Contains(new HeldRole(granted.Role, granted.Area)) => Decision<PersonEvent>.Nothing,
            RoleGranted { Role: Access.Roles.Auditor } when IsLastAdministrator(person, known) => DirectoryRules.LastAdministratorAudits,
            RoleRevoked revoked when !person.Roles.Contains(new HeldRole(revoked.Role, revoked.Area)) => DirectoryRules.RoleNotHeld,
            RoleRevoked { Role: Access.Roles.Administrator } or PersonLeft when IsLastAdministrator(person, known) => DirectoryRules.LastAdministrator,
            GroupJoined joined when !known.Groups.Contains(joined.Group) => DirectoryRules.GroupUnknown,
            GroupJoined joined when person.Groups.Contains(joined.Group) => Decision<PersonEvent>.Nothing,
            GroupLeft left when !person.Groups.Contains(left.Group) => DirectoryRules.NotAMember,
            RelationStated stated when StreamKeys.Person(stated.Person) == person.Id => DirectoryRules.RelatedToSelf,
            RelationStated stated when !known.People.Contains(stated.Person) => DirectoryRules.OtherUnknown,
            RelationStated stated when person.Relations.Contains(new Relation(stated.Relation, stated.Person)) => Decision<PersonEvent>.Nothing,
            RelationEnded ended when !person.Relations.Contains(new Relation(ended.Relation, ended.Person)) => DirectoryRules.NotRelated,
            PersonLeft or RoleGranted or RoleRevoked or GroupJoined or GroupLeft or RelationStated or RelationEnded => change,
            _ => throw new ArgumentException($"{change.GetType().Name} is decided elsewhere.", nameof(change)),
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
        (_, PersonCardChanged) => person,
        (_, PersonLeft) => person with { Left = true, Roles = [], Groups = [], Delegations = [] },
        (_, PersonErased erased) => person with { Erased = [.. (person.Erased ?? []).Union(erased.Keys)] },
        (_, RoleGranted granted) => person with { Roles = person.Roles.Add(new HeldRole(granted.Role, granted.Area)) },
        (_, RoleRevoked revoked) => person with { Roles = person.Roles.Remove(new HeldRole(revoked.Role, revoked.Area)) },
        (_, GroupJoined joined) => person with { Groups = person.Groups.Add(joined.Group) },
        (_, GroupLeft left) => person with { Groups = person.Groups.Remove(left.Group) },
        (_, RelationStated stated) => person with { Relations = person.Relations.Add(new Relation(stated.Relation, stated.Person)) },
        (_, RelationEnded ended) => person with { Relations = person.Relations.Remove(new Relation(ended.Relation, ended.Person)) },
        (_, DelegationGiven given) => person with { Delegations = Kept(person.Delegations, given) },
        (_, DelegationEnded ended) => person with { Delegations = person.Delegations.RemoveAll(delegation => delegation.DelegationId == ended.DelegationId) },
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
        known.Administrators.Count == 1 && known.Administrators.Contains(StreamKeys.IdOf(person.Id));
}
