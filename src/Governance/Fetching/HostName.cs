using System.Globalization;
using System.Text;

namespace Governance.Fetching;

/// <summary>
/// A host name as DNS knows it: lower case, ASCII, at least two labels of letters, digits and inner hyphens (RFC 1123 section 2.1), and stable
/// under IDN: what people see of it leads back to the very same name. Never an IP address in any notation, never a name of this machine or network.
/// </summary>
public static class HostName
{
    private const int Longest = 253;
    private const int LongestLabel = 63;
    private static readonly string[] NotPublic = ["localhost", "local", "localdomain", "internal", "intranet", "home.arpa", "lan", "onion", "in-addr.arpa", "ip6.arpa"];
    private static readonly (int First, int Last)[] Unstable =
    [
        (0xAA, 0xAA), (0xBA, 0xBA), (0x2B0, 0x2B8), (0x2E0, 0x2E4), (0x300, 0x36F), (0x1D2C, 0x1D6A), (0x1D9B, 0x1DBF), (0x2070, 0x209F), (0x2100, 0x214F),
        (0x2C7C, 0x2C7D), (0xF900, 0xFDFF), (0xFE10, 0xFFEF), (0x1D400, 0x1D7FF), (0x1EE00, 0x1EEFF), (0x2F800, 0x2FA1F),
    ];
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>The canonical name of what a person or a server wrote, such as <c>acme.example</c>; null when it is no public host's name.</summary>
    public static string? Read(string? text)
    {
        if (text is null or { Length: 0 or > Longest } || !text.All(char.IsAscii)) return null;
        var name = text.ToLowerInvariant();
        var labels = name.Split('.');
        return labels.Length >= 2 && labels.All(IsLabel) && !IsNumber(labels[^1]) && !IsOfThisNetwork(name) && IsStable(name) ? name : null;
    }

    /// <summary>The same, where a name may be written with its own letters: <c>bücher.example</c> reads as <c>xn--bcher-kva.example</c>.</summary>
    public static string? ReadInternational(string? text)
    {
        if (text is null or { Length: 0 or > Longest }) return null;
        try
        {
            return Read(Idn.GetAscii(text.ToLowerInvariant()));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether <paramref name="name"/> is <paramref name="domain"/> or below it.</summary>
    public static bool IsWithin(string name, string domain) => name == domain || name.EndsWith($".{domain}", StringComparison.Ordinal);

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= LongestLabel && label[0] != '-' && label[^1] != '-' && label.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    // A host whose last label is a number is an IPv4 address to some reader: decimal, octal or hexadecimal (WHATWG URL, "ends in a number").
    private static bool IsNumber(string label) =>
        label.All(char.IsAsciiDigit) || label.StartsWith("0x", StringComparison.Ordinal) && label[2..].All(char.IsAsciiHexDigit);

    private static bool IsOfThisNetwork(string name) => NotPublic.Any(suffix => IsWithin(name, suffix));

    private static bool IsStable(string name)
    {
        if (!name.Contains("xn--", StringComparison.Ordinal)) return true;
        try
        {
            var seen = Idn.GetUnicode(name);
            return Idn.GetAscii(seen) == name && seen.EnumerateRunes().All(IsStable);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // RFC 5892 section 2: letters, marks and digits, but none that normalising or folding would turn into another: capitals, ligatures, wide, circled,
    // raised and mathematical forms. The machine's tables of forms are not there in invariant mode, so the blocks that hold them are named.
    private static bool IsStable(Rune letter) =>
        letter.IsAscii || Rune.GetUnicodeCategory(letter) is UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber
        && !Unstable.Any(block => letter.Value >= block.First && letter.Value <= block.Last);
}
