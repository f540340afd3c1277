using Governance.Platforms;

namespace Governance.Proofs;

/// <summary>What is to be found, and where. The token is bound to the account that stands beside it: found anywhere else it is worth nothing.</summary>
/// <param name="ChallengeId">Which challenge; letters, digits and hyphens, for it stands in addresses.</param>
/// <param name="Token">The <see cref="Proofs.Token"/>.</param>
/// <param name="Account">The claimed account, with the platform's id where it is known: another id there is another account.</param>
/// <param name="Method">One of <see cref="ProofChecker.Methods"/>.</param>
/// <param name="Domain">The organisation's own domain that takes part, or null. Whether it is the organisation's is the caller's to know.</param>
/// <param name="PostUrl">The post or page that shows the token, or null.</param>
/// <param name="IssuedAt">When it was given out.</param>
/// <param name="ExpiresAt">Up to when it can be shown for the first time.</param>
/// <param name="Recheck">Whether a claim stands on it already: then it is looked for again, and its expiry is past and not asked.</param>
public sealed record Challenge(
    string ChallengeId, string Token, AccountAddress Account, string Method, string? Domain, string? PostUrl, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, bool Recheck = false)
{
    /// <summary>Whether it can no longer be shown.</summary>
    public bool IsOver(DateTimeOffset now) => !Recheck && now >= ExpiresAt;
}
