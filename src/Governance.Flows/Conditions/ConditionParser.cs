using System.Globalization;
using System.Text.RegularExpressions;

namespace Governance.Flows;

/// <summary>
/// Reads <c>or</c>, <c>and</c>, <c>not</c>, comparisons, literals, lists and attributes, in that order of binding.
/// Depth is bounded, so that no text can exhaust the stack.
/// </summary>
internal sealed partial class ConditionParser(List<Token> tokens)
{
    private const int MaxDepth = 32;
    private static readonly string[] Roots = ["subject", "request", "person"];
    private int _at;
    private int _depth;

    private Token Current => tokens[_at];

    public static Expression Parse(string text)
    {
        var parser = new ConditionParser(ConditionTokens.Cut(text));
        var whole = parser.Or();
        if (parser.Current.Kind != TokenKind.End) throw new ConditionFault(parser.Current.Offset, $"`{parser.Current.Text}` was not expected here");
        return whole;
    }

    private Expression Or()
    {
        if (++_depth > MaxDepth) throw new ConditionFault(Current.Offset, $"nested deeper than {MaxDepth} levels");
        var left = And();
        while (Current is { Kind: TokenKind.Word, Text: "or" } or) left = new Either(left, Skip(And), or.Offset);
        _depth--;
        return left;
    }

    private Expression And()
    {
        var left = Negation();
        while (Current is { Kind: TokenKind.Word, Text: "and" } and) left = new Both(left, Skip(Negation), and.Offset);
        return left;
    }

    private Expression Negation()
    {
        if (Current is not { Kind: TokenKind.Word, Text: "not" } not) return Compared();
        if (++_depth > MaxDepth) throw new ConditionFault(not.Offset, $"nested deeper than {MaxDepth} levels");
        var negation = new Not(Skip(Negation), not.Offset);
        _depth--;
        return negation;
    }

    private Expression Compared()
    {
        var left = Operand();
        var at = Current;
        if (Comparator() is not { } comparator) return left;
        var comparison = new Comparison(comparator, left, Operand(), at.Offset);
        return Comparator() is null ? comparison : throw new ConditionFault(at.Offset, "comparisons cannot be chained; join them with `and`");
    }

    private Comparator? Comparator()
    {
        var (found, words) = (Current.Kind, Current.Text) switch
        {
            (TokenKind.Symbol, "==") => (Flows.Comparator.Equal, 1),
            (TokenKind.Symbol, "!=") => (Flows.Comparator.NotEqual, 1),
            (TokenKind.Symbol, "<") => (Flows.Comparator.Less, 1),
            (TokenKind.Symbol, "<=") => (Flows.Comparator.LessOrEqual, 1),
            (TokenKind.Symbol, ">") => (Flows.Comparator.Greater, 1),
            (TokenKind.Symbol, ">=") => (Flows.Comparator.GreaterOrEqual, 1),
            (TokenKind.Word, "in") => (Flows.Comparator.In, 1),
            (TokenKind.Word, "not") when tokens[_at + 1] is { Kind: TokenKind.Word, Text: "in" } => (Flows.Comparator.NotIn, 2),
            _ => (default(Comparator?), 0),
        };
        _at += words;
        return found;
    }

    private Expression Operand()
    {
        var token = Current;
        _at = Math.Min(_at + 1, tokens.Count - 1);
        return token switch
        {
            { Kind: TokenKind.Text } => new Literal(new TextValue(token.Text), token.Offset),
            { Kind: TokenKind.Number } => new Literal(new NumberValue(Number(token)), token.Offset),
            { Kind: TokenKind.Word, Text: "true" or "false" } => new Literal(new FlagValue(token.Text == "true"), token.Offset),
            { Kind: TokenKind.Word } => Attribute(token),
            { Kind: TokenKind.Symbol, Text: "[" } => List(token.Offset),
            { Kind: TokenKind.Symbol, Text: "(" } => Group(),
            _ => throw new ConditionFault(token.Offset, $"a value was expected here, not {token.Text}"),
        };
    }

    private Expression Group()
    {
        var inner = Or();
        Expect(")");
        return inner;
    }

    private Literal List(int offset)
    {
        var items = new List<Value>();
        while (Current is not { Kind: TokenKind.Symbol, Text: "]" })
        {
            if (items.Count > 0) Expect(",");
            var at = Current.Offset;
            if (Operand() is not Literal { Value: not ListValue } item) throw new ConditionFault(at, "a list holds literals only");
            items.Add(item.Value);
        }
        Expect("]");
        return new Literal(new ListValue(items), offset);
    }

    private Attribute Attribute(Token root)
    {
        if (!Roots.Contains(root.Text))
            throw new ConditionFault(root.Offset, $"`{root.Text}` is unknown; a condition speaks of subject, request and person, and text stands in quotes");
        Expect(".");
        var name = Current;
        if (name.Kind != TokenKind.Word) throw new ConditionFault(name.Offset, $"the name of an attribute of `{root.Text}` was expected here");
        _at++;
        return new Attribute(root.Text, name.Text, root.Offset);
    }

    private static decimal Number(Token token) =>
        ReadNumber(token.Text) ?? throw new ConditionFault(token.Offset, $"`{token.Text}` is not a decimal number of at most 28 digits");

    /// <summary>An exact decimal of at most 28 digits, or null.</summary>
    internal static decimal? ReadNumber(string text) =>
        NumberForm().IsMatch(text) && text.Count(char.IsAsciiDigit) <= 28 ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;

    private Expression Skip(Func<Expression> next)
    {
        _at++;
        return next();
    }

    private void Expect(string symbol)
    {
        if (Current.Kind != TokenKind.Symbol || Current.Text != symbol) throw new ConditionFault(Current.Offset, $"`{symbol}` was expected here, not {Current.Text}");
        _at++;
    }

    [GeneratedRegex(@"\A-?[0-9]+(?:\.[0-9]+)?\z")]
    private static partial Regex NumberForm();
}
