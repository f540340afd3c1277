using System.Collections.Immutable;
using Governance.Shared;

namespace Governance.Directory;

/// <summary>A person as the rules need them: no name and no address.</summary>
/// <param name="Id">The stream key, <c>person/p-1001</c>.</param>
[Kept]
public sealed record Person(string Id)
{
    /// <summary>Where they work, or null.</summary>
    public string? Area { get; init; }

    /// <summary>Their grade, or null.</summary>
    public int? Grade { get; init; }

    /// <summary>Whether they have left.</summary>
    public bool Left { get; init; }

    /// <summary>The keys that were destroyed when they were erased; null when they were not.</summary>
    public ImmutableList<string>? Erased { get; init; }

    /// <summary>The roles they hold.</summary>
    public ImmutableList<HeldRole> Roles { get; init; } = [];

    /// <summary>The groups they belong to.</summary>
    public ImmutableList<string> Groups { get; init; } = [];

    /// <summary>Who is what to them.</summary>
    public ImmutableList<Relation> Relations { get; init; } = [];

    /// <summary>Who stands in for them, now or at a time to come; delegations whose time is over may still be among them.</summary>
    public ImmutableList<Delegation> Delegations { get; init; } = [];

    /// <summary>The delegations whose time is not over.</summary>
    public IEnumerable<Delegation> DelegationsAt(DateTimeOffset now) => Delegations.Where(delegation => delegation.Until > now);
}

/// <summary>Somebody stands in for a person for a time.</summary>
/// <param name="DelegationId">Its id.</param>
/// <param name="Delegate">Who stands in.</param>
/// <param name="From">From this moment on, UTC.</param>
/// <param name="Until">Up to this moment, not including it, UTC.</param>
/// <param name="Flows">Only in these flows; empty is every flow.</param>
/// <param name="Areas">Only for subjects of these areas; empty is every area.</param>
public sealed record Delegation(string DelegationId, string Delegate, DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<string> Flows, IReadOnlyList<string> Areas);

/// <summary>What another person is to somebody, such as manager.</summary>
public sealed record Relation(string Name, string Person);

/// <summary>A group that exists.</summary>
/// <param name="Id">The stream key, <c>group/legal</c>.</param>
/// <param name="Title">For people.</param>
[Kept]
public sealed record Group(string Id, string Title);

/// <summary>The organisation as the rules need it.</summary>
/// <param name="Id">The stream key, <c>organisation/acme</c>.</param>
/// <param name="Title">Its name.</param>
public sealed record Organisation(string Id, string Title)
{
    /// <summary>Its areas, id to title.</summary>
    public ImmutableSortedDictionary<string, string> Areas { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}
