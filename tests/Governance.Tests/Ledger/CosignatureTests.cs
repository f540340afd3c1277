using Governance.Ledger;

namespace Governance.Tests.Ledger;

public sealed class CosignatureTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);
    private static readonly Checkpoint Head = new("example.com/log", 109_482, Hash.OfData("root"u8));

    private static NoteSigner Signer(NoteKeyType type, string name = "witness.example") => NoteSigner.Of(name, type, Enumerable.Repeat((byte)3, 32).ToArray());

    private static string[] Keys(string list) => [.. Vectors.Json("json", "cosignature_vkeys.json").GetProperty(list).EnumerateArray().Select(x => x.GetString()!)];

    [Fact]
    public void The_published_cosigning_keys_are_read()
    {
        var keys = Keys("ed25519_cosignature_0x04");
        Assert.Equal("remora.n621.de", NoteVerifier.Parse(Assert.Single(keys)).Name);
        Assert.Equal(keys[0], NoteVerifier.Parse(keys[0]).ToString());
    }

    [Fact]
    public void The_published_ML_DSA_key_prints_an_id_that_its_name_and_key_do_not_give()
    {
        var vkey = Assert.Single(Keys("ml_dsa_44_0x06"));
        Assert.Contains("31236897", Assert.Throws<FormatException>(() => NoteVerifier.Parse(vkey)).Message, StringComparison.Ordinal);
        var right = vkey.Replace("5893dc2c", "31236897", StringComparison.Ordinal);
        Assert.Equal((NoteKeyType.MlDsa44Cosignature, right), (NoteVerifier.Parse(right).Type, NoteVerifier.Parse(right).ToString()));
    }

    [Theory]
    [InlineData(NoteKeyType.Ed25519Cosignature, 72)]
    [InlineData(NoteKeyType.MlDsa44Cosignature, 2428)]
    public void A_witness_says_when_it_saw_a_checkpoint(NoteKeyType type, int length)
    {
        using var witness = Signer(type);
        var note = SignedNote.Parse(SignedNote.Sign(Head.ToText(), Noon, witness).ToText());
        Assert.Equal(4 + length, note.Signatures[0].Bytes.Length);
        var seen = Assert.Single(note.Verify(witness.Verifier).Verified);
        Assert.Equal((witness.Verifier, Noon), (seen.By, seen.At));
    }

    [Theory]
    [InlineData(NoteKeyType.Ed25519Cosignature)]
    [InlineData(NoteKeyType.MlDsa44Cosignature)]
    public void A_cosignature_holds_for_its_checkpoint_and_its_time_only(NoteKeyType type)
    {
        using var witness = Signer(type);
        var line = witness.Sign(Head.ToText(), Noon);
        bool Holds(Checkpoint head, NoteSignature signature) => new SignedNote(head.ToText(), [signature]).Verify(witness.Verifier).Accepted;
        Assert.True(Holds(Head, line));
        Assert.False(Holds(Head with { Origin = "example.com/lag" }, line));
        Assert.False(Holds(Head with { Size = Head.Size + 1 }, line));
        Assert.False(Holds(Head with { Root = default }, line));
        for (var at = 4; at < line.Bytes.Length; at += 7)
        {
            var bytes = line.Bytes.ToArray();
            bytes[at] ^= 1;
            Assert.False(Holds(Head, line with { Bytes = bytes }));
        }
        Assert.False(Holds(Head, line with { Bytes = line.Bytes[..^1] }));
        Assert.False(Holds(Head, line with { Bytes = line.Bytes[..12] }));
    }

    [Fact]
    public void What_an_Ed25519_witness_signs_is_what_the_specification_says()
    {
        using var witness = Signer(NoteKeyType.Ed25519Cosignature);
        var signature = witness.Sign(Head.ToText(), DateTimeOffset.FromUnixTimeSeconds(1679315147)).Bytes[12..];
        Assert.True(Ed25519Check.Verify(witness.Verifier.PublicKey.Span, System.Text.Encoding.UTF8.GetBytes("cosignature/v1\ntime 1679315147\n" + Head.ToText()), signature.Span));
    }

    [Fact]
    public void What_an_ML_DSA_witness_signs_is_what_the_specification_says()
    {
        using var witness = Signer(NoteKeyType.MlDsa44Cosignature, "w");
        byte[] message =
        [
            .. "subtree/v1\n\0"u8, 1, (byte)'w', 0, 0, 0, 0, 0x64, 0x18, 0x4F, 0xCB, 15, .. "example.com/log"u8,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0xAB, 0xAA, .. Head.Root.Span,
        ];
        var signature = witness.Sign(Head.ToText(), DateTimeOffset.FromUnixTimeSeconds(0x64184FCB)).Bytes[12..];
        Assert.True(MlDsa44.Verify(witness.Verifier.PublicKey.Span, message, signature.Span));
    }

    [Fact]
    public void An_ML_DSA_key_signs_checkpoints_only()
    {
        using var witness = Signer(NoteKeyType.MlDsa44Cosignature);
        Assert.Throws<FormatException>(() => witness.Sign("some text\n", Noon));
    }

    [Fact]
    public void A_log_may_sign_with_both_kinds_of_key()
    {
        using var classic = Signer(NoteKeyType.Ed25519, Head.Origin);
        using var later = Signer(NoteKeyType.MlDsa44Cosignature, Head.Origin);
        var note = SignedNote.Parse(SignedNote.Sign(Head.ToText(), Noon, classic, later).ToText());
        Assert.Equal(2, note.Verify(classic.Verifier, later.Verifier).Verified.Count);
        Assert.True(note.Verify(later.Verifier).Accepted);
    }
}
