namespace Governance.Access;

/// <summary>Every fact of what one auditor has read.</summary>
public abstract record ReadEvent;

/// <summary>An auditor was shown something.</summary>
/// <param name="Path">The path as it was asked for, percent-encoded.</param>
/// <param name="Query">The query as it was asked for, with its question mark; absent when there was none.</param>
public sealed record ResourceRead(string Path, string? Query) : ReadEvent;
