using System.Globalization;
using System.Text;

namespace Governance.Proofs;

/// <summary>The part of a text that shows a proof, fit to be shown itself: plain, on one line, at most 500 characters, nothing invisible.</summary>
public static class Excerpt
{
    /// <summary>The longest excerpt.</summary>
    public const int Longest = 500;

    /// <summary>The part around what is shown; from the beginning when it is not there.</summary>
    public static string Around(string text, string shown)
    {
        var at = Math.Max(0, text.IndexOf(shown, StringComparison.Ordinal));
        var from = Math.Max(0, at - ((Longest - Math.Min(Longest, shown.Length)) / 2));
        return Plain(text.AsSpan(from, Math.Min(Longest, text.Length - from)));
    }

    private static string Plain(ReadOnlySpan<char> text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.EnumerateRunes())
        {
            // Controls, marks of direction, private and broken characters: what a reader cannot see must not be in what is shown.
            var hidden = Rune.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned;
            if (!hidden && !Rune.IsWhiteSpace(letter) && letter != Rune.ReplacementChar) plain.Append(letter);
            else if (plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
        }

        return plain.ToString().Trim();
    }
}
