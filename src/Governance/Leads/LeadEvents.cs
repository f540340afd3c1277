namespace Governance.Leads;

/// <summary>
/// Every fact of a lead: an account that was seen and seems to speak for the organisation, until somebody says what it is. Stored for
/// ever under the class name; who and when are metadata of the event.
/// </summary>
public abstract record LeadEvent;

/// <summary>The account was seen somewhere.</summary>
/// <param name="Platform">The platform's name in <c>policies/platforms.yaml</c>.</param>
/// <param name="Handle">The canonical handle.</param>
/// <param name="Url">The canonical address.</param>
/// <param name="PlatformId">The platform's immutable id where the address tells it, or null.</param>
/// <param name="SeenAt">Where: an address or words that name nobody; empty when nobody said.</param>
/// <param name="How">How it came here.</param>
/// <param name="Spelling">As it stood there or was typed.</param>
/// <param name="Note">What whoever saw it adds, or null; names nobody.</param>
public sealed record LeadSighted(string Platform, string Handle, string Url, string? PlatformId, string SeenAt, SightingMeans How, string Spelling, string? Note) : LeadEvent;

/// <summary>A steward says that it is none of the organisation's; that stands until there is a new fact.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Note">The same in words, or null; names nobody.</param>
public sealed record LeadRejected(LeadRejection Reason, string? Note) : LeadEvent;

/// <summary>Something became known that was not when it was rejected.</summary>
/// <param name="NewFact">What; names nobody.</param>
/// <param name="Note">What follows from it, or null; names nobody.</param>
public sealed record LeadReopened(string NewFact, string? Note) : LeadEvent;

/// <summary>It may be somebody who passes themselves off as the organisation.</summary>
/// <param name="CaseId">The case that looks into it.</param>
public sealed record LeadPassedToImpostors(string CaseId) : LeadEvent;

/// <summary>A steward says that it speaks for the organisation: it is listed in the register, for somebody to claim.</summary>
/// <param name="AccountId">The account in the register.</param>
public sealed record LeadConfirmed(string AccountId) : LeadEvent;

/// <summary>It turned out to be in the register already.</summary>
/// <param name="AccountId">The account in the register.</param>
public sealed record LeadMatched(string AccountId) : LeadEvent;

/// <summary>How a sighting came here.</summary>
public enum SightingMeans
{
    /// <summary>Somebody said so.</summary>
    Reported,

    /// <summary>It stood in a file.</summary>
    Imported,

    /// <summary>One of the organisation's own pages links to it.</summary>
    Swept,

    /// <summary>A handle built from a brand's name exists.</summary>
    Probed,
}

/// <summary>Why a lead is none.</summary>
public enum LeadRejection
{
    /// <summary>Somebody else's, and they do not claim to be the organisation.</summary>
    NotOurs,

    /// <summary>Reads like an account and is none: a button, a search, a post.</summary>
    NotAnAccount,

    /// <summary>Another entry stands for the same thing.</summary>
    Duplicate,

    /// <summary>A person's own.</summary>
    Personal,

    /// <summary>It is not there any more.</summary>
    Gone,

    /// <summary>Something else, as the note says.</summary>
    Other,
}
