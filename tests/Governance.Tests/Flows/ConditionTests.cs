using CsCheck;
using Governance.Flows;

namespace Governance.Tests.Flows;

public class ConditionTests
{
    private static readonly string[] Pieces =
        ["subject.", "a", "(", ")", "not ", "and ", "or ", "in ", "[", "]", ",", "'x'", "1", "==", "<", " ", "person.grade", "true", "-", ".", "'"];

    private static readonly Dictionary<string, FactValue> Subject = new()
    {
        ["risk"] = "high",
        ["cost"] = "1500.50",
        ["exact"] = "0.10000000000000001",
        ["urgent"] = true,
        ["platforms"] = FactValue.Of(["facebook", "mastodon"]),
        ["words"] = "many",
    };

    [Theory]
    [InlineData("subject.risk == 'high'", true)]
    [InlineData("subject.risk == \"high\" and subject.urgent", true)]
    [InlineData("subject.risk != 'high' or not subject.urgent", false)]
    [InlineData("not subject.urgent or subject.risk == 'high'", true)]
    [InlineData("not (subject.urgent and subject.risk == 'high')", false)]
    [InlineData("subject.cost > 1500", true)]
    [InlineData("subject.cost <= 1500.5", true)]
    [InlineData("subject.cost == 1500.500", true)]
    [InlineData("subject.exact == 0.1", false)]
    [InlineData("subject.exact > 0.1", true)]
    [InlineData("-3 < -2.5", true)]
    [InlineData("'facebook' in subject.platforms", true)]
    [InlineData("'x' not in subject.platforms", true)]
    [InlineData("subject.risk in ['high', 'critical']", true)]
    [InlineData("subject.risk in []", false)]
    [InlineData("subject.cost in [1500.5, 2]", true)]
    [InlineData("request.author == 'p-author' and request.revision == 1", true)]
    [InlineData("request.author in request.editors", false)]
    [InlineData("subject.urgent == true", true)]
    [InlineData("true or subject.absent", true)]
    [InlineData("false and subject.absent", false)]
    [InlineData("true or true and false", true)]
    public void A_condition_holds_or_not(string condition, bool holds) => Assert.Equal(holds ? PartState.Pending : PartState.Skipped, State(condition));

    [Theory]
    [InlineData("subject.absent == 'x'", "the subject has no `absent`")]
    [InlineData("subject.words > 5", "`subject.words > 5` compares values of different types")]
    [InlineData("subject.urgent == 'true'", "`subject.urgent == 'true'` compares values of different types")]
    [InlineData("subject.risk", "it is not true or false")]
    [InlineData("subject.risk and true", "`subject.risk` is not true or false")]
    [InlineData("subject.platforms == 'facebook'", "compares values of different types")]
    [InlineData("'x' in subject.risk", "compares values of different types")]
    [InlineData("subject.words in [1, 2]", "compares values of different types")]
    [InlineData("true and subject.absent", "the subject has no `absent`")]
    public void A_condition_that_cannot_be_evaluated_is_an_error_that_names_it(string condition, string why)
    {
        var request = Request(condition);
        Assert.Equal(PartState.Error, request.Need("conditional").State);
        Assert.Contains($"`{condition}` cannot be evaluated: ", request.Need("conditional").Error, StringComparison.Ordinal);
        Assert.Contains(why, request.Need("conditional").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subject.risk ==", "a value was expected here, not the end.")]
    [InlineData("subject.", "the name of an attribute of `subject` was expected here.")]
    [InlineData("risk == 'high'", "`risk` is unknown; a condition speaks of subject, request and person, and text stands in quotes.")]
    [InlineData("subject.a < 1 < 2", "comparisons cannot be chained; join them with `and`.")]
    [InlineData("'high", "this quote is never closed.")]
    [InlineData("1 + 1 == 2", "`+` is not part of the condition language.")]
    [InlineData("subject.f()", "`(` was not expected here.")]
    [InlineData("1.2.3 == 1", "`1.2.3` is not a decimal number of at most 28 digits.")]
    [InlineData("1 == 12345678901234567890123456789", "`12345678901234567890123456789` is not a decimal number of at most 28 digits.")]
    [InlineData("1", "a condition needs something that is true or false here; compare `1` with a value.")]
    [InlineData("'a' == 1", "`==` cannot compare text with a number.")]
    [InlineData("request.titel == 'x'", "`request` has no `titel`. Did you mean `title`?")]
    [InlineData("[subject.a] == 1", "a list holds literals only.")]
    [InlineData("((((((((((((((((((((((((((((((((((true))))))))))))))))))))))))))))))))))", "nested deeper than 32 levels.")]
    [InlineData("not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not true", "nested deeper than 32 levels.")]
    public void What_is_no_condition_is_refused_when_the_flow_is_read(string condition, string message)
    {
        var error = Assert.Single(FlowParser.Parse(Yaml(condition), "f").Errors);
        Assert.EndsWith($": {message}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_written_the_condition_reader_answers() =>
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).List[0, 12].Select(p => string.Concat(p)).Sample(
            text => FlowParser.Parse(Yaml(text), "f") is { } parse && parse.Flow is null == parse.Errors.Count > 0, iter: 2000);

    private static PartState State(string condition) => Request(condition).Need("conditional").State;

    private static Scenario Request(string condition) =>
        Scenario.Of($"  - {{id: review, all: [{{id: always, approve: 1, of: legal}}, {{id: conditional, approve: 1, of: legal, when: {Quoted(condition)}}}]}}", ["legal p-1 p-2"], subject: Subject);

    private static string Quoted(string condition) => $"\"{condition.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Yaml(string condition) => $"""
        flow: conditional
        version: 1
        subject: thing
        title: Conditional
        content: {"{bind: [body]}"}
        people: {"{legal: {group: legal}}"}
        stages:
          - id: review
            when: "{condition}"
            all: [{"{id: one, approve: 1, of: legal}"}]
        """;
}
