namespace Governance.Proofs;

/// <summary>How long what was found counts. What somebody put there on purpose lasts longer than a link that may be old.</summary>
public static class ProofValidity
{
    /// <summary>A token on the account's side, or both directions.</summary>
    public static readonly TimeSpan Shown = TimeSpan.FromDays(180);

    /// <summary>A one-way link, or a mere assertion.</summary>
    public static readonly TimeSpan OneWay = TimeSpan.FromDays(90);

    /// <summary>Up to when a proof of a level counts that was found at <paramref name="at"/>.</summary>
    public static DateTimeOffset Until(int level, DateTimeOffset at) => at + (level >= 2 ? Shown : OneWay);
}
