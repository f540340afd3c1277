using CsCheck;
using Governance.Leads;

namespace Governance.Tests.Leads;

public sealed class BrandHandlesTests
{
    [Theory]
    [InlineData("Acme Running", "acmerunning", "acme_running", "acme-running", "acme.running", "acmerunningofficial", "officialacmerunning", "acmerunninghq")]
    [InlineData("Acmé", "acme", "acmeofficial", "officialacme", "acmehq")]
    [InlineData("O'Neill & Sons", "oneillsons", "oneill_sons", "oneill-sons", "oneill.sons", "oneillsonsofficial", "officialoneillsons", "oneillsonshq")]
    [InlineData("日本")]
    public void A_brand_has_the_handles_that_somebody_would_choose(string brand, params string[] handles) => Assert.Equal(handles, BrandHandles.Of(brand));

    [Fact]
    public void There_are_at_most_seven_and_each_is_one_that_platforms_can_read() => Gen.String.Sample(brand =>
    {
        var handles = BrandHandles.Of(brand);
        return handles.Count <= 7 && handles.Distinct().Count() == handles.Count && handles.All(handle => handle.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '_' or '-' or '.'));
    });

    [Theory]
    [InlineData(true, false, ProbeFinding.Exists)]
    [InlineData(false, true, ProbeFinding.Absent)]
    [InlineData(false, false, ProbeFinding.CannotTell)]
    [InlineData(true, true, ProbeFinding.CannotTell)]
    public void One_fingerprint_and_not_the_other_is_an_answer(bool exists, bool absent, ProbeFinding finding) => Assert.Equal(finding, SearchDecider.Tell(exists, absent));
}
