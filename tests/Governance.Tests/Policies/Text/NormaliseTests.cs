using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Governance.Policies.Text;

namespace Governance.Tests.Policies.Text;

public class NormaliseTests
{
    private static string[] Ids(string text, string? previous = null) =>
        [.. PolicyText.Normalise(text, previous).Clauses.Select(clause => clause.Id!)];

    [Fact]
    public void The_stored_form_has_one_line_end_no_trailing_space_and_an_id_on_every_clause() =>
        Assert.Equal(
            "Preamble\n\n## 1. Purpose of it {#purpose-of-it}\n\n1.1 This policy says who\nspeaks. {#this-policy-says-who-speaks}\n- one\n",
            PolicyText.Normalise("\uFEFF\r\nPreamble \r\n## 1. Purpose of it ##\r\n1.1. This policy says who\r\nspeaks.\t\r\n- one\r\n\r\n").Text);

    [Fact]
    public void The_digest_is_what_sha256sum_prints_for_the_exported_file() =>
        Assert.Equal("8ecbaf90f549de4cf6f950cb7f80074e461c517dfca9c3b90018254b8c80db9a", PolicyText.Normalise("1.1 a {#aa}").Digest);

    [Fact]
    public void An_id_survives_renumbering_and_rewording()
    {
        var previous = "## 1. Scope {#old-scope}\n\n1.1 Everyone who posts for us must register the account. {#reg}\n\n1.2 Passwords are kept in the vault. {#vault}";
        var revised = "## 2. Scope\n\n2.1 Passwords are kept in the vault.\n\n2.2 Everyone who posts for us must first register the account.\n\n2.3 Something else entirely.";
        Assert.Equal(["old-scope", "vault", "reg", "something-else-entirely"], Ids(revised, previous));
    }

    [Fact]
    public void The_same_text_goes_before_the_same_heading_and_that_before_likeness()
    {
        var previous = "## 1. Scope {#heading}\n\nold words here\n\n1.1 kept word for word {#same}\n\n1.2 almost kept word for word {#alike}";
        Assert.Equal(["same", "heading", "alike"], Ids("1.1 kept word for word\n\n## 2. SCOPE\n\nnew\n\n2.2 almost kept word by word", previous));
    }

    [Fact]
    public void An_id_written_elsewhere_in_the_text_is_never_given_again() =>
        Assert.Equal(["scope-2", "scope"], Ids("## 1. Scope\n\n1.1 Words {#scope}", "## 1. Scope {#scope}"));

    [Fact]
    public void A_new_clause_never_inherits_the_id_of_one_that_was_removed() =>
        Assert.Equal(["purpose-2"], Ids("## 1. Purpose\n\nAll of this is new and unlike what was.", "1.1 Nothing in common. {#purpose}"));

    [Fact]
    public void Two_clauses_alike_get_two_ids() => Assert.Equal(["same", "same-2"], Ids("1.1 Same.\n\n1.2 Same."));

    [Theory]
    [InlineData("## 1. The Éire office", "the-office")]
    [InlineData("## 1. Цель", "clause-1")]
    [InlineData("2.3 日本語", "clause-2-3")]
    [InlineData("1.1 2026 is a year", "clause-1-1")]
    public void A_slug_is_ascii(string clause, string id) => Assert.Equal([id], Ids(clause));

    [Fact]
    public void A_text_with_problems_comes_back_with_them() =>
        Assert.Equal("text.empty", Assert.Single(PolicyText.Normalise("").Problems).Code);

    [Fact]
    public void Normalising_again_changes_nothing() =>
        Generated.RawText.Sample(raw =>
        {
            var once = PolicyText.Normalise(raw);
            Assert.Empty(once.Problems);
            Assert.Equal(once.Text, PolicyText.Normalise(once.Text).Text);
        });

    [Fact]
    public void Normalising_keeps_every_word_number_and_written_id() =>
        Generated.RawText.Sample(raw =>
        {
            var parsed = PolicyText.Parse(raw);
            var normalised = PolicyText.Normalise(raw);
            Assert.Equal(parsed.Preamble, normalised.Preamble);
            Assert.Equal(parsed.Clauses.Count, normalised.Clauses.Count);
            foreach (var (before, after) in parsed.Clauses.Zip(normalised.Clauses))
                Assert.Equal(before with { Id = before.Id ?? after.Id, Line = after.Line }, after);
        });

    [Fact]
    public void Ids_are_unique_and_a_text_revised_without_its_ids_gets_them_back() =>
        Generated.StoredText.Sample(stored =>
        {
            var clauses = PolicyText.Parse(stored).Clauses;
            Assert.Equal(clauses.Count, clauses.Select(clause => clause.Id).Distinct().Count());
            var bare = string.Join("\n\n", clauses.Select(clause => clause with { Id = null }).Select(Written));
            Assert.Equal(clauses.Select(Words).Order(), PolicyText.Normalise(bare, stored).Clauses.Select(Words).Order());

            static string Written(Clause clause) =>
                clause.Heading is null ? $"{clause.Number} {clause.Markdown}"
                : $"{new string('#', clause.HeadingDepth)} {clause.Number}{(clause.Level == 1 ? "." : "")} {clause.Heading}\n\n{clause.Markdown}";
            static string Words(Clause clause) => $"{clause.Id} {clause.Number} {clause.Heading} {clause.Markdown}";
        });

    [Fact]
    public void The_digest_is_that_of_the_bytes() =>
        Generated.StoredText.Sample(stored =>
            PolicyText.Parse(stored).Digest == Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stored))));
}
