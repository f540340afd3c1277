using CsCheck;

namespace Governance.Tests.Ledger;

public sealed class HashTests
{
    private static readonly Gen<byte[]> Bytes = Gen.Byte.Array[32];

    [Fact]
    public void A_hash_is_its_32_bytes() => Bytes.Sample(bytes =>
    {
        var hash = Hash.Of(bytes);
        Assert.Equal(bytes, hash.ToArray());
        Assert.Equal(hash, Hash.Of(hash.Span));
        Assert.True(Hash.TryFromBase64(hash.ToBase64(), out var back) && back == hash);
        Assert.True(Hash.TryFromBase64Url(hash.ToBase64Url(), out var backUrl) && backUrl == hash);
        bytes[7] ^= 1;
        Assert.NotEqual(hash, Hash.Of(bytes));
    });

    [Theory]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= ")]
    [InlineData("AAAAAAAAAAAAAAAA AAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void Only_one_text_stands_for_a_hash(string text) => Assert.False(Hash.TryFromBase64(text, out _));

    [Theory]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB")]
    [InlineData("+AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAA AAAAAAAAAAAAAAAAAAAAA")]
    public void Only_one_text_stands_for_a_hash_in_an_address(string text) => Assert.False(Hash.TryFromBase64Url(text, out _));

    [Fact]
    public void Anything_but_32_bytes_is_no_hash() => Assert.Throws<ArgumentException>(() => Hash.Of(new byte[31]));
}
