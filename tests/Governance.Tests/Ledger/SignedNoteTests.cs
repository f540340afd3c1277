using System.Text;
using System.Text.Json;
using CsCheck;
using Governance.Ledger;

namespace Governance.Tests.Ledger;

public sealed class SignedNoteTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);

    private static JsonElement All => Vectors.Json("json", "signed_note.json");

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static string[] Texts(JsonElement json, string name) => json.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(x => x.GetString()!)] : [];

    private static SignedNote Note(string name) => SignedNote.Parse(Text(All.GetProperty("valid").EnumerateArray().Single(x => Text(x, "name") == name), "note"));

    private static string Invalid(string name) => Text(All.GetProperty("invalid").EnumerateArray().Single(x => Text(x, "name") == name), "note");

    private static NoteSigner Signer(NoteKeyType type, byte seed = 1, string name = "example.com/log") => NoteSigner.Of(name, type, Enumerable.Repeat(seed, 32).ToArray());

    [Fact]
    public void Every_published_note_is_read_written_and_verified_as_published()
    {
        var ran = 0;
        foreach (var vector in All.GetProperty("valid").EnumerateArray())
        {
            var note = SignedNote.Parse(Text(vector, "note"));
            Assert.Equal(Text(vector, "note"), note.ToText());
            var check = note.Verify(Texts(vector, "vkeys").Select(NoteVerifier.Parse));
            Assert.True(check.Accepted);
            Assert.Equal(Texts(vector, "verified"), check.Verified.Select(x => x.By.Name));
            Assert.Subset(note.Signatures.Select(x => x.Name).ToHashSet(), Texts(vector, "ignored").ToHashSet());
            ran++;
        }
        Assert.Equal(4, ran);
    }

    [Fact]
    public void Every_published_wrong_note_is_refused()
    {
        var ran = 0;
        foreach (var vector in All.GetProperty("invalid").EnumerateArray())
        {
            Assert.False(Accepted(Text(vector, "note"), Texts(vector, "vkeys")), Text(vector, "name"));
            ran++;
        }
        Assert.Equal(9, ran);
    }

    private static bool Accepted(string note, string[] vkeys)
    {
        try
        {
            return SignedNote.Parse(note).Verify(vkeys.Select(NoteVerifier.Parse)).Accepted;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    [Theory]
    [InlineData("missing-final-newline")]
    [InlineData("unexpected-line")]
    [InlineData("too-many-signatures-101")]
    [InlineData("no-signature")]
    [InlineData("empty-signature-block")]
    [InlineData("control-character")]
    [InlineData("bad-name-with-space")]
    public void What_a_naive_reader_takes_is_no_note_even_before_its_keys_are_known(string name) => Assert.Throws<FormatException>(() => SignedNote.Parse(Invalid(name)));

    [Fact]
    public void A_hundred_signatures_are_read() => Assert.Equal(100, (Note("c2sp-example") is var note ? note.With(Enumerable.Repeat(note.Signatures[0], 99)) : null) is { } large ? SignedNote.Parse(large.ToText()).Signatures.Count : 0);

    [Fact]
    public void A_broken_signature_of_a_known_key_condemns_a_note_that_another_known_key_signed()
    {
        using var one = Signer(NoteKeyType.Ed25519);
        using var other = Signer(NoteKeyType.Ed25519, 2, "example.com/other");
        var note = SignedNote.Sign("text\n", Noon, one, other);
        var broken = note with { Signatures = [note.Signatures[0], Flipped(note.Signatures[1])] };
        Assert.True(broken.Verify(one.Verifier).Accepted);
        Assert.False(broken.Verify(one.Verifier, other.Verifier).Accepted);
        Assert.Equal(other.Verifier, broken.Verify(one.Verifier, other.Verifier).Broken);
        Assert.False(note.With(Flipped(note.Signatures[0])).Verify(one.Verifier).Accepted);
    }

    private static NoteSignature Flipped(NoteSignature signature)
    {
        var bytes = signature.Bytes.ToArray();
        bytes[^1] ^= 1;
        return signature with { Bytes = bytes };
    }

    [Theory]
    [InlineData(new byte[] { 0x80 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    public void Bytes_that_are_not_UTF_8_are_no_note(byte[] bytes) =>
        Assert.Throws<FormatException>(() => SignedNote.Parse([.. bytes, .. Encoding.UTF8.GetBytes(Note("c2sp-example").ToText())]));

    [Fact]
    public void Whatever_the_text_it_is_a_note_that_is_written_as_it_was_read_or_none() => Gen.OneOf(
        Gen.String[Gen.Char["\n\n\n— aB=+/"], 0, 60],
        Gen.Select(Gen.Int[0, 60], Gen.Char["\n— aB="]).Select(x => Note("c2sp-example").ToText() is var text && x.Item1 < text.Length ? text[..x.Item1] + x.Item2 + text[x.Item1..] : text)).Sample(text =>
    {
        try
        {
            Assert.Equal(text, SignedNote.Parse(text).ToText());
        }
        catch (FormatException)
        {
        }
    });

    [Fact]
    public void A_published_private_key_signs_as_its_owner_did()
    {
        using var key = NoteSigner.Parse(Texts(All, "privateKeys_TEST_ONLY").Single());
        var published = Note("peter-only-known");
        Assert.Equal(published.Signatures[0].ToText(), key.Sign(published.Text, Noon).ToText());
    }

    [Fact]
    public void Published_wrong_keys_are_refused()
    {
        var wrong = Texts(All, "badVkeys");
        Assert.Equal(2, wrong.Length);
        foreach (var vkey in wrong) Assert.Throws<FormatException>(() => NoteVerifier.Parse(vkey));
    }

    [Fact]
    public void A_key_whose_base64_holds_a_plus_is_read()
    {
        for (byte seed = 1; ; seed++)
        {
            using var signer = Signer(NoteKeyType.Ed25519, seed);
            var vkey = signer.Verifier.ToString();
            if (vkey.Count(x => x == '+') == 2) continue;
            Assert.Equal(signer.Verifier, NoteVerifier.Parse(vkey));
            return;
        }
    }

    [Theory]
    [InlineData(NoteKeyType.Ed25519)]
    [InlineData(NoteKeyType.Ed25519Cosignature)]
    [InlineData(NoteKeyType.MlDsa44Cosignature)]
    public void Keys_are_read_back_as_they_were_written(NoteKeyType type)
    {
        using var signer = Signer(type);
        Assert.Equal(signer.Verifier, NoteVerifier.Parse(signer.Verifier.ToString()));
        using var back = NoteSigner.Parse(NoteSigner.Text("example.com/log", type, Enumerable.Repeat((byte)1, 32).ToArray()));
        Assert.Equal(signer.Verifier, back.Verifier);
    }

    [Theory]
    [InlineData("")]
    [InlineData("example.com/foo")]
    [InlineData("example.com/foo+530d903a")]
    [InlineData("+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/fox+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo +530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n")]
    [InlineData("example.com/foo+530d903a+Ae")]
    [InlineData("example.com/foo+530d903a+")]
    public void What_only_looks_like_a_key_is_none(string vkey) => Assert.Throws<FormatException>(() => NoteVerifier.Parse(vkey));

    [Fact]
    public void A_private_key_that_is_none_is_not_shown_in_the_message()
    {
        const string Secret = "PRIVATE+KEY+PeterNeumann+c74f20a4+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
        Assert.DoesNotContain("AYEK", Assert.Throws<FormatException>(() => NoteSigner.Parse(Secret)).Message, StringComparison.Ordinal);
    }
}
