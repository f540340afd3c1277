using System.Globalization;

namespace Governance.Flows;

/// <summary>The type an expression is known to have before anything is evaluated; attributes of a subject are unknown until then.</summary>
internal enum ValueKind { Unknown, Text, Number, Flag, List }

/// <summary>A value of the condition language.</summary>
internal abstract record Value(ValueKind Kind);

internal sealed record TextValue(string Text) : Value(ValueKind.Text);

internal sealed record NumberValue(decimal Number) : Value(ValueKind.Number);

internal sealed record FlagValue(bool Flag) : Value(ValueKind.Flag);

internal sealed record ListValue(IReadOnlyList<Value> Items) : Value(ValueKind.List);

internal enum Comparator { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual, In, NotIn }

/// <summary>A parsed condition. <see cref="Print"/> is its canonical form: the same tree always prints the same text.</summary>
internal abstract record Expression(int Offset)
{
    public abstract string Print();
}

internal sealed record Literal(Value Value, int Offset) : Expression(Offset)
{
    public override string Print() => PrintValue(Value);

    private static string PrintValue(Value value) => value switch
    {
        TextValue t => t.Text.Contains('\'') ? $"\"{t.Text}\"" : $"'{t.Text}'",
        NumberValue n => n.Number.ToString("0.############################", CultureInfo.InvariantCulture),
        FlagValue f => f.Flag ? "true" : "false",
        ListValue l => $"[{string.Join(", ", l.Items.Select(PrintValue))}]",
        _ => throw new InvalidOperationException($"There is no literal of {value.Kind}."),
    };
}

internal sealed record Attribute(string Root, string Name, int Offset) : Expression(Offset)
{
    public override string Print() => $"{Root}.{Name}";
}

internal sealed record Not(Expression Operand, int Offset) : Expression(Offset)
{
    public override string Print() => $"not ({Operand.Print()})";
}

internal sealed record Both(Expression Left, Expression Right, int Offset) : Expression(Offset)
{
    public override string Print() => $"({Left.Print()}) and ({Right.Print()})";
}

internal sealed record Either(Expression Left, Expression Right, int Offset) : Expression(Offset)
{
    public override string Print() => $"({Left.Print()}) or ({Right.Print()})";
}

internal sealed record Comparison(Comparator Comparator, Expression Left, Expression Right, int Offset) : Expression(Offset)
{
    public string Symbol => Comparator switch
    {
        Comparator.Equal => "==",
        Comparator.NotEqual => "!=",
        Comparator.Less => "<",
        Comparator.LessOrEqual => "<=",
        Comparator.Greater => ">",
        Comparator.GreaterOrEqual => ">=",
        Comparator.In => "in",
        _ => "not in",
    };

    public override string Print() => $"{Left.Print()} {Symbol} {Right.Print()}";
}
