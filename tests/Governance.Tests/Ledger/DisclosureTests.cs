using System.Text;
using System.Text.Json;
using CsCheck;
using Governance.Ledger;

namespace Governance.Tests.Ledger;

public sealed class DisclosureTests
{
    private static readonly byte[] Salt = [.. Enumerable.Range(0, 16).Select(x => (byte)x)];

    [Fact]
    public void Every_example_of_RFC_9901_has_its_digest()
    {
        var ran = 0;
        foreach (var vector in Vectors.Json("json", "sdjwt_disclosures.json").GetProperty("vectors").EnumerateArray())
        {
            var disclosure = Disclosure.Parse(vector.GetProperty("disclosure").GetString()!);
            Assert.Equal(vector.GetProperty("digest").GetString(), disclosure.Digest.ToBase64Url());
            var array = JsonElement.Parse(vector.GetProperty("json").GetString()!);
            Assert.Equal(array[0].GetString(), disclosure.Salt);
            Assert.Equal(array.GetArrayLength() == 3 ? array[1].GetString() : null, disclosure.Name);
            Assert.True(JsonElement.DeepEquals(array[array.GetArrayLength() - 1], disclosure.Value));
            ran++;
        }
        Assert.Equal(2, ran);
    }

    [Fact]
    public void A_disclosure_says_what_it_was_made_of() => Gen.Select(Gen.String[Gen.Char['\u0001', '\uD7FF'], 0, 12], Gen.String[Gen.Char['\u0001', '\uD7FF'], 0, 30]).Sample((name, value) =>
    {
        var made = Disclosure.Make(Salt, name, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(value)));
        var back = Disclosure.Parse(made.Encoded);
        Assert.Equal(("AAECAwQFBgcICQoLDA0ODw", name, value), (back.Salt, back.Name, back.Value.GetString()));
        Assert.Equal(made.Digest, back.Digest);
    });

    [Fact]
    public void A_substituted_value_name_or_salt_has_another_digest()
    {
        var made = Disclosure.Make(Salt, "name", "\"Ada\""u8).Digest;
        Assert.NotEqual(made, Disclosure.Make(Salt, "name", "\"Eve\""u8).Digest);
        Assert.NotEqual(made, Disclosure.Make(Salt, "alias", "\"Ada\""u8).Digest);
        Assert.NotEqual(made, Disclosure.Make([.. Salt.Reverse()], "name", "\"Ada\""u8).Digest);
    }

    [Fact]
    public void A_short_salt_or_a_value_that_is_no_single_JSON_value_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Disclosure.Make(new byte[15], "name", "1"u8));
        Assert.Throws<CanonicalJsonException>(() => Disclosure.Make(Salt, "name", "9007199254740993"u8));
        Assert.Throws<FormatException>(() => Disclosure.Make(Salt, "name", "1,2"u8));
    }

    [Theory]
    [InlineData("")]
    [InlineData("e30")]
    [InlineData("WzEsMiwzXQ")]
    [InlineData("WyJhIl0")]
    [InlineData("WyJhIiwiYiIsMV0=")]
    [InlineData("WyJhIiwiYiIsMV0 ")]
    [InlineData("WyJhIiwiYiIsMSwyXQ")]
    public void What_only_looks_like_a_disclosure_is_none(string text) => Assert.Throws<FormatException>(() => Disclosure.Parse(text));
}
