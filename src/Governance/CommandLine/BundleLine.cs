using System.Text.Json;
using Governance.Ledger;

namespace Governance.CommandLine;

/// <summary>One leaf as the service tells it, in the forms that a bundle keeps.</summary>
/// <param name="Leaf">Its number.</param>
/// <param name="Event">The line of events.jsonl.</param>
/// <param name="Proof">The inclusion proof, in excerpts.</param>
/// <param name="Disclosures">Lines of disclosures.jsonl.</param>
/// <param name="Withheld">Lines of withheld.txt.</param>
/// <param name="Erasures">Lines of erasures.jsonl.</param>
/// <param name="Erased">The keys that these erasures name.</param>
/// <param name="Silent">Keys of concealed members that are neither disclosed nor withheld here: an erasure explains them, or they are missing.</param>
internal sealed record BundleLine(
    long Leaf, string Event, IReadOnlyList<Hash>? Proof, IReadOnlyList<string> Disclosures, IReadOnlyList<string> Withheld, IReadOnlyList<string> Erasures,
    IReadOnlyList<string> Erased, IReadOnlyList<string> Silent)
{
    private const string Digest = "_sd";
    private static readonly string[] Kept = ["leaf", "entry", "data", "headers"];

    /// <summary>The forms of one line of the service.</summary>
    public static BundleLine Of(JsonElement line)
    {
        var leaf = line.GetProperty("leaf").GetInt64();
        var kept = Kept.Where(name => line.TryGetProperty(name, out _)).Select(name => $"\"{name}\":{line.GetProperty(name).GetRawText()}");
        var (disclosures, withheld, erasures) = (Members(line, "disclosures"), Members(line, "withheld"), Members(line, "erasures"));
        HashSet<string> told = [.. disclosures.Select(one => one.GetProperty(Digest).GetString()!), .. withheld.Select(one => one.GetString()!.Split(' ')[1])];
        return new(
            leaf, $"{{{string.Join(',', kept)}}}",
            line.TryGetProperty("proof", out var proof) ? [.. proof.EnumerateArray().Select(hash => Hash.Of(hash.GetBytesFromBase64()))] : null,
            [.. disclosures.Select(one => one.GetRawText())], [.. withheld.Select(one => one.GetString()!)], [.. erasures.Select(one => one.GetRawText())],
            [.. erasures.SelectMany(one => Members(one, "keys")).Select(one => one.GetString()!)],
            line.TryGetProperty("data", out var data) ? [.. Concealed(data).Where(member => !told.Contains(member.Digest)).Select(member => member.Key)] : []);
    }

    private static IEnumerable<(string Digest, string Key)> Concealed(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object when element.TryGetProperty(Digest, out var digest) && element.TryGetProperty("k", out var key) => [(digest.ToString(), key.ToString())],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Concealed(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Concealed),
        _ => [],
    };

    private static List<JsonElement> Members(JsonElement line, string name) => line.TryGetProperty(name, out var members) ? [.. members.EnumerateArray()] : [];
}
