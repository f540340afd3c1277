using CsCheck;
using Governance.Policies;
using Governance.Policies.Text;

namespace Governance.Tests.Policies.Text;

public class PolicyDocumentTests
{
    private const string Sample = """
        ---
        reference: social-media-policy        # the policy's id for ever
        title: Social media policy
        kind: policy
        area: communications
        owner: {role: policy-owner, area: communications}
        audience: [all staff, contractors]
        scope: Every account that speaks for the organisation
        jurisdiction: [IE, NO]
        language: en
        review-cycle: 12 months
        platforms: [all]
        account-classes: [official, campaign]
        effective-from: 2027-01-01T01:00:00+01:00
        contact: social.media@acme.example
        glossary: {lead: "a discovered account: nobody's", account: a presence}
        change: minor
        summary: what changed
        ---

        ## 1. Purpose {#purpose}

        1.1 Words.
        """;

    private static PolicyDocumentReading Read(string text) => PolicyDocument.Read("policies/a.md", text);

    private static string[] Errors(string text) => [.. Read(text).Errors.Select(error => error.ToString())];

    [Fact]
    public void A_file_is_read_to_a_document()
    {
        var reading = Read(Sample);
        Assert.Empty(reading.Errors);
        var document = reading.Document!;
        Assert.Equal(("social-media-policy", ChangeKind.Minor, "what changed"), (document.Reference, document.Change, document.Summary));
        Assert.Equal(["IE", "NO"], document.Content.Jurisdiction);
        Assert.Equal(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), document.Content.EffectiveFrom);
        Assert.Equal(["account", "lead"], document.Content.Glossary.Keys);
        Assert.Equal("a discovered account: nobody's", document.Content.Glossary["lead"]);
        Assert.Equal("## 1. Purpose {#purpose}\n\n1.1 Words.", document.Content.Body);
    }

    [Fact]
    public void Line_ends_of_windows_and_a_byte_order_mark_change_nothing() =>
        Assert.Equal(Read(Sample).Document, Read("\uFEFF" + Sample.Replace("\n", "\r\n", StringComparison.Ordinal)).Document);

    [Fact]
    public void What_is_optional_may_be_left_out()
    {
        var document = Read(string.Join('\n', Sample.Split('\n').Where(line => !"effective contact glossary change summary".Split(' ').Any(line.StartsWith)))).Document!;
        Assert.Equal((ChangeKind.Major, null, null), (document.Change, document.Summary, document.Content.EffectiveFrom));
        Assert.Empty(document.Content.Glossary);
    }

    [Fact]
    public void Every_error_is_reported_at_once_with_its_line() =>
        Assert.Equal(
            [
                "policies/a.md:2: reference must be 3 to 64 lowercase letters, digits and hyphens, a letter first.",
                "policies/a.md:2: title is missing.",
                "policies/a.md:3: “titel” is not a field of a policy. Did you mean title?",
                "policies/a.md:4: kind must be one of policy, standard, procedure, guideline. Did you mean policy?",
                "policies/a.md:6: owner.area is missing.",
                "policies/a.md:6: “owner.aria” is not a field of a policy. Did you mean area?",
                "policies/a.md:7: audience must be a list: [one, another].",
                "policies/a.md:11: review-cycle must be whole months: 12 months.",
                "policies/a.md:13: account-classes “oficial” is not a class of accounts: use official, campaign, employee, agency, personal, parked. Did you mean official?",
                "policies/a.md:14: effective-from must be a date, a time and an offset (RFC 3339): 2027-01-01T00:00:00Z.",
                "policies/a.md:21: {#Purpose} is not an id: 2 to 64 lowercase letters, digits and hyphens, a letter first.",
            ],
            Errors(Sample.Replace("social-media-policy ", "Social ").Replace("title:", "titel:").Replace("kind: policy", "kind: polcy")
                .Replace("owner, area:", "owner, aria:").Replace("[all staff, contractors]", "all staff").Replace("12 months", "a year")
                .Replace("[official,", "[oficial,").Replace("01T01:00:00+01:00", "01").Replace("{#purpose}", "{#Purpose}")).Order(StringComparer.Ordinal)
                .OrderBy(error => int.Parse(error.Split(':')[1])));

    [Theory]
    [InlineData("language: en", "language: 12", 10, "language must be text: write \"12\" in quotes.")]
    [InlineData("title: Social media policy", "title: true", 3, "title must be text: write \"true\" in quotes.")]
    [InlineData("title: Social media policy", "title:", 3, "title must be text.")]
    [InlineData("title: Social media policy", "title: \"a\\nb\"", 3, "title must be one line of plain text: U+000A is a control character.")]
    [InlineData("[all staff, contractors]", "[all staff, \"a\\u2028b\"]", 7, "audience must be one line of plain text: U+2028 ends a line.")]
    [InlineData("[all staff, contractors]", "[all staff, [nested]]", 7, "audience must be text.")]
    [InlineData("[all staff, contractors]", "[all staff, all staff]", 7, "audience names “all staff” 2 times.")]
    [InlineData("12 months", "61 months", 11, "review-cycle must be 1 to 60 months.")]
    [InlineData("area: communications\nowner", "area: communications\narea: legal\nowner", 6, "area is given twice.")]
    [InlineData("account: a presence", "lead: a presence", 16, "glossary “lead” is explained twice.")]
    [InlineData("platforms: [all]", "platforms: [all, facebook]", 12, "platforms names all and others as well: write only [all], or only the others.")]
    [InlineData("2027-01-01T01:00:00+01:00", "2027-02-30T00:00:00Z", 14, "effective-from must be a date, a time and an offset (RFC 3339): 2027-01-01T00:00:00Z.")]
    [InlineData("## 1. Purpose {#purpose}\n\n1.1 Words.", "No clause.", 21, "No numbered clause was found: begin one with “## 1. Title” or “1.1 Words”.")]
    public void An_error_says_what_to_do(string words, string instead, int line, string reason) =>
        Assert.Equal([$"policies/a.md:{line}: {reason}"], Errors(Sample.Replace(words, instead, StringComparison.Ordinal)));

    [Theory]
    [InlineData("title: &a Social", 3, "an anchor")]
    [InlineData("title: *a", 3, "an alias")]
    [InlineData("title: !!str Social", 3, "a tag")]
    [InlineData("title: [[[[[[[[x]]]]]]]]", 3, "nested too deeply")]
    [InlineData("title: {a: [", 3, "not complete")]
    [InlineData("? [a, b]\n: c", 3, "a key must be a word")]
    [InlineData("title: \"\\ud800\"", 3, "")]
    public void Yaml_that_could_trick_is_refused(string line, int at, string reason)
    {
        var error = Read(Sample.Replace("title: Social media policy", line, StringComparison.Ordinal)).Errors[0];
        Assert.True(error.Line >= at);
        Assert.Contains(reason, error.Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no front matter")]
    [InlineData("---\ntitle: x\n")]
    [InlineData("---\n---\n")]
    [InlineData("---\n- a\n---\n")]
    [InlineData("---\nx\n...\n%YAML 9\n---\n")]
    public void A_file_that_is_no_policy_is_refused_and_never_throws(string text)
    {
        var reading = Read(text);
        Assert.Null(reading.Document);
        Assert.NotEmpty(reading.Errors);
    }

    [Fact]
    public void Whatever_stands_in_the_front_matter_is_answered() =>
        Gen.OneOf(Gen.OneOf("title: ", "- ", "{", "}", "[", "]", "\"", "'", "&a ", "*a", "!x ", "|\n ", ">\n ", "%", "? ", ": ", "\n", "  ", "...", "---\n", "\t", "#", ",", "\\u0000", "<<: "), Gen.String[0, 3])
            .Array[0, 20].Select(string.Concat).Sample(yaml =>
            {
                var reading = Read($"---\n{yaml}\n---\n\n1.1 a");
                return reading.Document is null && reading.Errors.Count > 0;
            });

    [Fact]
    public void Front_matter_longer_than_anyone_writes_is_refused() =>
        Assert.Equal(["policies/a.md:1: The front matter is longer than 64 KB."], Errors($"---\ntitle: {new string('x', 70_000)}\n---\n1.1 a"));

    [Fact]
    public void Written_and_read_again_it_is_the_same() =>
        Gen.Select(Generated.Content, Gen.Enum<ChangeKind>(), Generated.Line.Null()).Sample((content, change, summary) =>
        {
            var document = new PolicyDocument("social-media-policy", content, change, summary);
            var reading = Read(PolicyDocument.Write(document));
            Assert.Empty(reading.Errors);
            Assert.Equal(document, reading.Document);
            Assert.Equal(content.Digest(), reading.Document!.Content.Digest());
        });

    [Fact]
    public void It_is_written_in_the_form_people_write() =>
        Assert.Equal(
            """
            ---
            reference: social-media-policy
            title: Social media policy
            kind: policy
            area: communications
            owner: {role: policy-owner, area: communications}
            audience: [all staff, contractors]
            scope: Every account that speaks for the organisation
            jurisdiction: [IE, NO]
            language: en
            review-cycle: 12 months
            platforms: [all]
            account-classes: [official, campaign]
            effective-from: 2027-01-01T00:00:00Z
            contact: social.media@acme.example
            glossary:
              account: a presence
              lead: "a discovered account: nobody's"
            change: minor
            summary: what changed
            ---

            ## 1. Purpose {#purpose}

            1.1 Words.
            """,
            PolicyDocument.Write(Read(Sample).Document!));
}
