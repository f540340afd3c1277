using Governance.Platforms;

namespace Governance.Proofs;

/// <summary>What is to be found, and where.</summary>
public sealed record Challenge(
    string ChallengeId, string Token, AccountAddress Account, string Method, string? Domain, string? PostUrl, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt);

/// <summary>What came of looking.</summary>
public sealed record Observation(
    string Method, ProofOutcome Outcome, int Level, string Url, IReadOnlyList<Hop> Hops, string? BodyDigest, string? Excerpt, string? PlatformId, string Reason, DateTimeOffset At, DateTimeOffset? ValidUntil);

/// <summary>One place on the way.</summary>
public sealed record Hop(string Url, int Status);

/// <summary>What came of looking.</summary>
public enum ProofOutcome
{
    /// <summary>It is there.</summary>
    Found,

    /// <summary>It is not there.</summary>
    NotFound,

    /// <summary>Nobody can tell.</summary>
    Inconclusive,

    /// <summary>The platform does not offer the method any more.</summary>
    MethodGone,
}
