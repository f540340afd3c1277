using System.Globalization;
using System.Text.Json;
using CsCheck;
using Governance.Ledger;

namespace Governance.Tests.Ledger;

public sealed class MerkleTests
{
    private static string[] Texts(JsonElement json, string name) => [.. json.GetProperty(name).EnumerateArray().Select(x => x.GetString()!)];

    private static string Hex(Hash hash) => Convert.ToHexStringLower(hash.Span);

    [Fact]
    public void The_trees_of_RFC_6962_s_reference_have_their_roots_and_nodes()
    {
        var vectors = Vectors.Json("json", "rfc6962_tree.json");
        var leaves = Texts(vectors, "leafInputsHex").Select(x => Merkle.LeafHash(Convert.FromHexString(x))).ToArray();
        var roots = Texts(vectors, "rootHashesHexBySize");
        var nodes = Texts(vectors, "nodeHashesHex_levels_8_4_2_1");
        Assert.Equal((8, 9, 15), (leaves.Length, roots.Length, nodes.Length));

        for (var size = 0; size <= 8; size++) Assert.Equal(roots[size], Hex(Merkle.Root(leaves[..size])));
        var level = leaves;
        foreach (var row in (string[][])[nodes[..8], nodes[8..12], nodes[12..14], nodes[14..]])
        {
            Assert.Equal(row, level.Select(Hex));
            level = [.. level.Chunk(2).Where(x => x.Length == 2).Select(x => Merkle.NodeHash(x[0], x[1]))];
        }
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Hex(Merkle.EmptyRoot));
    }

    /// <summary>
    /// The published lines count a range without leaves as a tree too; the ledger knows none, so the test writes those lines itself.
    /// The fourth digest, of coverings, is about Merkle tree certificates, which the ledger does not have.
    /// </summary>
    [Fact]
    public void All_subtrees_of_130_leaves_and_their_proofs_have_the_published_digests()
    {
        var expected = Vectors.Json("json", "subtree_accumulated.json").GetProperty("sha256_of_lines");
        var tree = new TreeAppender(0, _ => []);
        for (var i = 0; i < 130; i++) tree.Append(Merkle.LeafHash([(byte)i]));
        var tile = tree.Touched[new TileAt(0, 0)];
        var roots = new Dictionary<TreeRange, string>();
        string Root(TreeRange range) => roots.TryGetValue(range, out var known) ? known : roots[range] = Hex(range.Size == 0 ? Merkle.EmptyRoot : Proof.Root(range, _ => tile));
        string Line(IEnumerable<TreeRange> proof) => string.Concat(proof.Select(x => " " + Root(x)));

        var (hashes, inclusion, consistency) = (new StringWriter(), new StringWriter(), new StringWriter());
        foreach (var range in Ranges(130))
        {
            hashes.Write(string.Create(CultureInfo.InvariantCulture, $"[{range.Start}, {range.End}) {Root(range)}\n"));
            for (var index = range.Start; index < range.End; index++)
                inclusion.Write(string.Create(CultureInfo.InvariantCulture, $"{index} [{range.Start}, {range.End}){Line(TreeRange.ForInclusion(index, range))}\n"));
        }
        for (var size = 0; size <= 130; size++)
        {
            foreach (var range in Ranges(size))
                consistency.Write(string.Create(CultureInfo.InvariantCulture, $"[{range.Start}, {range.End}) {size}{Line(range.Size == 0 ? [] : TreeRange.ForConsistency(range, size))}\n"));
        }
        Assert.Equal(expected.GetProperty("[start, end) hash").GetString(), Digest(hashes));
        Assert.Equal(expected.GetProperty("index [start, end) proof...").GetString(), Digest(inclusion));
        Assert.Equal(expected.GetProperty("[start, end) n proof...").GetString(), Digest(consistency));
    }

    private static IEnumerable<TreeRange> Ranges(int size)
    {
        for (var end = 0; end <= size; end++)
        {
            for (var start = 0; start <= end; start++)
            {
                if (start == end || start % (long)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(end - start)) == 0) yield return new TreeRange(start, end);
            }
        }
    }

    private static string Digest(StringWriter lines) => Hex(Hash.OfData(System.Text.Encoding.ASCII.GetBytes(lines.ToString())));

    [Fact]
    public void A_long_entry_is_hashed_like_a_short_one() => Gen.Int[0, 5000].Sample(length =>
    {
        var entry = new byte[length];
        Array.Fill(entry, (byte)7);
        return Merkle.LeafHash(entry) == Hash.OfData([0, .. entry]);
    });
}
