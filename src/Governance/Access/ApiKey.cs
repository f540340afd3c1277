using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Governance.Shared;

namespace Governance.Access;

/// <summary>
/// An API key as it is shown once: <c>gov_{organisation}_{keyId}_{secret}</c>. The secret is 256 random bits, so a plain SHA-256 of it
/// is a safe thing to keep: there is nothing to guess.
/// </summary>
/// <param name="Tenant">The organisation.</param>
/// <param name="KeyId">Public id, 16 lower-case hex digits.</param>
/// <param name="Secret">64 lower-case hex digits.</param>
public sealed partial record ApiKey(string Tenant, string KeyId, string Secret)
{
    /// <summary>What every key begins with.</summary>
    public const string Prefix = "gov_";

    /// <summary>A new random key.</summary>
    public static ApiKey New(string tenant) =>
        new(tenant, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));

    /// <summary>The key in a credential, or null when it is not one.</summary>
    public static ApiKey? Parse(string credential) =>
        credential.Length <= 200 && Form().Match(credential) is { Success: true } match
            ? new ApiKey(match.Groups["tenant"].Value, match.Groups["id"].Value, match.Groups["secret"].Value)
            : null;

    /// <summary>What is stored of the secret: lower-case hex SHA-256.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Secret)));

    /// <summary>The text to show once.</summary>
    public override string ToString() => $"{Prefix}{Tenant}_{KeyId}_{Secret}";

    [GeneratedRegex("^gov_(?<tenant>[a-z][a-z0-9-]{0,62})_(?<id>[0-9a-f]{16})_(?<secret>[0-9a-f]{64})\\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 100)]
    private static partial Regex Form();
}

/// <summary>What is kept of a key: never the secret. Kept beside the events, so that it can be deleted.</summary>
/// <param name="Id">The public key id.</param>
/// <param name="Hash">SHA-256 of the secret.</param>
/// <param name="Person">Whose key it is.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">What it may be used for; <c>*</c> is everything the person may do.</param>
/// <param name="ExpiresAt">From when it is refused.</param>
[Kept("hash")]
public sealed record ApiKeyRecord(string Id, string Hash, string Person, string Name, IReadOnlyList<string> Scopes, DateTimeOffset ExpiresAt)
{
    /// <summary>When it was revoked, or null.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Whether the secret is this key's and the key may be used now. Compares in constant time.</summary>
    public bool Admits(ApiKey key, DateTimeOffset now) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash), Encoding.ASCII.GetBytes(key.Hash())) && RevokedAt is null && now < ExpiresAt;
}
