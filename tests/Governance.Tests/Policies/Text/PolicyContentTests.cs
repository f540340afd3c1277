using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsCheck;
using Governance.Policies;
using Governance.Policies.Text;

namespace Governance.Tests.Policies.Text;

public class PolicyContentTests
{
    private static readonly PolicyContent Sample = new(
        "Social media policy", PolicyKind.Standard, "communications", new("policy-owner", "legal"), ["all staff", "contractors"], "Every account",
        ["IE", "EU"], "en", 12, ["all"], ["official", "campaign"], new DateTimeOffset(2027, 1, 1, 1, 0, 0, TimeSpan.FromHours(1)), "s@acme.example",
        ImmutableSortedDictionary<string, string>.Empty.Add("lead", "unclaimed").Add("account", "a presence"), "1.1 a {#aa}\n");

    private static readonly JsonSerializerOptions Plain = Governance.Shared.Json.Options;

    private static string Sha256(string form) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(form)));

    [Theory]
    [InlineData("title", "Social media policy")]
    [InlineData("kind", "standard")]
    [InlineData("area", "communications")]
    [InlineData("owner", "policy-owner@legal")]
    [InlineData("audience", "all staff\ncontractors\n")]
    [InlineData("scope", "Every account")]
    [InlineData("jurisdiction", "IE\nEU\n")]
    [InlineData("language", "en")]
    [InlineData("reviewCycle", "12")]
    [InlineData("platforms", "all\n")]
    [InlineData("accountClasses", "official\ncampaign\n")]
    [InlineData("effectiveFrom", "2027-01-01T00:00:00Z")]
    [InlineData("contact", "s@acme.example")]
    [InlineData("glossary", "account: a presence\nlead: unclaimed\n")]
    [InlineData("body", "1.1 a {#aa}\n")]
    public void A_field_is_digested_in_its_plain_form(string field, string form) => Assert.Equal(Sha256(form), Sample.FieldDigests()[field]);

    [Fact]
    public void The_digest_is_that_of_the_manifest_sha256sum_prints()
    {
        var manifest = string.Concat(Sample.FieldDigests().OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Value}  {field.Key}\n"));
        Assert.Equal(Sha256(manifest), Sample.Digest());
        Assert.Equal(15, Sample.FieldDigests().Count);
    }

    [Fact]
    public void An_absent_field_has_the_digest_of_nothing() =>
        Assert.All(
            ["contact", "effectiveFrom", "glossary"],
            field => Assert.Equal(Sha256(""), (Sample with { Contact = null, EffectiveFrom = null, Glossary = ImmutableSortedDictionary<string, string>.Empty }).FieldDigests()[field]));

    [Fact]
    public void Parts_of_a_second_are_part_of_the_form() =>
        Assert.Equal(Sha256("2027-01-01T00:00:00.5Z"), (Sample with { EffectiveFrom = Sample.EffectiveFrom!.Value.AddMilliseconds(500) }).FieldDigests()["effectiveFrom"]);

    [Fact]
    public void Stored_and_read_back_it_is_equal() =>
        Generated.Content.Sample(content =>
        {
            var back = JsonSerializer.Deserialize<PolicyContent>(JsonSerializer.Serialize(content, Plain), Plain)!;
            Assert.Equal(content, back);
            Assert.Equal(content.GetHashCode(), back.GetHashCode());
            Assert.Equal(content.Digest(), back.Digest());
        });

    [Fact]
    public void The_stored_form_is_flat_and_named_for_ever() =>
        Assert.Equal(
            """{"title":"Social media policy","kind":"standard","area":"communications","owner":{"role":"policy-owner","area":"legal"},"audience":["all staff","contractors"],"scope":"Every account","jurisdiction":["IE","EU"],"language":"en","reviewCycleMonths":12,"platforms":["all"],"accountClasses":["official","campaign"],"effectiveFrom":"2027-01-01T01:00:00+01:00","contact":"s@acme.example","glossary":{"account":"a presence","lead":"unclaimed"},"body":"1.1 a {#aa}\n"}""",
            JsonSerializer.Serialize(Sample, Plain));

    [Fact]
    public void Two_contents_have_the_same_digest_exactly_when_they_are_equal() =>
        Gen.Select(Generated.Content, Generated.Content, Gen.Int[0, 14]).Sample((one, other, field) =>
        {
            var mixed = With(one, other, field);
            Assert.Equal(one == mixed, one.Digest() == mixed.Digest());
            var differing = one.FieldDigests().Except(mixed.FieldDigests()).Union(mixed.FieldDigests().Except(one.FieldDigests())).Select(entry => entry.Key).Distinct();
            Assert.Equal(one == mixed ? 0 : 1, differing.Count());
        });

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a\u2028b")]
    [InlineData("a\tb")]
    [InlineData(" a")]
    [InlineData("")]
    public void An_item_or_term_that_is_not_one_line_is_refused(string line)
    {
        Assert.Contains(PolicyContentRules.Check(Sample with { Audience = ["x", line] }), problem => problem.Field == "audience");
        Assert.Contains(PolicyContentRules.Check(Sample with { Glossary = Sample.Glossary.Add(line, "x") }), problem => problem.Field == "glossary");
        Assert.Contains(PolicyContentRules.Check(Sample with { Glossary = Sample.Glossary.Add("x", line) }), problem => problem.Field == "glossary");
    }

    [Fact]
    public void A_term_with_a_colon_would_make_two_glossaries_read_the_same() =>
        Assert.Contains(PolicyContentRules.Check(Sample with { Glossary = Sample.Glossary.Add("a: b", "c") }), problem => problem.Reason.Contains("colon", StringComparison.Ordinal));

    [Fact]
    public void What_is_generated_as_fit_is_fit() => Generated.Content.Sample(content => Assert.Empty(PolicyContentRules.Check(content)));

    private static PolicyContent With(PolicyContent one, PolicyContent other, int field) => field switch
    {
        0 => one with { Title = other.Title },
        1 => one with { Kind = other.Kind },
        2 => one with { Area = other.Area },
        3 => one with { Owner = other.Owner },
        4 => one with { Audience = other.Audience },
        5 => one with { Scope = other.Scope },
        6 => one with { Jurisdiction = other.Jurisdiction },
        7 => one with { Language = "ga" },
        8 => one with { ReviewCycleMonths = other.ReviewCycleMonths },
        9 => one with { Platforms = other.Platforms },
        10 => one with { AccountClasses = other.AccountClasses },
        11 => one with { EffectiveFrom = other.EffectiveFrom },
        12 => one with { Contact = other.Contact },
        13 => one with { Glossary = other.Glossary },
        _ => one with { Body = other.Body },
    };
}
