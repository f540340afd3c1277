using System.Security.Cryptography;

namespace Governance.Directory;

/// <summary>Makes ids for people that say nothing about them.</summary>
public static class PersonId
{
    // Base32 (RFC 4648 section 6) in lower case.
    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>A new id: <c>p-</c> and 10 random base32 characters, 50 bits.</summary>
    public static string New() => "p-" + RandomNumberGenerator.GetString(Letters, 10);
}
