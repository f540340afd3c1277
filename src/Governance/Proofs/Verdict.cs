namespace Governance.Proofs;

/// <summary>How one method judged what it read.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Reason">Why, one sentence for people.</param>
/// <param name="Level">How much it shows; 0 unless found.</param>
/// <param name="Excerpt">What shows it.</param>
/// <param name="PlatformId">The id that the platform stated.</param>
public sealed record Verdict(ProofOutcome Outcome, string Reason, int Level = 0, string? Excerpt = null, string? PlatformId = null)
{
    /// <summary>It is there.</summary>
    public static Verdict Found(int level, string reason, string excerpt, string? platformId = null) => new(ProofOutcome.Found, reason, level, excerpt, platformId);

    /// <summary>It is not there.</summary>
    public static Verdict NotFound(string reason, string? platformId = null) => new(ProofOutcome.NotFound, reason, PlatformId: platformId);

    /// <summary>Nobody can tell.</summary>
    public static Verdict Inconclusive(string reason) => new(ProofOutcome.Inconclusive, reason);

    /// <summary>The platform has ended it.</summary>
    public static Verdict Gone(string reason) => new(ProofOutcome.MethodGone, reason);
}
