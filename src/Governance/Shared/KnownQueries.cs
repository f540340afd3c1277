namespace Governance.Shared;

/// <summary>What the queries of routes may hold.</summary>
public abstract class KnownQueries
{
    /// <summary>What the query of a route may hold; null when nobody looks at it.</summary>
    public abstract KnownQuery? Of(Endpoint? route);

    /// <summary>The sentence on a parameter that is none of <paramref name="names"/>.</summary>
    public static string Sentence(IReadOnlyList<string> names) =>
        names.Count == 0 ? "There is no such parameter: this address takes none." : $"There is no such parameter. This address takes {string.Join(", ", names)}.";
}
