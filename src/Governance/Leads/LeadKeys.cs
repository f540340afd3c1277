using System.Security.Cryptography;
using System.Text;
using Governance.Platforms;
using Governance.Shared;

namespace Governance.Leads;

/// <summary>One account is one lead, however often and by whomever it is seen: the id follows from the canonical address.</summary>
public static class LeadKeys
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>The lead's id: the first 26 characters (130 bits) of the base32 form (RFC 4648 section 6, in lower case) of SHA-256 of the address's key.</summary>
    public static string IdOf(AccountAddress address)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(address.Key));
        var id = new char[26];
        for (var i = 0; i < id.Length; i++) id[i] = Alphabet[Five(hash, i * 5)];
        return new string(id);
    }

    /// <summary>The lead's stream.</summary>
    public static string StreamOf(AccountAddress address) => StreamKeys.Lead(IdOf(address));

    private static int Five(byte[] bytes, int bit) => ((bytes[bit / 8] << 8) | bytes[(bit / 8) + 1]) >> (11 - (bit % 8)) & 31;
}
