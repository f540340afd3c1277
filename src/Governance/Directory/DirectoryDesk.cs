using System.Collections.Immutable;
using Governance.Access;
using Governance.Shared;
using Marten;
using Wolverine;

namespace Governance.Directory;

/// <summary>Somebody's place, role, group or relation changed, or they came or left. Durable, and sent in the transaction of the fact.</summary>
/// <param name="Tenant">The organisation.</param>
/// <param name="Actor">Who recorded it.</param>
public sealed record DirectoryChanged(string Tenant, string Actor);

/// <summary>Where commands on one person are decided: brings what the organisation has, as far as the command asks.</summary>
public sealed class DirectoryDesk
{
    private readonly IDocumentSession session;
    private readonly IMessageBus bus;

    private DirectoryDesk(IDocumentSession session, IMessageBus bus, HttpContext http) => (this.session, this.bus, Desk) = (session, bus, Desk.For(session, http));

    /// <summary>The plain desk underneath.</summary>
    public Desk Desk { get; }

    /// <summary>The desk for one request.</summary>
    public static DirectoryDesk For(IDocumentSession session, IMessageBus bus, HttpContext http) => new(session, bus, http);

    /// <summary>Where a person is read.</summary>
    public static string Self(string personId) => $"/people/{personId}";

    /// <summary>Decides a change of role, group or relation, or somebody's leaving.</summary>
    public async Task<IResult> Change(string personId, PersonEvent change)
    {
        var known = await Known(change);
        IReadOnlyList<PersonEvent> facts = [];
        var answer = await Desk.Change<Person, PersonEvent>(StreamKeys.Person(personId), DirectoryRules.PersonUnknown, Decide, Self(personId));
        await Tell(facts);
        return answer;

        Decision<PersonEvent> Decide(Person person)
        {
            var decision = DirectoryDecider.Decide(change, person, known);
            facts = decision.Facts;
            return decision;
        }
    }

    /// <summary>Tells whoever asks groups and roles that somebody's have changed, once these facts are committed.</summary>
    public async Task Tell(IReadOnlyList<PersonEvent> facts)
    {
        if (facts.All(fact => fact is PersonCardChanged)) return;
        await bus.PublishAsync(new DirectoryChanged(Desk.Caller.Tenant, Desk.Caller.Person), new DeliveryOptions { TenantId = Desk.Caller.Tenant });
    }

    /// <summary>What the organisation has, when a command names a sign-in of <paramref name="personId"/>.</summary>
    public async Task<KnownDirectory> Known(string personId, string? signIn) => new(await Areas())
    {
        SignInTaken = signIn is not null && await session.Query<PersonCard>().AnyAsync(card => card.SignIn == signIn && card.Id != personId, Desk.Aborted),
    };

    private async Task<KnownDirectory> Known(PersonEvent change)
    {
        // Two administrators who take the role from each other at once would leave none: they wait for one another here.
        if (change is PersonLeft or RoleRevoked { Role: Roles.Administrator } or RoleGranted { Role: Roles.Auditor })
            await session.Events.FetchForExclusiveWriting<Organisation>(StreamKeys.Organisation(Desk.Caller.Tenant), Desk.Aborted);
        return new KnownDirectory(await Areas())
        {
            Groups = change is GroupJoined joined && await session.LoadAsync<Group>(StreamKeys.Group(joined.Group), Desk.Aborted) is not null ? [joined.Group] : [],
            People = change is RelationStated stated && await session.LoadAsync<Person>(StreamKeys.Person(stated.Person), Desk.Aborted) is { Left: false } ? [stated.Person] : [],
            Administrators = await Administrators(),
        };
    }

    private async Task<ImmutableHashSet<string>> Areas() =>
        await session.LoadAsync<Organisation>(StreamKeys.Organisation(Desk.Caller.Tenant), Desk.Aborted) is { } organisation
            ? organisation.Areas.Keys.ToImmutableHashSet() : [];

    private async Task<ImmutableHashSet<string>> Administrators()
    {
        var holders = await session.Query<Person>().Where(person => person.Roles.Any(held => held.Role == Roles.Administrator)).ToListAsync(Desk.Aborted);
        return [.. holders.Where(person => !person.Roles.Any(held => held.Role == Roles.Auditor)).Select(person => StreamKeys.IdOf(person.Id))];
    }
}
