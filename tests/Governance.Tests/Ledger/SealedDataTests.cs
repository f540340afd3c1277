using System.Text;
using Governance.Ledger;

namespace Governance.Tests.Ledger;

public sealed class SealedDataTests
{
    private static string Of(string json) => Encoding.UTF8.GetString(SealedData.Canonical(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("""{"b":{"_sd":"d","p":"person-7","k":"key-1","c":"cipher"},"a":1}""", """{"a":1,"b":{"_sd":"d","k":"key-1","p":"person-7"}}""")]
    [InlineData("""[{"c":"cipher","_sd":"d"},{"c":"stays"}]""", """[{"_sd":"d"},{"c":"stays"}]""")]
    [InlineData("""{"_sd":{"_sd":"inner","c":1},"a":0,"c":{"_sd":2}}""", """{"_sd":{"_sd":"inner"},"a":0}""")]
    [InlineData("""{"_sd":1,"\u0063":2}""", """{"_sd":1}""")]
    [InlineData("""{"c":1}""", """{"c":1}""")]
    public void A_personal_member_loses_its_ciphertext_and_nothing_else(string stored, string committed) => Assert.Equal(committed, Of(stored));

    [Fact]
    public void Destroying_a_ciphertext_changes_no_digest_and_changing_a_pseudonym_does()
    {
        static Hash Digest(string json) => SealedData.Digest(Encoding.UTF8.GetBytes(json));
        var stored = Digest("""{"who":{"_sd":"d","p":"person-7","k":"key-1","c":"cipher"}}""");
        Assert.Equal(stored, Digest("""{"who":{"k":"key-1","_sd":"d","p":"person-7"}}"""));
        Assert.NotEqual(stored, Digest("""{"who":{"_sd":"d","p":"person-8","k":"key-1","c":"cipher"}}"""));
        Assert.Equal(stored, Hash.OfData("""{"who":{"_sd":"d","k":"key-1","p":"person-7"}}"""u8));
    }

    [Fact]
    public void Headers_are_taken_without_the_seal_of_the_outermost_object() =>
        Assert.Equal("""{"a":{"seal":1},"z":2}""", Encoding.UTF8.GetString(SealedData.CanonicalHeaders("""{"z":2,"seal":{"v":1},"a":{"seal":1}}"""u8)));
}
