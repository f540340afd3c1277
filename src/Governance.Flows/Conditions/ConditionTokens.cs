namespace Governance.Flows;

internal enum TokenKind { Word, Number, Text, Symbol, End }

/// <summary>A word of a condition and where it starts in the text, from 0.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Offset);

/// <summary>Why a condition is not one, and where in its text, from 0. Never leaves the condition reader.</summary>
internal sealed class ConditionFault(int offset, string message) : Exception(message)
{
    public int Offset => offset;

    public string Sentence => Message[^1] is '.' or '?' ? Message : $"{Message}.";
}

/// <summary>Cuts a condition into words.</summary>
internal static class ConditionTokens
{
    private static readonly string[] Symbols = ["==", "!=", "<=", ">=", "<", ">", "(", ")", "[", "]", ",", "."];

    public static List<Token> Cut(string text)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == ' ')
            {
                at++;
                continue;
            }
            var token = One(text, at);
            tokens.Add(token);
            at += token.Kind == TokenKind.Text ? token.Text.Length + 2 : token.Text.Length;
        }
        tokens.Add(new Token(TokenKind.End, "the end", text.Length));
        return tokens;
    }

    private static Token One(string text, int at)
    {
        var c = text[at];
        if (c is '\'' or '"') return Quoted(text, at);
        if (char.IsAsciiLetter(c)) return new Token(TokenKind.Word, Run(text, at, static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'), at);
        if (char.IsAsciiDigit(c) || c == '-') return new Token(TokenKind.Number, Run(text, at, static c => char.IsAsciiDigit(c) || c is '.' or '-'), at);
        foreach (var symbol in Symbols)
            if (string.CompareOrdinal(text, at, symbol, 0, symbol.Length) == 0) return new Token(TokenKind.Symbol, symbol, at);
        throw new ConditionFault(at, c == '=' ? "a single `=` means nothing here; write `==`" : $"`{c}` is not part of the condition language");
    }

    private static Token Quoted(string text, int at)
    {
        var end = text.IndexOf(text[at], at + 1);
        if (end < 0) throw new ConditionFault(at, "this quote is never closed");
        return new Token(TokenKind.Text, text[(at + 1)..end], at);
    }

    private static string Run(string text, int at, Func<char, bool> belongs)
    {
        var end = at + 1;
        while (end < text.Length && belongs(text[end])) end++;
        return text[at..end];
    }
}
