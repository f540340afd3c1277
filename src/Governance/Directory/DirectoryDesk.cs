using System.Collections.Immutable;
using Governance.Access;
using Governance.Approvals;
using Governance.Privacy;
using Governance.Shared;
using Marten;
using Wolverine;

namespace Governance.Directory;

/// <summary>Somebody's place, role, group or relation changed, or who stands in for them, or they came or left. Durable, and sent in the transaction of the fact.</summary>
/// <param name="Tenant">The organisation.</param>
/// <param name="Actor">Who recorded it.</param>
/// <param name="Concerned">When it concerns only requests that wait for one of these people; null when it may concern every request.</param>
public sealed record DirectoryChanged(string Tenant, string Actor, IReadOnlyList<string>? Concerned = null);

/// <summary>Somebody left the organisation. Durable, and sent in the transaction of the fact.</summary>
/// <param name="Tenant">The organisation.</param>
/// <param name="Person">Who.</param>
/// <param name="Actor">Who recorded it.</param>
public sealed record PersonHasLeft(string Tenant, string Person, string Actor);

/// <summary>Where commands on one person are decided: brings what the organisation has, as far as the command asks.</summary>
public sealed class DirectoryDesk
{
    private readonly IDocumentSession session;
    private readonly IMessageBus bus;

    private DirectoryDesk(IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        (this.session, this.bus, Desk) = (session, bus, Desk.For(session, http));
        SignIns = new SignIns(http.RequestServices.GetRequiredService<PersonalKeys>(), session);
    }

    /// <summary>The plain desk underneath.</summary>
    public Desk Desk { get; }

    /// <summary>Who signs in as what.</summary>
    public SignIns SignIns { get; }

    /// <summary>The desk for one request.</summary>
    public static DirectoryDesk For(IDocumentSession session, IMessageBus bus, HttpContext http) => new(session, bus, http);

    /// <summary>Where a person is read.</summary>
    public static string Self(string personId) => $"/people/{personId}";

    /// <summary>Whom something personal is about, in the caller's organisation.</summary>
    public DataSubject About(string personId) => new(Desk.Caller.Tenant, personId);

    /// <summary>Decides a change of role, group or relation, or somebody's leaving.</summary>
    public async Task<IResult> Change(string personId, PersonEvent change)
    {
        var known = await Known(change);
        IReadOnlyList<PersonEvent> facts = [];
        var answer = await Desk.Change<Person, PersonEvent>(StreamKeys.Person(personId), DirectoryRules.PersonUnknown, Decide, Self(personId));
        await Tell(facts);
        if (facts.OfType<PersonLeft>().Any())
            await bus.PublishAsync(new PersonHasLeft(Desk.Caller.Tenant, personId, Desk.Caller.Person), new DeliveryOptions { TenantId = Desk.Caller.Tenant });
        return answer;

        Decision<PersonEvent> Decide(Person person)
        {
            var decision = DirectoryDecider.Decide(change, person, known);
            facts = decision.Facts;
            return decision;
        }
    }

    /// <summary>Decides who stands in for somebody: their own business, or an administrator's when they cannot.</summary>
    public async Task<IResult> ChangeStandIn(
        string personId, PersonEvent change, Func<Person, KnownDirectory, Decision<PersonEvent>> decide, int status = StatusCodes.Status200OK, string? added = null)
    {
        var stream = await Desk.Open<Person>(StreamKeys.Person(personId));
        if (stream.Aggregate is not { } person) return Desk.Refuse(DirectoryRules.PersonUnknown);
        if (Desk.Caller.Person != personId && !Desk.Caller.HoldsAny([Roles.Administrator])) return Desk.Refuse(DirectoryRules.NotYours);
        // Who stands in for another by their own word would decide in that person's name.
        if (Desk.Caller.Person != personId && change is DelegationGiven given && given.Delegate == Desk.Caller.Person) return Desk.Refuse(DirectoryRules.DelegateIsGiver);
        if (Desk.Stale(stream) is { } stale) return Desk.Refuse(stale);
        var decision = decide(person, await Known(change));
        if (decision.Refusal is { } no) return Desk.Refuse(no);
        await DelegationTimers.Set(bus, Desk.Caller.Tenant, stream.Key!, decision.Facts, Desk.Now);
        await Tell(decision.Facts, personId);
        return Desk.Append(stream, decision.Facts, Self(personId), status, added: added);
    }

    /// <summary>Tells whoever asks groups and roles that somebody's have changed, once these facts are committed.</summary>
    public async Task Tell(IReadOnlyList<PersonEvent> facts, string? personId = null)
    {
        if (facts.All(fact => fact is PersonCardChanged or PersonErased)) return;
        string[]? concerned = personId is not null && facts.All(fact => fact is DelegationGiven or DelegationEnded) ? [personId, .. facts.OfType<DelegationGiven>().Select(given => given.Delegate)] : null;
        await bus.PublishAsync(new DirectoryChanged(Desk.Caller.Tenant, Desk.Caller.Person, concerned), new DeliveryOptions { TenantId = Desk.Caller.Tenant });
    }

    /// <summary>What the organisation has, when a command names a sign-in of <paramref name="personId"/>.</summary>
    public async Task<KnownDirectory> Known(string personId, string? signIn) => new(await Areas())
    {
        SignInTaken = signIn is not null && await SignIns.Holder(signIn, Desk.Aborted) is { } holder && holder != personId,
    };

    private async Task<KnownDirectory> Known(PersonEvent change)
    {
        // Two administrators who take the role from each other at once would leave none: they wait for one another here.
        if (change is PersonLeft or RoleRevoked { Role: Roles.Administrator } or RoleGranted { Role: Roles.Auditor })
            await session.Events.FetchForExclusiveWriting<Organisation>(StreamKeys.Organisation(Desk.Caller.Tenant), Desk.Aborted);
        return new KnownDirectory(await Areas())
        {
            Groups = change is GroupJoined joined && await session.LoadAsync<Group>(StreamKeys.Group(joined.Group), Desk.Aborted) is not null ? [joined.Group] : [],
            People = OtherIn(change) is { } other && await session.LoadAsync<Person>(StreamKeys.Person(other), Desk.Aborted) is { Left: false } ? [other] : [],
            Flows = change is DelegationGiven { Flows.Count: > 0 } given ? await Adopted(given.Flows) : [],
            Administrators = await Administrators(),
        };
    }

    private static string? OtherIn(PersonEvent change) => change switch
    {
        RelationStated stated => stated.Person,
        DelegationGiven given => given.Delegate,
        _ => null,
    };

    private async Task<ImmutableHashSet<string>> Adopted(IReadOnlyList<string> flows)
    {
        var keys = flows.Select(StreamKeys.Flow).ToArray();
        var adopted = await session.Query<AdoptedFlow>().Where(flow => keys.Contains(flow.Id) && flow.Versions.Any()).Select(flow => flow.Id).ToListAsync(Desk.Aborted);
        return [.. adopted.Select(StreamKeys.IdOf)];
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
