using System.Globalization;

namespace Governance.Policies.Text;

/// <summary>
/// The characters no policy may hold: controls, lone surrogates, and the bidirectional embeddings and overrides with which
/// a text reads otherwise than it is written (UAX #9, section 2.1 and 2.2; isolates and marks are allowed).
/// </summary>
internal static class TextCharacters
{
    /// <summary>What is wrong with the first character refused, or null. A tab is allowed only in a text's body.</summary>
    internal static string? Fault(ReadOnlySpan<char> line, bool allowTab)
    {
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c is >= ' ' and < '\u007F' || (c == '\t' && allowTab)) continue;
            if (char.IsHighSurrogate(c) && i + 1 < line.Length && char.IsLowSurrogate(line[i + 1])) i++;
            else if (char.IsSurrogate(c)) return Named(c, "is half of a surrogate pair");
            else if (char.IsControl(c)) return Named(c, "is a control character");
            else if (c is '\u2028' or '\u2029' && !allowTab) return Named(c, "ends a line");
            else if (c is >= '\u202A' and <= '\u202E') return Named(c, "changes the reading direction; use isolates (U+2066 to U+2069)");
        }

        return null;
    }

    private static string Named(char c, string fault) => string.Create(CultureInfo.InvariantCulture, $"U+{(int)c:X4} {fault}");
}
