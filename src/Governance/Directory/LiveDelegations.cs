using Governance.Shared;
using Marten;

namespace Governance.Directory;

/// <summary>Which delegations of some people are worth something: their time is not over, and neither side has left.</summary>
public sealed class LiveDelegations
{
    private readonly DateTimeOffset now;
    private readonly HashSet<string> there;

    private LiveDelegations(DateTimeOffset now, HashSet<string> there) => (this.now, this.there) = (now, there);

    /// <summary>Looks up who stands in for these people.</summary>
    public static async Task<LiveDelegations> Of(IQuerySession session, IEnumerable<Person> people, DateTimeOffset now, CancellationToken cancellation)
    {
        var delegates = people.SelectMany(person => person.DelegationsAt(now)).Select(delegation => StreamKeys.Person(delegation.Delegate)).Distinct().ToArray();
        var known = delegates.Length == 0 ? [] : await session.LoadManyAsync<Person>(cancellation, delegates);
        return new LiveDelegations(now, [.. known.Where(person => !person.Left).Select(person => StreamKeys.IdOf(person.Id))]);
    }

    /// <summary>Those of one person. Who has left has none.</summary>
    public IEnumerable<Delegation> Of(Person person) => person.DelegationsAt(now).Where(delegation => there.Contains(delegation.Delegate));
}
