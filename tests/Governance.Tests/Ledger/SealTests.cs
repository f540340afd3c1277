using System.Text;
using System.Text.Json;
using CsCheck;
using Governance.Ledger;

namespace Governance.Tests.Ledger;

public sealed class SealTests
{
    private static readonly Guid Event = Guid.Parse("0199AB00-0000-7000-8000-0000000000FF");
    private static readonly Hash Data = Hash.OfData("{}"u8);
    private static readonly byte[] Nonce = [.. Enumerable.Range(0, 16).Select(x => (byte)x)];

    private static NodeKey Node(byte seed = 1) => NodeKey.Of(Enumerable.Repeat(seed, 32).ToArray());

    private static Seal Sealed(NodeKey key) => Seal.Make(key, "acme", "policies/p-1", Event, "PolicyDrafted", Data, Nonce);

    [Fact]
    public void The_message_is_what_the_specification_says_line_by_line() => Assert.Equal(
        "governance-seal/v1\nacme\npolicies/p-1\n0199ab00-0000-7000-8000-0000000000ff\nPolicyDrafted\nRBNvo1WzZ4oRRq0W9-hknpT7T8If536DEMBg9hyq_4o\nAAECAwQFBgcICQoLDA0ODw\n",
        Encoding.UTF8.GetString(Seal.Message("acme", "policies/p-1", Event, "PolicyDrafted", Data, Nonce)));

    [Fact]
    public void A_seal_holds_for_its_event_and_for_no_other()
    {
        using var key = Node();
        using var other = Node(2);
        var seal = Sealed(key);
        Assert.True(seal.Verify(key.PublicKey.Span, "acme", "policies/p-1", Event, "PolicyDrafted", Data));
        Assert.False(seal.Verify(other.PublicKey.Span, "acme", "policies/p-1", Event, "PolicyDrafted", Data));
        Assert.False(seal.Verify(key.PublicKey.Span, "other", "policies/p-1", Event, "PolicyDrafted", Data));
        Assert.False(seal.Verify(key.PublicKey.Span, "acme", "policies/p-2", Event, "PolicyDrafted", Data));
        Assert.False(seal.Verify(key.PublicKey.Span, "acme", "policies/p-1", Guid.Empty, "PolicyDrafted", Data));
        Assert.False(seal.Verify(key.PublicKey.Span, "acme", "policies/p-1", Event, "PolicyRetired", Data));
        Assert.False(seal.Verify(key.PublicKey.Span, "acme", "policies/p-1", Event, "PolicyDrafted", Hash.OfData("[]"u8)));
        Assert.False((seal with { K = other.Id }).Verify(key.PublicKey.Span, "acme", "policies/p-1", Event, "PolicyDrafted", Data));
        Assert.False((seal with { N = new byte[16] }).Verify(key.PublicKey.Span, "acme", "policies/p-1", Event, "PolicyDrafted", Data));
        Assert.False((seal with { Sig = new byte[64] }).Verify(key.PublicKey.Span, "acme", "policies/p-1", Event, "PolicyDrafted", Data));
        Assert.False((seal with { Sig = [] }).Verify(key.PublicKey.Span, "acme", "policies/p-1", Event, "PolicyDrafted", Data));
    }

    [Theory]
    [InlineData("acme\nx", "s", "t")]
    [InlineData("acme", "s\n", "t")]
    [InlineData("acme", "s", "\nt")]
    public void Parts_that_could_make_two_events_one_message_are_not_sealed(string tenant, string stream, string type)
    {
        using var key = Node();
        Assert.Throws<ArgumentException>(() => Seal.Make(key, tenant, stream, Event, type, Data, Nonce));
        Assert.ThrowsAny<ArgumentException>(() => Seal.Make(key, "acme", "s\ud800", Event, "t", Data, Nonce));
    }

    [Fact]
    public void A_key_is_named_by_the_beginning_of_its_digest()
    {
        using var key = Node();
        Assert.Equal(Convert.ToHexStringLower(Hash.OfData(key.PublicKey.Span).Span[..8]), key.Id);
    }

    [Fact]
    public void A_seal_is_read_back_as_it_was_stored_whatever_the_order_of_its_members()
    {
        using var key = Node();
        var seal = Sealed(key);
        Assert.StartsWith($$"""{"v":1,"k":"{{key.Id}}","n":"AAECAwQFBgcICQoLDA0ODw","b":"RBNv""", seal.ToJson(), StringComparison.Ordinal);
        Assert.Equal(seal, Seal.Parse(Encoding.UTF8.GetBytes(seal.ToJson())));
        Assert.Equal(seal, Seal.Parse(CanonicalJson.Of(Encoding.UTF8.GetBytes(seal.ToJson()))));
        var asHeader = JsonSerializer.Serialize(new Dictionary<string, object> { ["seal"] = seal }, JsonSerializerOptions.Web);
        Assert.Equal($$"""{"seal":{{seal.ToJson()}}}""", asHeader);
    }

    [Fact]
    public void What_only_looks_like_a_seal_is_none()
    {
        using var key = Node();
        var right = Sealed(key).ToJson();
        foreach (var wrong in (string[])[
            "", "null", "[]", "{}", right + " {}", right.Replace("\"v\":1", "\"v\":2", StringComparison.Ordinal), right.Replace("\"v\":1", "\"v\":\"1\"", StringComparison.Ordinal),
            right.Replace("\"v\":1,", "", StringComparison.Ordinal), right.Replace("{\"v\":1", "{\"v\":1,\"x\":2", StringComparison.Ordinal), right.Replace("AAECAwQFBgcICQoLDA0ODw", "AAECAwQFBgcICQoLDA0ODx", StringComparison.Ordinal),
            right.Replace("AAECAwQFBgcICQoLDA0ODw", "AAECAwQFBgcICQoLDA0ODw==", StringComparison.Ordinal), right.Replace("\"k\":\"", "\"k\":7,\"x\":\"", StringComparison.Ordinal), right.Replace(key.Id, "\\ud800", StringComparison.Ordinal)])
            Assert.Null(Seal.Parse(Encoding.UTF8.GetBytes(wrong)));
    }

    [Fact]
    public void Whatever_stands_in_the_header_it_is_a_seal_or_none() => Gen.String[Gen.Char["{}[]\",:vknbsig1\\u0d8e"], 0, 60].Sample(text => Seal.Parse(Encoding.UTF8.GetBytes(text)) is null);
}
