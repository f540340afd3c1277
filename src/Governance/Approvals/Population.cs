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
        [.. (await session.Query<Person>().Where(person => !person.Left).ToListAsync(cancellation)).Select(Facts)];

    private static PersonFacts Facts(Person person) => new(
        StreamKeys.IdOf(person.Id), person.Groups, [.. person.Roles.Select(held => new RoleHeld(held.Role, held.Area))],
        [.. person.Relations.Select(relation => new RelationTo(relation.Name, relation.Person))], person.Area, person.Grade, new Dictionary<string, FactValue>());
}
