using System.Text;
using CsCheck;
using Governance.Flows;

namespace Governance.Tests.Flows;

public class HostileFlowTests
{
    public static TheoryData<string, string> Files => new()
    {
        { "", "The file is empty." },
        { "\n\n# nothing\n", "The file is empty." },
        { "just words", "A flow must be a mapping of keys to values; this is text." },
        { "flow: [", "This is not YAML" },
        { "flow: \"open", "This is not YAML" },
        { "flow: x\n\ty: z", "This is not YAML" },
        { "%TAG ! tag:x,2000:\n---\nflow: x", "Directives" },
        { "%YAML 1.1\n---\nflow: x", "Directives" },
        { "a: &a x", "Anchors" },
        { "a: *a", "Aliases" },
        { "a: !!int 3", "Tags" },
        { "a: !mine 3", "Tags" },
        { "? [a]\n: b", "A key must be a plain word." },
        { "a: 1\n---\nb: 2", "One document a file" },
        { "a: " + new string('[', 40) + new string(']', 40), "Nested deeper than 32 levels." },
        { "a: " + new string('[', 100_000), "Nested deeper than 32 levels." },
        { "a: " + new string('x', 300_000), "The file is larger than 256 KB." },
        { "title: \"" + new string('é', 200_000) + "\"", "The file is larger than 256 KB." },
        { "title: \"\\0\"", "`title` must be one line" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_hostile_file_is_refused_with_a_sentence(string yaml, string message)
    {
        var parse = FlowParser.Parse(yaml, "h");
        Assert.Null(parse.Flow);
        Assert.Contains(parse.Errors, e => e.Message.StartsWith(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Billions_of_laughs_are_refused_at_the_first()
    {
        var laughs = new StringBuilder("a: &a [x, x]\n");
        for (var c = 'b'; c < 'k'; c++) laughs.Append($"{c}: &{c} [*{(char)(c - 1)}, *{(char)(c - 1)}]\n");
        Assert.Equal(new FlowError("h", 1, 4, "Anchors (&name) are not allowed: write the value out where it is needed."), Assert.Single(FlowParser.Parse(laughs.ToString(), "h").Errors));
    }

    [Fact]
    public void A_thousand_errors_are_cut_at_a_hundred()
    {
        var yaml = string.Concat(Enumerable.Range(0, 1000).Select(i => $"k{i}: 1\n"));
        var errors = FlowParser.Parse(yaml, "h").Errors;
        Assert.Equal(101, errors.Count);
        Assert.StartsWith("There are 9", errors[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tree_with_too_many_ways_is_refused()
    {
        var pairs = Enumerable.Range(0, 7).Select(i => $"{{any: [{{id: a{i}, approve: 1, of: legal}}, {{id: b{i}, approve: 1, of: legal}}]}}");
        var yaml = $"""
            flow: ways
            version: 1
            subject: thing
            title: Ways
            content: {"{bind: [body]}"}
            people: {"{legal: {group: legal}}"}
            stages:
              - id: review
                all: [{string.Join(", ", pairs)}]
            """;
        Assert.Equal("h:9:10: There are more than 64 ways to satisfy this stage. Split it into stages.", Assert.Single(FlowParser.Parse(yaml, "h").Errors).ToString());
    }

    [Fact]
    public void Whatever_is_done_to_a_flow_the_parser_answers()
    {
        var sound = ShippedFlows.Text("publish-policy.yaml");
        Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Int[0, 40], Gen.String).Sample((at, cut, put) =>
        {
            var parse = FlowParser.Parse(sound[..at] + put + sound[Math.Min(sound.Length, at + cut)..], "h");
            return parse.Flow is null == parse.Errors.Count > 0 && parse.Errors.All(e => e.Line >= 1 && e.Column >= 1);
        }, iter: 2000);
    }
}
