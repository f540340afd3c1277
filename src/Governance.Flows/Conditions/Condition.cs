namespace Governance.Flows;

/// <summary>
/// A <c>when</c> or <c>where</c>: a closed, total expression over subject, request and, in <c>where</c>, person.
/// Text stands in quotes, numbers are exact decimals, and text that holds a decimal is a number beside a number.
/// </summary>
public sealed record Condition
{
    private Condition(string source, Expression expression) => (Source, Expression) = (source, expression);

    /// <summary>As it stands in the file.</summary>
    public string Source { get; }

    internal Expression Expression { get; }

    internal string Canonical => Expression.Print();

    /// <summary>Reads a condition, or adds a finding at its place in the file.</summary>
    internal static Condition? Read(YamlScalar node, Findings findings, bool knowsPerson)
    {
        try
        {
            var expression = ConditionParser.Parse(node.Text);
            ConditionTypes.Check(expression, knowsPerson);
            return new Condition(node.Text, expression);
        }
        catch (ConditionFault fault)
        {
            // A quote before the text moves it by one; text folded over several lines is pointed at as a whole.
            findings.Add(node.Line, node.Column + fault.Offset + (node.Plain ? 0 : 1), $"In the condition `{node.Text}`: {fault.Sentence}");
            return null;
        }
    }

    /// <summary>Whether it holds, or the sentence that names the expression and its failing part, and says why that cannot be told.</summary>
    internal (bool? Holds, string? Error) Holds(RequestFacts request) =>
        ConditionEvaluation.Evaluate(Expression, request, null) is { Value: FlagValue f } ? (f.Flag, null) : (null, Fault(request, null));

    /// <summary>Whether it holds for a person. Somebody who lacks an attribute it asks about is not meant by it.</summary>
    internal (bool? Holds, string? Error) Holds(RequestFacts request, PersonFacts person)
    {
        var outcome = ConditionEvaluation.Evaluate(Expression, request, person);
        if (outcome.Value is FlagValue f) return (f.Flag, null);
        return outcome.PersonLacksIt ? (false, null) : (null, Fault(request, person));
    }

    /// <summary>Whether it holds, and the parts that made it so.</summary>
    internal ConditionExplanation Explain(RequestFacts request)
    {
        var (holds, error) = Holds(request);
        return new ConditionExplanation(Source, holds, error ?? $"{ConditionReasons.Say(Expression, holds!.Value, request)}.");
    }

    /// <summary>The sentence that names the smallest parts that are false, or null when the condition holds or cannot be evaluated.</summary>
    internal string? WhyNot(RequestFacts request) => Explain(request) is { Holds: false, Sentence: var sentence } ? sentence : null;

    private string Fault(RequestFacts request, PersonFacts? person)
    {
        var why = ConditionEvaluation.Evaluate(Expression, request, person).Error ?? "it is not true or false";
        var culprit = ConditionReasons.Culprit(Expression, request, person);
        var named = ReferenceEquals(culprit, Expression) || why.Contains($"`{culprit.Print()}`", StringComparison.Ordinal);
        return $"`{Source}` cannot be evaluated: {(named ? "" : $"in `{culprit.Print()}`, ")}{why}.";
    }
}
