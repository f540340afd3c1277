namespace Governance.Access;

/// <summary>Every fact of an API key. The secret and its hash are in none of them.</summary>
public abstract record KeyEvent;

/// <summary>A key was issued.</summary>
/// <param name="Person">For whom.</param>
/// <param name="Name">What for.</param>
/// <param name="Scopes">What it may be used for.</param>
/// <param name="ExpiresAt">From when it is refused, UTC.</param>
public sealed record KeyIssued(string Person, string Name, IReadOnlyList<string> Scopes, DateTimeOffset ExpiresAt) : KeyEvent;

/// <summary>A key was revoked.</summary>
/// <param name="Reason">Why.</param>
public sealed record KeyRevoked(string Reason) : KeyEvent;
