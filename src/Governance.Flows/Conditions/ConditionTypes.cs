namespace Governance.Flows;

/// <summary>Checks before evaluation what can be checked: known attributes, and operators between types they are made for.</summary>
internal static class ConditionTypes
{
    private static readonly Dictionary<string, ValueKind> RequestAttributes = new(StringComparer.Ordinal)
    {
        ["author"] = ValueKind.Text,
        ["requester"] = ValueKind.Text,
        ["editors"] = ValueKind.List,
        ["title"] = ValueKind.Text,
        ["subjectType"] = ValueKind.Text,
        ["subjectId"] = ValueKind.Text,
        ["revision"] = ValueKind.Number,
    };

    private static readonly Dictionary<string, ValueKind> PersonAttributes = new(StringComparer.Ordinal)
    {
        ["id"] = ValueKind.Text,
        ["area"] = ValueKind.Text,
        ["grade"] = ValueKind.Number,
        ["groups"] = ValueKind.List,
        ["roles"] = ValueKind.List,
    };

    /// <summary>Throws a fault at the first operator or attribute that can never work.</summary>
    public static void Check(Expression condition, bool knowsPerson) => Flag(condition, knowsPerson, "a condition");

    private static ValueKind KindOf(Expression expression, bool knowsPerson)
    {
        switch (expression)
        {
            case Literal literal: return literal.Value.Kind;
            case Attribute attribute: return KindOf(attribute, knowsPerson);
            case Not not:
                Flag(not.Operand, knowsPerson, "`not`");
                return ValueKind.Flag;
            case Both both:
                Flag(both.Left, knowsPerson, "`and`");
                Flag(both.Right, knowsPerson, "`and`");
                return ValueKind.Flag;
            case Either either:
                Flag(either.Left, knowsPerson, "`or`");
                Flag(either.Right, knowsPerson, "`or`");
                return ValueKind.Flag;
            default:
                var comparison = (Comparison)expression;
                Compare(comparison, KindOf(comparison.Left, knowsPerson), KindOf(comparison.Right, knowsPerson));
                return ValueKind.Flag;
        }
    }

    private static ValueKind KindOf(Attribute attribute, bool knowsPerson)
    {
        if (attribute.Root == "person" && !knowsPerson)
            throw new ConditionFault(attribute.Offset, "`person` is known only in `where` of people; a `when` speaks of subject and request");
        if (attribute.Root != "request")
            return attribute.Root == "person" ? PersonAttributes.GetValueOrDefault(attribute.Name) : ValueKind.Unknown;
        return RequestAttributes.TryGetValue(attribute.Name, out var kind)
            ? kind
            : throw new ConditionFault(attribute.Offset, $"`request` has no `{attribute.Name}`.{Suggestion.For(attribute.Name, RequestAttributes.Keys)}");
    }

    private static void Flag(Expression expression, bool knowsPerson, string what)
    {
        if (KindOf(expression, knowsPerson) is not (ValueKind.Flag or ValueKind.Unknown))
            throw new ConditionFault(expression.Offset, $"{what} needs something that is true or false here; compare `{expression.Print()}` with a value");
    }

    private static void Compare(Comparison comparison, ValueKind left, ValueKind right)
    {
        var possible = comparison.Comparator switch
        {
            Comparator.In or Comparator.NotIn => right is ValueKind.List or ValueKind.Unknown && left is not ValueKind.List,
            Comparator.Equal or Comparator.NotEqual => left is not ValueKind.List && right is not ValueKind.List
                && (left == right || left == ValueKind.Unknown || right == ValueKind.Unknown),
            _ => left is ValueKind.Number or ValueKind.Unknown && right is ValueKind.Number or ValueKind.Unknown,
        };
        if (possible) return;
        throw new ConditionFault(comparison.Offset, $"`{comparison.Symbol}` cannot compare {Say(left)} with {Say(right)}");
    }

    private static string Say(ValueKind kind) => kind switch
    {
        ValueKind.Text => "text",
        ValueKind.Number => "a number",
        ValueKind.Flag => "true or false",
        ValueKind.List => "a list",
        _ => "an attribute",
    };
}
