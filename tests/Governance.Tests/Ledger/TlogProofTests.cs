using System.Text.Json;
using CsCheck;
using Governance.Ledger;

namespace Governance.Tests.Ledger;

public sealed class TlogProofTests
{
    private static JsonElement All => Vectors.Json("json", "tlog_proof.json");

    [Fact]
    public void Every_published_proof_is_read_and_written_as_published()
    {
        var ran = 0;
        foreach (var vector in All.GetProperty("valid").EnumerateArray())
        {
            var text = vector.GetProperty("text").GetString()!;
            var proof = TlogProof.Parse(text);
            Assert.Equal(vector.GetProperty("index").GetInt64(), proof.Index);
            Assert.Equal(vector.GetProperty("hashes").EnumerateArray().Select(x => x.GetString()), proof.Path.Select(x => x.ToBase64()));
            Assert.Equal(vector.GetProperty("checkpoint").GetString(), proof.CheckpointNote);
            Assert.Equal(vector.TryGetProperty("extra", out var extra) ? extra.GetString() : null, proof.Extra is { } bytes ? Convert.ToBase64String(bytes.Span) : null);
            Assert.Equal(text, proof.ToText());
            ran++;
        }
        Assert.Equal(3, ran);
    }

    [Fact]
    public void Every_published_wrong_proof_is_refused()
    {
        var wrong = All.GetProperty("invalid").EnumerateArray().Select(x => x.GetString()!).ToArray();
        Assert.Equal(7, wrong.Length);
        foreach (var text in wrong) Assert.Throws<FormatException>(() => TlogProof.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 01\n\nx\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 9223372036854775808\n\nx\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\nextra AAAA\n\nx\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra AAAA\nextra AAAA\nindex 0\n\nx\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\n")]
    public void Any_other_order_or_spelling_is_no_proof(string text) => Assert.Throws<FormatException>(() => TlogProof.Parse(text));

    [Fact]
    public void A_path_has_63_steps_at_most()
    {
        var path = Enumerable.Repeat(Hash.OfData([]), 64).ToArray();
        Assert.Equal(63, TlogProof.Parse(new TlogProof(1, path[..63], "x\n").ToText()).Path.Count);
        Assert.Throws<FormatException>(() => TlogProof.Parse(new TlogProof(1, path, "x\n").ToText()));
        Assert.Throws<FormatException>(() => TlogProof.Parse(new TlogProof(1, [.. Enumerable.Repeat(path[0], 5000)], "x\n").ToText()));
    }

    [Fact]
    public void A_proof_leads_from_its_entry_to_its_checkpoint_and_from_no_other() => Gen.Select(Gen.Int[1, 300], Gen.Int[0, 299], Gen.Int[0, 299]).Sample((size, index, other) =>
    {
        if (index >= size) return;
        var tree = new TreeAppender(0, _ => []);
        for (var i = 0; i < size; i++) tree.Append(Merkle.LeafHash(BitConverter.GetBytes(i)));
        var head = new Checkpoint("log", size, tree.Root);
        var proof = TlogProof.Parse(new TlogProof(index, Proof.Inclusion(index, size, x => tree.Touched[x]), head.ToText()).ToText());
        Assert.Equal(other == index, proof.Leads(Merkle.LeafHash(BitConverter.GetBytes(other)), head));
    }, iter: 60);
}
