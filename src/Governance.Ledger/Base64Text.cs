using System.Buffers;
using System.Buffers.Text;

namespace Governance.Ledger;

/// <summary>Base64 read strictly: no white space, the padding as required, no unused bits set (RFC 4648 sections 3.2 to 3.5).</summary>
internal static class Base64Text
{
    private static readonly SearchValues<char> Standard = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");
    private static readonly SearchValues<char> Url = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Fills all of <paramref name="bytes"/> from standard base64 with padding; false when the text is anything else.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes) =>
        text.Length == (bytes.Length + 2) / 3 * 4
        && !text.ContainsAnyExcept(Standard)
        && Convert.TryFromBase64Chars(text, bytes, out var written) && written == bytes.Length
        && NoUnusedBits(text.TrimEnd('='), bytes.Length);

    /// <summary>Fills all of <paramref name="bytes"/> from base64url without padding; false when the text is anything else.</summary>
    public static bool TryDecodeUrl(ReadOnlySpan<char> text, Span<byte> bytes) =>
        text.Length == (bytes.Length * 8 + 5) / 6
        && !text.ContainsAnyExcept(Url)
        && NoUnusedBits(text, bytes.Length)
        && Base64Url.TryDecodeFromChars(text, bytes, out var written) && written == bytes.Length;

    /// <summary>The bytes of standard base64 of any length; null when the text is not that.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        if (text.Length % 4 != 0) return null;
        var padding = text.EndsWith("==") ? 2 : text.EndsWith("=") ? 1 : 0;
        var bytes = new byte[text.Length / 4 * 3 - padding];
        return TryDecode(text, bytes) ? bytes : null;
    }

    /// <summary>The bytes of base64url without padding of any length; null when the text is not that.</summary>
    public static byte[]? DecodeUrl(ReadOnlySpan<char> text)
    {
        if (text.Length % 4 == 1) return null;
        var bytes = new byte[text.Length * 6 / 8];
        return TryDecodeUrl(text, bytes) ? bytes : null;
    }

    private static bool NoUnusedBits(ReadOnlySpan<char> digits, int bytes) =>
        bytes % 3 == 0 || (Value(digits[^1]) & (bytes % 3 == 1 ? 0b1111 : 0b11)) == 0;

    private static int Value(char digit) => digit switch
    {
        >= 'A' and <= 'Z' => digit - 'A',
        >= 'a' and <= 'z' => digit - 'a' + 26,
        >= '0' and <= '9' => digit - '0' + 52,
        '+' or '-' => 62,
        _ => 63,
    };
}
