namespace Governance.Claims;

/// <summary>Every fact about which internet domains are the organisation's own.</summary>
public abstract record DomainEvent;

/// <summary>The organisation showed a domain to be its own: what stands there speaks for it.</summary>
/// <param name="Domain">The domain, lower case, in its ASCII form.</param>
/// <param name="Note">How that was shown; names nobody.</param>
public sealed record DomainAnchored(string Domain, string Note) : DomainEvent;

/// <summary>A domain is the organisation's no more.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Reason">Why; names nobody.</param>
public sealed record DomainReleased(string Domain, string Reason) : DomainEvent;
