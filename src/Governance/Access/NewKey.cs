namespace Governance.Access;

/// <summary>A key that was just made: what is shown once, what is kept, and what the history is told.</summary>
/// <param name="Key">The key with its secret; the only place where it is.</param>
/// <param name="Record">What is kept of it.</param>
/// <param name="Fact">What the history is told.</param>
public sealed record NewKey(ApiKey Key, ApiKeyRecord Record, KeyIssued Fact)
{
    /// <summary>Makes a key for a person.</summary>
    public static NewKey For(string tenant, string person, string name, IReadOnlyList<string> scopes, DateTimeOffset expiresAt)
    {
        var key = ApiKey.New(tenant);
        return new(key, new ApiKeyRecord(key.KeyId, key.Hash(), person, name, scopes, expiresAt), new KeyIssued(person, name, scopes, expiresAt));
    }
}
