using System.Text.Json;
using Governance.Ledger;

namespace Governance.Tests.Ledger;

public sealed class ProofVectorTests
{
    [Fact]
    public void Every_published_inclusion_proof_is_taken_or_refused_as_published()
    {
        var ran = Every("merkle/inclusion", test => HashesOf(test) is var (path, roots)
            && Proof.VerifyInclusion(Number(test, "leafIdx"), Number(test, "treeSize"), roots["leafHash"], path, roots["root"]));
        Assert.Equal((98, 6), ran);
    }

    [Fact]
    public void Every_published_consistency_proof_is_taken_or_refused_as_published()
    {
        var ran = Every("merkle/consistency", test => HashesOf(test) is var (path, roots)
            && Proof.VerifyConsistency(Number(test, "size1"), roots["root1"], Number(test, "size2"), roots["root2"], path));
        Assert.Equal((98, 6), ran);
    }

    private static (int Ran, int Valid) Every(string folder, Func<JsonElement, bool> verify)
    {
        var (ran, valid) = (0, 0);
        foreach (var (name, test) in Vectors.JsonFiles(folder))
        {
            var right = !test.GetProperty("wantErr").GetBoolean();
            Assert.True(verify(test) == right, name);
            ran++;
            if (right) valid++;
        }
        return (ran, valid);
    }

    /// <summary>Sizes may be given as unsigned numbers beyond any tree.</summary>
    private static long Number(JsonElement test, string name) => unchecked((long)test.GetProperty(name).GetUInt64());

    /// <summary>Null when a step of the path is no hash or a root is nothing: such a proof is refused when it is read. Roots that are only words stand for some hash.</summary>
    private static (Hash[] Path, Dictionary<string, Hash> Roots)? HashesOf(JsonElement test)
    {
        var proof = test.GetProperty("proof");
        var path = new List<Hash>();
        foreach (var text in proof.ValueKind == JsonValueKind.Null ? [] : proof.EnumerateArray().Select(x => x.GetString()!))
        {
            if (!Hash.TryFromBase64(text, out var hash)) return null;
            path.Add(hash);
        }
        var roots = test.EnumerateObject().Where(x => x.Name.StartsWith("root", StringComparison.Ordinal) || x.Name == "leafHash").ToArray();
        if (roots.Any(x => x.Value.GetString() is null or "")) return null;
        return ([.. path], roots.ToDictionary(x => x.Name, x => Hash.TryFromBase64(x.Value.GetString(), out var hash) ? hash : Hash.OfData([7, .. x.Value.GetBytesFromBase64()])));
    }
}
