using System.Collections.Immutable;

namespace Governance.Leads;

/// <summary>A lead as its rules need it.</summary>
/// <param name="Id">The stream key, <c>lead/x</c>.</param>
public sealed record Lead(string Id)
{
    /// <summary>The platform's name.</summary>
    public string Platform { get; init; } = "";

    /// <summary>The canonical handle.</summary>
    public string Handle { get; init; } = "";

    /// <summary>The canonical address.</summary>
    public string Url { get; init; } = "";

    /// <summary>The platform's immutable id, or null while no sighting told it.</summary>
    public string? PlatformId { get; init; }

    /// <summary>Where it stands.</summary>
    public LeadState State { get; init; }

    /// <summary>Where it was seen; each place is recorded once.</summary>
    public ImmutableHashSet<string> Places { get; init; } = [];

    /// <summary>The account that it is, or null.</summary>
    public string? AccountId { get; init; }

    /// <summary>The case that looks into it, or null.</summary>
    public string? CaseId { get; init; }
}

/// <summary>Where a lead stands.</summary>
public enum LeadState
{
    /// <summary>Waits for a steward.</summary>
    Open,

    /// <summary>None of the organisation's.</summary>
    Rejected,

    /// <summary>Looked into as an impostor.</summary>
    PassedOn,

    /// <summary>Listed in the register because of this lead.</summary>
    Confirmed,

    /// <summary>In the register by another way.</summary>
    Matched,
}
