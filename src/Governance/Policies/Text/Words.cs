namespace Governance.Policies.Text;

/// <summary>How a text falls into words: runs of letters, digits and marks; and into tokens, so that all tokens together are the text.</summary>
internal static class Words
{
    /// <summary>The words of a text in order, as written.</summary>
    internal static IEnumerable<string> Of(string text) => Tokens(text).Where(IsWord);

    /// <summary>Words, runs of spaces, line ends and single other characters: their concatenation is the text.</summary>
    internal static List<string> Tokens(string text)
    {
        var tokens = new List<string>(text.Length / 4 + 1);
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = start + 1;
            var kind = KindOf(text[start]);
            if (kind != Kind.Other) while (end < text.Length && Continues(kind, text, end)) end++;
            else if (char.IsSurrogatePair(text, start)) end++;
            tokens.Add(text[start..end]);
        }

        return tokens;
    }

    internal static bool IsWord(string token) => KindOf(token[0]) == Kind.Letter;

    private enum Kind { Letter, Space, Other }

    private static bool Continues(Kind kind, string text, int at)
    {
        if (KindOf(text[at]) == kind) return true;
        var joins = text[at] is '\'' or '’' && kind == Kind.Letter;
        return joins && at + 1 < text.Length && KindOf(text[at + 1]) == Kind.Letter;
    }

    // Scripts written without spaces fall into single characters: a sentence is not one word.
    private static Kind KindOf(char c) =>
        c is ' ' or '\t' ? Kind.Space
        : c is >= '\u2E80' and <= '\uA4CF' or >= '\uF900' and <= '\uFAFF' or >= '\u0E00' and <= '\u0EFF' ? Kind.Other
        : char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark ? Kind.Letter
        : Kind.Other;
}
