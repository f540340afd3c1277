namespace Governance.Flows;

/// <summary>
/// Says which parts of a condition made it what it is. Total, like the evaluation, which it asks again for each part: a condition
/// is short enough for that.
/// </summary>
internal static class ConditionReasons
{
    private const int LongestValue = 80;

    /// <summary>The parts that decided a condition that could be evaluated, without a full stop.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="holds">What it came to.</param>
    /// <param name="request">What it was asked about.</param>
    public static string Say(Expression condition, bool holds, RequestFacts request) => string.Join("; ", Parts(condition, holds, request));

    /// <summary>The part of a condition at which its evaluation failed: an operand of <c>and</c>, <c>or</c> and <c>not</c>, or all of it.</summary>
    public static Expression Culprit(Expression condition, RequestFacts request, PersonFacts? person) => condition switch
    {
        Not not => Culprit(not.Operand, request, person),
        Both both => Culprit(Came(both.Left, request, person) is null ? both.Left : both.Right, request, person),
        Either either => Culprit(Came(either.Left, request, person) is null ? either.Left : either.Right, request, person),
        _ => condition,
    };

    private static IEnumerable<string> Parts(Expression part, bool holds, RequestFacts request) => part switch
    {
        Not not => [$"{Verdict(not, holds)}, because {string.Join(" and ", Parts(not.Operand, !holds, request))}"],
        Both both => Sides(both.Left, both.Right, holds, request),
        Either either => Sides(either.Left, either.Right, holds, request),
        _ => [Verdict(part, holds) + Values(part, request)],
    };

    // What the sides of a false `and` and of a true `or` did not contribute to it is not told; the others agree with the whole.
    private static IEnumerable<string> Sides(Expression left, Expression right, bool holds, RequestFacts request) =>
        new[] { left, right }.Where(side => Came(side, request, null) == holds).SelectMany(side => Parts(side, holds, request));

    private static bool? Came(Expression part, RequestFacts request, PersonFacts? person) =>
        ConditionEvaluation.Evaluate(part, request, person).Value is FlagValue flag ? flag.Flag : null;

    private static string Verdict(Expression part, bool holds) => $"`{part.Print()}` {(holds ? "holds" : "does not hold")}";

    private static string Values(Expression part, RequestFacts request)
    {
        var values = Attributes(part).DistinctBy(a => a.Print())
            .Select(a => (Name: a.Print(), Flows.Attributes.Find(a, request, null).Value))
            .Where(a => a.Value is not null).Select(a => $"{a.Name} is {Print(a.Value!)}").ToList();
        return values.Count == 0 ? "" : $": {string.Join(" and ", values)}";
    }

    private static IEnumerable<Attribute> Attributes(Expression part) => part switch
    {
        Attribute attribute => [attribute],
        Not not => Attributes(not.Operand),
        Both both => Attributes(both.Left).Concat(Attributes(both.Right)),
        Either either => Attributes(either.Left).Concat(Attributes(either.Right)),
        Comparison comparison => Attributes(comparison.Left).Concat(Attributes(comparison.Right)),
        _ => [],
    };

    // Text that holds a decimal is shown as the number it can be; long values are cut, never within a character.
    private static string Print(Value value)
    {
        var text = value is TextValue t && ConditionParser.ReadNumber(t.Text) is not null ? t.Text : new Literal(value, 0).Print();
        if (text.Length <= LongestValue) return text;
        return text[..(char.IsHighSurrogate(text[LongestValue - 1]) ? LongestValue - 1 : LongestValue)] + "…";
    }
}
