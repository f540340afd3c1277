using Governance.Policies.Text;

namespace Governance.Tests.Policies.Text;

public class ClauseTests
{
    private const string Sample = """
        # Social media policy

        What this is about.

        ## 1. Purpose {#purpose}

        1.1 This policy says who speaks
        for the organisation. {#purpose-who}

        - one
        - two

        ```
        2.1 not a clause
        ```

        1.2. It applies to all. {#purpose-scope}

        ### 2.1 Roles ##

        Everybody has one.
        """;

    [Fact]
    public void A_text_falls_into_its_preamble_and_numbered_clauses()
    {
        var text = PolicyText.Parse(Sample);
        Assert.Empty(text.Problems);
        Assert.Equal("# Social media policy\n\nWhat this is about.", text.Preamble);
        Assert.Equal(
            [
                new Clause("purpose", "1", 1, 2, "Purpose", "", 5),
                new Clause("purpose-who", "1.1", 2, 0, null,
                    "This policy says who speaks\nfor the organisation.\n\n- one\n- two\n\n```\n2.1 not a clause\n```", 7),
                new Clause("purpose-scope", "1.2", 2, 0, null, "It applies to all.", 17),
                new Clause(null, "2.1", 2, 3, "Roles", "Everybody has one.", 19),
            ],
            text.Clauses);
    }

    [Theory]
    [InlineData("1. An ordered list item is no clause")]
    [InlineData("  1.1 Nor is what is indented")]
    [InlineData("12.10.2026 is a date")]
    [InlineData("## 2026 in review")]
    [InlineData("> 1.1 Nor what is quoted")]
    [InlineData("1.1")]
    public void What_only_looks_like_a_clause_is_none(string line) =>
        Assert.Equal("text.no-clauses", Assert.Single(PolicyText.Parse(line).Problems).Code);

    [Theory]
    [InlineData("", 1, "text.empty")]
    [InlineData(" \n\n", 1, "text.empty")]
    [InlineData("words only", 1, "text.no-clauses")]
    [InlineData("1.1 a {#x}", 1, "text.clause-id-malformed")]
    [InlineData("1.1 a {#Purpose}", 1, "text.clause-id-malformed")]
    [InlineData("1.1 a {#}", 1, "text.clause-id-malformed")]
    [InlineData("1.1 a {#aa\" onclick=\"x}", 1, "text.clause-id-malformed")]
    [InlineData("1.1 a {#aa}\n\n1.2 b {#aa}", 3, "text.clause-id-duplicate")]
    [InlineData("1.1 a {#aa}\nand more", 1, "text.clause-id-misplaced")]
    [InlineData("1.1 a {#aa} {#bb}", 1, "text.clause-id-misplaced")]
    [InlineData("Preamble {#aa}\n\n1.1 a", 1, "text.clause-id-misplaced")]
    [InlineData("1.1 a\n1.2 b", 2, "text.clause-run-on")]
    [InlineData("## 1. a\n\nwords\n1.1 b", 4, "text.clause-run-on")]
    [InlineData("1.1 a\n\n```\ncode", 3, "text.code-unclosed")]
    [InlineData("1.1 a\n\nb\0c", 3, "text.character")]
    [InlineData("1.1 a\u001b[31m", 1, "text.character")]
    [InlineData("1.1 pay \u202eeno\u202c", 1, "text.character")]
    public void A_problem_names_its_line_and_code(string text, int line, string code)
    {
        var problem = Assert.Single(PolicyText.Parse(text).Problems);
        Assert.Equal((line, code), (problem.Line, problem.Code));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused() =>
        Assert.Equal("text.character", Assert.Single(PolicyText.Parse("1.1 a" + '\ud83d').Problems).Code);

    [Fact]
    public void A_wrapped_line_that_begins_with_a_decimal_is_no_clause() =>
        Assert.Empty(PolicyText.Parse("3.1 The budget grows by\n1.5 million a year.").Problems);

    [Fact]
    public void A_text_may_be_512_KB_long_and_not_a_byte_longer()
    {
        var paragraph = new string('é', 4092) + "\n\n";
        var longest = "1.1 " + string.Concat(Enumerable.Repeat(paragraph, 64)) + new string('é', 190);
        Assert.Equal(PolicyText.MaxBytes, System.Text.Encoding.UTF8.GetByteCount(longest));
        Assert.Empty(PolicyText.Parse(longest).Problems);
        Assert.Equal("text.too-long", Assert.Single(PolicyText.Parse(longest + "a").Problems).Code);
    }

    [Fact]
    public void A_paragraph_longer_than_can_be_rendered_is_refused()
    {
        Assert.Empty(PolicyText.Parse("1.1 " + new string('a', PolicyText.MaxParagraph - 5)).Problems);
        var problem = Assert.Single(PolicyText.Parse("1.1 a\n\n" + string.Concat(Enumerable.Repeat("- item\n", 3000))).Problems);
        Assert.Equal((1145, "text.paragraph-too-long"), (problem.Line, problem.Code));
    }

    [Fact]
    public void A_text_may_not_have_more_clauses_than_can_be_compared()
    {
        var clauses = Enumerable.Range(0, PolicyText.MaxClauses + 5).Select(i => $"{i / 900 + 1}.{i % 900} a");
        var text = PolicyText.Parse(string.Join("\n\n", clauses));
        Assert.Equal("text.too-many-clauses", Assert.Single(text.Problems).Code);
        Assert.Equal(PolicyText.MaxClauses, text.Clauses.Count);
    }

    [Fact]
    public void Problems_are_reported_up_to_a_hundred() =>
        Assert.Equal(TextProblem.Most, PolicyText.Parse(string.Concat(Enumerable.Repeat("1.1 a\u0001\n\n", 5000))).Problems.Count);
}
