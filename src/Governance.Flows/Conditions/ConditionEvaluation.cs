namespace Governance.Flows;

/// <summary>What a condition came to: a value, or why there is none. A person who lacks an attribute is told apart from an error.</summary>
internal readonly record struct Outcome(Value? Value, string? Error, bool PersonLacksIt = false)
{
    public static Outcome Of(Value value) => new(value, null);

    public static Outcome Of(bool flag) => new(new FlagValue(flag), null);

    public static Outcome Failed(string error) => new(null, error);
}

/// <summary>Evaluates an expression. Total: every input ends in a value or an error, after one visit of each node at most.</summary>
internal static class ConditionEvaluation
{
    public static Outcome Evaluate(Expression expression, RequestFacts request, PersonFacts? person) => expression switch
    {
        Literal literal => Outcome.Of(literal.Value),
        Attribute attribute => Attributes.Find(attribute, request, person),
        Not not => Flag(not.Operand, request, person) is var inner && inner.Value is FlagValue f ? Outcome.Of(!f.Flag) : inner,
        Both both => Join(both.Left, both.Right, stopAt: false, request, person),
        Either either => Join(either.Left, either.Right, stopAt: true, request, person),
        _ => Compare((Comparison)expression, request, person),
    };

    private static Outcome Join(Expression left, Expression right, bool stopAt, RequestFacts request, PersonFacts? person)
    {
        var first = Flag(left, request, person);
        // Whoever lacks what one side of an `or` asks about may still be meant by the other, whichever comes first.
        if (stopAt && first.PersonLacksIt && Flag(right, request, person) is { Value: FlagValue { Flag: true } } other) return other;
        return first.Value is FlagValue f && f.Flag != stopAt ? Flag(right, request, person) : first;
    }

    private static Outcome Flag(Expression expression, RequestFacts request, PersonFacts? person)
    {
        var outcome = Evaluate(expression, request, person);
        return outcome.Value is null or FlagValue ? outcome : Outcome.Failed($"`{expression.Print()}` is not true or false");
    }

    private static Outcome Compare(Comparison comparison, RequestFacts request, PersonFacts? person)
    {
        var left = Evaluate(comparison.Left, request, person);
        if (left.Value is null) return left;
        var right = Evaluate(comparison.Right, request, person);
        if (right.Value is null) return right;
        var answer = comparison.Comparator switch
        {
            Comparator.Equal => Same(left.Value, right.Value),
            Comparator.NotEqual => !Same(left.Value, right.Value),
            Comparator.In => Contains(right.Value, left.Value),
            Comparator.NotIn => !Contains(right.Value, left.Value),
            _ => InOrder(comparison.Comparator, left.Value, right.Value),
        };
        return answer is { } flag ? Outcome.Of(flag) : Outcome.Failed($"`{comparison.Print()}` compares values of different types");
    }

    private static bool? Same(Value left, Value right) => (left, right) switch
    {
        (TextValue l, TextValue r) => l.Text == r.Text,
        (FlagValue l, FlagValue r) => l.Flag == r.Flag,
        (NumberValue, _) or (_, NumberValue) => Number(left) is { } l && Number(right) is { } r ? l == r : null,
        _ => null,
    };

    private static bool? Contains(Value list, Value value)
    {
        if (list is not ListValue { Items: var items } || value is ListValue) return null;
        foreach (var item in items)
        {
            if (Same(item, value) is not { } same) return null;
            if (same) return true;
        }
        return false;
    }

    private static bool? InOrder(Comparator comparator, Value left, Value right)
    {
        if (Number(left) is not { } l || Number(right) is not { } r) return null;
        return comparator switch
        {
            Comparator.Less => l < r,
            Comparator.LessOrEqual => l <= r,
            Comparator.Greater => l > r,
            _ => l >= r,
        };
    }

    // Facts carry decimals as text, so that no digit is lost on the way; text that holds one is a number beside a number.
    private static decimal? Number(Value value) => value switch
    {
        NumberValue n => n.Number,
        TextValue t => ConditionParser.ReadNumber(t.Text),
        _ => null,
    };
}
