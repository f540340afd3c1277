using System.Text;
using CsCheck;
using Governance.Ledger;

namespace Governance.Tests.Ledger;

public sealed class EntryTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 3, 14, 0, 0, TimeSpan.FromHours(2));

    private static Entry Full()
    {
        using var key = NodeKey.Of(new byte[32]);
        var id = Guid.Parse("0199ab00-0000-7000-8000-0000000000ff");
        var seal = Seal.Make(key, "acme", "policies/p-1", id, "PolicyDrafted", default, new byte[16]);
        return new Entry(EntryKind.Event)
        {
            Id = id,
            Tenant = "acme",
            Stream = "policies/p-1",
            Version = 3,
            Sequence = 9007199254740993,
            Type = "PolicyDrafted",
            At = At.AddTicks(1234567),
            Actor = "person-7 \"Ö\"",
            Correlation = "c-1",
            Causation = "c-0",
            Data = seal.B,
            N = seal.N,
            Headers = Hash.OfData("{}"u8),
            Seal = seal,
        };
    }

    private static string Text(Entry entry) => Encoding.UTF8.GetString(entry.ToBytes());

    [Fact]
    public void An_entry_is_canonical_JSON_with_the_names_that_the_specification_gives() => Assert.Equal(
        """{"actor":"person-7 \"Ö\"","at":"2026-03-03T12:00:00.123456Z","b":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","caus":"c-0","corr":"c-1","hdr":"RBNvo1WzZ4oRRq0W9-hknpT7T8If536DEMBg9hyq_4o","id":"0199ab00-0000-7000-8000-0000000000ff","k":"event","n":"AAAAAAAAAAAAAAAAAAAAAA","seal":{"b":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","k":"139e3940e64b5491","n":"AAAAAAAAAAAAAAAAAAAAAA","sig":"SIG","v":1},"seq":"9007199254740993","stream":"policies/p-1","tenant":"acme","type":"PolicyDrafted","v":1,"ver":3}"""
            .Replace("SIG", System.Buffers.Text.Base64Url.EncodeToString(Full().Seal!.Sig), StringComparison.Ordinal),
        Text(Full()));

    [Fact]
    public void Absent_members_are_left_out() => Assert.Equal("""{"k":"genesis","tenant":"acme","v":1}""", Text(new Entry(EntryKind.Genesis) { Tenant = "acme" }));

    [Fact]
    public void What_happened_stands_in_a_note() => Assert.Equal(
        """{"k":"mutation","note":{"by":"postgres","change":"update","of":"e-1"},"v":1}""",
        Text(new Entry(EntryKind.Mutation) { Note = """{ "change": "update", "by": "postgres", "of": "e-1" }""" }));

    [Fact]
    public void An_entry_is_read_back_as_it_was_written()
    {
        Assert.Equal(Text(Full()), Text(Entry.Parse(Full().ToBytes())));
        Assert.Equal(Full().Seal, Entry.Parse(Full().ToBytes()).Seal);
        foreach (var kind in Enum.GetValues<EntryKind>()) Assert.Equal(kind, Entry.Parse(new Entry(kind) { Note = """{"a":1}""" }.ToBytes()).Kind);
    }

    [Fact]
    public void The_bytes_of_an_entry_are_its_own_canonical_form() => Gen.Select(Gen.String[Gen.Char['\u0001', '\uD7FF'], 0, 20], Gen.String[0, 8], Gen.Long[0, Entry.MaxVersion], Gen.Enum<EntryKind>()).Sample((actor, type, version, kind) =>
    {
        var entry = new Entry(kind) { Actor = actor, Type = type.Replace("\0", "", StringComparison.Ordinal), Version = version };
        if (entry.Type!.Any(char.IsSurrogate)) return;
        Assert.Equal(entry.ToBytes(), CanonicalJson.Of(entry.ToBytes()));
        Assert.Equal(entry.ToBytes(), Entry.Parse(entry.ToBytes()).ToBytes());
    });

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"v":1}""")]
    [InlineData("""{"k":"event"}""")]
    [InlineData("""{"k":"event","v":2}""")]
    [InlineData("""{"k":"event","v":1.0}""")]
    [InlineData("""{"k":"gossip","v":1}""")]
    [InlineData("""{"k":7,"v":1}""")]
    [InlineData("""{"v":1,"k":"event"}""")]
    [InlineData("""{"k":"event", "v":1}""")]
    [InlineData("""{"k":"event","v":1} """)]
    [InlineData("""{"k":"event","v":1}{}""")]
    [InlineData("""{"k":"event","k":"event","v":1}""")]
    [InlineData("""{"k":"event","v":1,"zzz":2}""")]
    [InlineData("""{"actor":null,"k":"event","v":1}""")]
    [InlineData("""{"k":"event","seq":"01","v":1}""")]
    [InlineData("""{"k":"event","seq":1,"v":1}""")]
    [InlineData("""{"k":"event","v":1,"ver":-1}""")]
    [InlineData("""{"k":"event","v":1,"ver":1.5}""")]
    [InlineData("""{"at":"2026-03-03T12:00:00Z","k":"event","v":1}""")]
    [InlineData("""{"at":"2026-03-03T12:00:00.123456+00:00","k":"event","v":1}""")]
    [InlineData("""{"b":"RBNvo1WzZ4oRRq0W9-hknpT7T8If536DEMBg9hyq_4p","k":"event","v":1}""")]
    [InlineData("""{"b":"RBNv","k":"event","v":1}""")]
    [InlineData("""{"id":"0199AB00-0000-7000-8000-0000000000FF","k":"event","v":1}""")]
    [InlineData("""{"k":"event","note":[],"v":1}""")]
    [InlineData("""{"k":"event","note":{"b":1,"a":2},"v":1}""")]
    [InlineData("""{"k":"event","seal":{},"v":1}""")]
    [InlineData("""{"actor":"\u00f6","k":"event","v":1}""")]
    [InlineData("""{"actor":"\ud800","k":"event","v":1}""")]
    public void Any_other_spelling_is_no_entry(string text) => Assert.Throws<FormatException>(() => Entry.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void An_entry_has_at_most_65535_bytes()
    {
        static Entry Of(int actor) => new(EntryKind.Event) { Actor = new string('x', actor) };
        var frame = Of(0).ToBytes().Length;
        Assert.Equal(65_535, Of(65_535 - frame).ToBytes().Length);
        Assert.Equal(65_535, Entry.Parse(Of(65_535 - frame).ToBytes()).ToBytes().Length);
        Assert.Equal(65_536, Assert.Throws<EntryTooLongException>(() => Of(65_536 - frame).ToBytes()).Bytes);
    }

    [Fact]
    public void Texts_without_a_canonical_form_are_refused_by_name()
    {
        Assert.Equal("/actor", Assert.Throws<CanonicalJsonException>(() => new Entry(EntryKind.Event) { Actor = "\ud800" }.ToBytes()).Path);
        Assert.Equal(CanonicalJsonReason.NullCharacter, Assert.Throws<CanonicalJsonException>(() => new Entry(EntryKind.Event) { Type = "a\0" }.ToBytes()).Reason);
        Assert.ThrowsAny<ArgumentException>(() => new Entry(EntryKind.Event) { Note = "[1]" }.ToBytes());
        Assert.ThrowsAny<ArgumentException>(() => new Entry(EntryKind.Event) { Version = 1L << 53 }.ToBytes());
    }
}
