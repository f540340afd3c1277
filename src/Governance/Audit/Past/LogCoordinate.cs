using Governance.Ledger;

namespace Governance.Audit.Past;

/// <summary>A point of an organisation's log: everything whose leaf is below <paramref name="Size"/>, and nothing else.</summary>
/// <param name="Origin">The log's name.</param>
/// <param name="Size">How many leaves: the position.</param>
/// <param name="Root">The root over these leaves.</param>
public sealed record LogCoordinate(string Origin, long Size, Hash Root);

/// <summary>The ledger has not caught up with what was appended; it is tried again later.</summary>
public sealed class LedgerBehindException() : Exception("The ledger is behind what was appended.");
