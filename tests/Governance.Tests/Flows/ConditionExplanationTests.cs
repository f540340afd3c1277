using CsCheck;
using Governance.Flows;

namespace Governance.Tests.Flows;

public class ConditionExplanationTests
{
    private static readonly RequestFacts Request = new(
        new Dictionary<string, FactValue>
        {
            ["risk"] = "low",
            ["days"] = "14",
            ["urgent"] = true,
            ["draft"] = false,
            ["platforms"] = FactValue.Of(["facebook", "mastodon"]),
            ["long"] = new string('x', 200),
            ["owner"] = "p-o'hara",
        },
        "post", "post-1", "A post", "p-author", "p-requester", new HashSet<string>(), 2);

    private static readonly Gen<string> Part = OneOf(
        "subject.days > 30", "subject.days == 14", "subject.risk in ['high', 'critical']", "subject.urgent", "subject.draft", "request.revision >= 2",
        "'facebook' not in subject.platforms", "request.author == subject.owner", "(subject.urgent == subject.draft) == false", "true", "false", "subject.absent", "subject.absent == 1", "subject.risk > 1");

    private static readonly Gen<string> Conditions = Grown(Grown(Grown(Part)));

    [Theory]
    [InlineData(
        "subject.days > 30 or subject.risk in ['high', 'critical']",
        "`subject.days > 30` does not hold: subject.days is 14; `subject.risk in ['high', 'critical']` does not hold: subject.risk is 'low'.")]
    [InlineData("subject.urgent and subject.days > 30 and request.revision == 2", "`subject.days > 30` does not hold: subject.days is 14.")]
    [InlineData("subject.days > 30 and subject.draft", "`subject.days > 30` does not hold: subject.days is 14; `subject.draft` does not hold: subject.draft is false.")]
    [InlineData("subject.draft and subject.absent == 1", "`subject.draft` does not hold: subject.draft is false.")]
    [InlineData("not subject.urgent", "`not (subject.urgent)` does not hold, because `subject.urgent` holds: subject.urgent is true.")]
    [InlineData("not (subject.draft or subject.days < 30)", "`not ((subject.draft) or (subject.days < 30))` does not hold, because `subject.days < 30` holds: subject.days is 14.")]
    [InlineData(
        "not (subject.urgent and subject.days < 30)",
        "`not ((subject.urgent) and (subject.days < 30))` does not hold, because `subject.urgent` holds: subject.urgent is true and `subject.days < 30` holds: subject.days is 14.")]
    [InlineData("'mastodon' not in subject.platforms", "`'mastodon' not in subject.platforms` does not hold: subject.platforms is ['facebook', 'mastodon'].")]
    [InlineData("request.author == subject.owner", "`request.author == subject.owner` does not hold: request.author is 'p-author' and subject.owner is \"p-o'hara\".")]
    [InlineData("subject.risk != subject.risk", "`subject.risk != subject.risk` does not hold: subject.risk is 'low'.")]
    [InlineData("false", "`false` does not hold.")]
    public void A_condition_that_does_not_hold_names_the_parts_that_are_false_with_their_values(string condition, string sentence)
    {
        Assert.Equal(new ConditionExplanation(condition, false, sentence), Read(condition).Explain(Request));
        Assert.Equal(sentence, Read(condition).WhyNot(Request));
    }

    [Theory]
    [InlineData("subject.days < 30 or subject.draft", "`subject.days < 30` holds: subject.days is 14.")]
    [InlineData("subject.urgent and request.revision == 2", "`subject.urgent` holds: subject.urgent is true; `request.revision == 2` holds: request.revision is 2.")]
    [InlineData("not subject.draft", "`not (subject.draft)` holds, because `subject.draft` does not hold: subject.draft is false.")]
    public void A_condition_that_holds_names_the_parts_that_are_true(string condition, string sentence)
    {
        Assert.Equal(new ConditionExplanation(condition, true, sentence), Read(condition).Explain(Request));
        Assert.Null(Read(condition).WhyNot(Request));
    }

    [Theory]
    [InlineData("subject.absent == 1", "the subject has no `absent`")]
    [InlineData("subject.urgent and subject.days < 30 and subject.absent == 1 and true", "in `subject.absent == 1`, the subject has no `absent`")]
    [InlineData("subject.draft or not (subject.urgent and subject.absent)", "in `subject.absent`, the subject has no `absent`")]
    [InlineData("subject.urgent and subject.risk > 1", "`subject.risk > 1` compares values of different types")]
    [InlineData("subject.risk and true", "`subject.risk` is not true or false")]
    [InlineData("subject.risk", "it is not true or false")]
    public void A_condition_that_cannot_be_evaluated_names_the_very_part(string condition, string why)
    {
        Assert.Equal(new ConditionExplanation(condition, null, $"`{condition}` cannot be evaluated: {why}."), Read(condition).Explain(Request));
        Assert.Null(Read(condition).WhyNot(Request));
    }

    [Fact]
    public void A_long_value_is_cut_and_never_within_a_character()
    {
        Assert.Equal($"`subject.long == ''` does not hold: subject.long is '{new string('x', 79)}….", Read("subject.long == ''").WhyNot(Request));
        var smiles = Request with { Subject = new Dictionary<string, FactValue> { ["long"] = string.Concat(Enumerable.Repeat("😀", 100)) } };
        Assert.DoesNotContain('\ufffd', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(Read("subject.long == ''").WhyNot(smiles)!)));
    }

    [Fact]
    public void An_explanation_always_agrees_with_the_evaluation() => Conditions.Sample(text =>
    {
        var condition = Read(text);
        return condition.Explain(Request).Holds == (ConditionEvaluation.Evaluate(condition.Expression, Request, null).Value as FlagValue)?.Flag;
    }, iter: 1000);

    [Fact]
    public void The_sentence_of_a_false_condition_names_a_part_that_is_false_and_none_that_cannot_be_told() => Conditions.Sample(text =>
    {
        var condition = Read(text);
        if (condition.WhyNot(Request) is not { } sentence) return true;
        var named = Within(condition.Expression).Where(e => sentence.Contains($"`{e.Print()}`", StringComparison.Ordinal)).Select(e => ConditionEvaluation.Evaluate(e, Request, null).Value).ToList();
        return named.Exists(v => v is FlagValue { Flag: false }) && named.TrueForAll(v => v is not null);
    }, iter: 1000);

    [Fact]
    public void The_sentence_of_a_condition_that_cannot_be_evaluated_names_a_part_that_cannot() => Conditions.Sample(text =>
    {
        var condition = Read(text);
        var explanation = condition.Explain(Request);
        return explanation.Holds is not null || Within(condition.Expression).Any(e =>
            explanation.Sentence.Contains($"`{e.Print()}`", StringComparison.Ordinal) && ConditionEvaluation.Evaluate(e, Request, null).Value is not FlagValue)
            || condition.Expression is not (Not or Both or Either);
    }, iter: 1000);

    private static Condition Read(string condition)
    {
        var findings = new Findings("f");
        return Condition.Read(new YamlScalar(condition, Plain: false, 1, 1), findings, knowsPerson: false) ?? throw new InvalidOperationException(findings.InOrder()[0].Message);
    }

    private static Gen<string> Grown(Gen<string> part) => Gen.Frequency(
        (2, part),
        (2, Gen.Select(part, part).Select((l, r) => $"({l}) and ({r})")),
        (2, Gen.Select(part, part).Select((l, r) => $"({l}) or ({r})")),
        (1, part.Select(p => $"not ({p})")));

    private static Gen<T> OneOf<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    private static IEnumerable<Expression> Within(Expression expression) => expression switch
    {
        Not not => Within(not.Operand).Prepend(not),
        Both both => Within(both.Left).Concat(Within(both.Right)).Prepend(both),
        Either either => Within(either.Left).Concat(Within(either.Right)).Prepend(either),
        _ => [expression],
    };
}
