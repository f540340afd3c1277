using System.Text.Json.Serialization;

namespace Governance.Flows;

/// <summary>A role a person holds: in one area or, without one, everywhere.</summary>
public sealed record RoleHeld(string Role, string? Area = null);

/// <summary>Read as "this person's <c>Relation</c> is <c>Person</c>": <c>manager</c>, <c>p-1002</c>.</summary>
public sealed record RelationTo(string Relation, string Person);

/// <summary>Somebody stands in for a person, for a time: the person's seats may be used by the delegate.</summary>
/// <param name="Id">Which delegation of the directory it is.</param>
/// <param name="Delegate">Who stands in.</param>
/// <param name="From">From this moment on, UTC.</param>
/// <param name="Until">Up to this moment, not including it, UTC.</param>
/// <param name="Flows">Only in these flows; empty is every flow.</param>
/// <param name="Areas">Only for subjects of these areas; empty is every area.</param>
public sealed record StandIn(string Id, string Delegate, DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<string> Flows, IReadOnlyList<string> Areas);

/// <summary>What a flow may know of a person. No name, no address: people are pseudonymous here.</summary>
/// <param name="Id">The pseudonym, <c>p-1001</c>.</param>
/// <param name="Groups">Names of groups.</param>
/// <param name="Roles">Roles and where they hold.</param>
/// <param name="Relations">Relations to others.</param>
/// <param name="Area">The area the person works in.</param>
/// <param name="Grade">A whole number.</param>
/// <param name="Attributes">Anything else conditions may ask about.</param>
public sealed record PersonFacts(
    string Id,
    IReadOnlyList<string> Groups,
    IReadOnlyList<RoleHeld> Roles,
    IReadOnlyList<RelationTo> Relations,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Area,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Grade,
    IReadOnlyDictionary<string, FactValue> Attributes)
{
    /// <summary>Who stands in for the person, whenever and wherever.</summary>
    public IReadOnlyList<StandIn> StandIns { get; init; } = [];

    /// <summary>Somebody of whom nothing more is known.</summary>
    public static PersonFacts Only(string id) => new(id, [], [], [], null, null, new Dictionary<string, FactValue>());
}

/// <summary>Who the people names of a flow mean at one moment.</summary>
/// <param name="Members">Name to sorted ids.</param>
/// <param name="Unresolved">Names that could not be resolved, each with the reason; they have no members.</param>
public sealed record Populations(IReadOnlyDictionary<string, IReadOnlyList<string>> Members, IReadOnlyDictionary<string, string> Unresolved)
{
    private HashSet<(string Principal, string Delegate)>? _pairs;

    /// <summary>Whose seats may be used by whom at this moment: standing delegations that hold now and within the flow's bounds.</summary>
    public IReadOnlyList<SeatDelegated> Delegations { get; init; } = [];

    /// <summary>The same by principal and delegate.</summary>
    internal IReadOnlySet<(string Principal, string Delegate)> Pairs => _pairs ??= Delegations.Select(d => (d.Principal, d.Delegate)).ToHashSet();

    /// <summary>Everyone who belongs to the organisation; null when that is not known.</summary>
    public IReadOnlySet<string>? Everyone { get; init; }
}
