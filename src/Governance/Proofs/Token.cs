using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Governance.Proofs;

/// <summary>
/// A random text that only a claimant was told: 160 bits behind a prefix, in small letters and digits, so that no platform folds, links or breaks it.
/// It says nothing of the claim; what it is bound to stands in the challenge.
/// </summary>
public static class Token
{
    /// <summary>What every token begins with; no secret.</summary>
    public const string Prefix = "gov-";

    private const string Digits = "abcdefghijklmnopqrstuvwxyz234567"; // RFC 4648 section 6, in small letters
    private const int Letters = 32;
    private static readonly SearchValues<char> Known = SearchValues.Create(Digits);

    /// <summary>Letters of a whole token.</summary>
    public static int Length => Prefix.Length + Letters;

    /// <summary>A new one.</summary>
    public static string New() => Prefix + RandomNumberGenerator.GetString(Digits, Letters);

    /// <summary>Whether a text has the form of a token.</summary>
    public static bool IsToken(string? text) => text?.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal) && text.AsSpan(Prefix.Length).IndexOfAnyExcept(Known) < 0;

    /// <summary>Whether two texts are the same, in a time that tells nothing of where they differ.</summary>
    public static bool Same(ReadOnlySpan<char> left, ReadOnlySpan<char> right) => CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(left), MemoryMarshal.AsBytes(right));

    /// <summary>Where a text holds the token as a word of its own, or -1.</summary>
    public static int IndexIn(ReadOnlySpan<char> text, string token)
    {
        for (var at = 0; at <= text.Length - token.Length; at++)
        {
            var next = text[at..].IndexOf(Prefix, StringComparison.Ordinal);
            if (next < 0 || (at += next) > text.Length - token.Length) return -1;
            if (Same(text.Slice(at, token.Length), token) && IsEdge(text, at - 1) && IsEdge(text, at + token.Length)) return at;
        }

        return -1;
    }

    private static bool IsEdge(ReadOnlySpan<char> text, int at) => at < 0 || at >= text.Length || !char.IsAsciiLetterOrDigit(text[at]);
}
