namespace Governance.Platforms;

/// <summary>
/// An account's canonical address: two spellings of one account have one address, and two platforms' accounts never share one.
/// </summary>
/// <param name="Platform">The platform's name in <c>policies/platforms.yaml</c>, such as <c>facebook</c>.</param>
/// <param name="Handle">The canonical handle, such as <c>acme</c>; on federated platforms with its host, such as <c>acme@social.example</c>.</param>
/// <param name="Url">Where people find it, https, canonical.</param>
/// <param name="PlatformId">The platform's own immutable id where the address itself tells it, else null.</param>
public sealed record AccountAddress(string Platform, string Handle, string Url, string? PlatformId = null)
{
    /// <summary>Platform and handle in one word, <c>facebook:acme</c>; equal exactly when the accounts are.</summary>
    public string Key => $"{Platform}:{Handle}";
}
