using Governance.Directory;
using Governance.Flows;
using Governance.Shared;
using Marten;

namespace Governance.Approvals;

/// <summary>What flows may know of the people of an organisation.</summary>
public static class Population
{
    /// <summary>Everybody who has not left, without a name or an address.</summary>
    public static async Task<IReadOnlyList<PersonFacts>> Of(IQuerySession session, CancellationToken cancellation) =>
        [.. (await session.Query<Person>().Where(person => !person.Left).ToListAsync(cancellation)).Where(Decides).Select(Facts)];

    /// <summary>Whether somebody can hold a seat: a program decides nothing, whoever holds its key, and an auditor changes nothing.</summary>
    public static bool Decides(Person person) => !person.Roles.Any(held => held.Role is Access.Roles.Integrator or Access.Roles.Auditor);

    /// <summary>What the rules of a request ask, with the people of now. Whom a flow asks depends on what the subject says once a <paramref name="revision"/> is in.</summary>
    public static async Task<RequestAct> ActOn(
        IQuerySession session, Flow flow, IReadOnlyList<RequestEntry> history, RequestEvent? revision, string actor, DateTimeOffset now, CancellationToken cancellation)
    {
        IReadOnlyList<RequestEntry> coming = revision is null ? [] : [new RequestEntry(revision, actor, null, now, history.Count + 1)];
        var facts = RequestFacts.After([.. history, .. coming]) ?? throw new InvalidOperationException("A request's history begins with its opening.");
        return new RequestAct(flow, history, PeopleResolver.Resolve(flow, facts, await Of(session, cancellation), now), actor, now);
    }

    /// <summary>What flows may know of one person.</summary>
    public static PersonFacts Facts(Person person) => new(
        StreamKeys.IdOf(person.Id), person.Groups, [.. person.Roles.Select(held => new RoleHeld(held.Role, held.Area))],
        [.. person.Relations.Select(relation => new RelationTo(relation.Name, relation.Person))], person.Area, person.Grade, new Dictionary<string, FactValue>())
    {
        StandIns = [.. person.Delegations.Select(given => new StandIn(given.DelegationId, given.Delegate, given.From, given.Until, given.Flows, given.Areas))],
    };
}
