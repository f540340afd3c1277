using System.Collections.Immutable;

namespace Governance.Directory;

/// <summary>What the organisation has, as far as one command asks.</summary>
/// <param name="Areas">Ids of its areas.</param>
public sealed record KnownDirectory(ImmutableHashSet<string> Areas)
{
    /// <summary>Ids of groups.</summary>
    public ImmutableHashSet<string> Groups { get; init; } = [];

    /// <summary>Ids of people who have not left.</summary>
    public ImmutableHashSet<string> People { get; init; } = [];

    /// <summary>Names of flows that the organisation has adopted.</summary>
    public ImmutableHashSet<string> Flows { get; init; } = [];

    /// <summary>Ids of people who can administer: they hold the role, and not the auditor's, which would stop them.</summary>
    public ImmutableHashSet<string> Administrators { get; init; } = [];

    /// <summary>Whether somebody else signs in with the subject that the command names.</summary>
    public bool SignInTaken { get; init; }
}
