using CsCheck;
using Governance.Policies.Text;

namespace Governance.Tests.Policies.Text;

public class CanonicalFormTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("e\u0301", "\u00E9")]
    [InlineData("\u212B", "\u00C5")] // a singleton
    [InlineData("q\u0307\u0323", "q\u0323\u0307")] // marks in canonical order
    [InlineData("s\u0307\u0323", "\u1E69")] // composed across the order
    [InlineData("a\u0315\u0300\u05AE\u0301b", "\u00E0\u05AE\u0301\u0315b")]
    [InlineData("\u1100\u1161\u11A8", "\uAC01")] // Hangul
    [InlineData("\u0958", "\u0915\u093C")] // a composition exclusion
    [InlineData("\uD834\uDD5E", "\uD834\uDD57\uD834\uDD65")] // excluded, beyond the first plane
    [InlineData("\uFB01", "\uFB01")] // compatibility only: stays
    [InlineData("\ud800x", "\ud800x")]
    public void Known_texts_compose_as_the_standard_says(string text, string composed) => Assert.Equal(composed, CanonicalForm.Of(text));

    [Fact]
    public void Composing_again_changes_nothing() =>
        Gen.String[Gen.OneOf(Gen.Char, Gen.Char['\u00C0', '\u036F'], Gen.Char['\u1100', '\u11FF'], Gen.Char['\u1E00', '\u1FFF'])].Sample(text =>
            CanonicalForm.Of(CanonicalForm.Of(text)) == CanonicalForm.Of(text));
}
