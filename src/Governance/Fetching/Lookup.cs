namespace Governance.Fetching;

/// <summary>How a question to the name system ended.</summary>
public enum LookupOutcome
{
    /// <summary>There are records.</summary>
    Found,

    /// <summary>The name or the type does not exist there: NXDOMAIN or no data (RFC 2308).</summary>
    NotFound,

    /// <summary>Nothing was learnt: refused, failed, timed out, or too much to be read.</summary>
    Inconclusive,
}

/// <summary>What the name system answered.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Values">The records, at most <see cref="Resolver.MostRecords"/>; empty unless found.</param>
/// <param name="Sentence">Why, for a person.</param>
public sealed record Lookup<T>(LookupOutcome Outcome, IReadOnlyList<T> Values, string Sentence);
