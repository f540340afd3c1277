using System.Text;
using Governance.Ledger;

namespace Governance.Verify;

/// <summary>That the log only grew since somebody looked before (RFC 9162 section 2.1.4.2).</summary>
internal sealed class ConsistencyCheck(Bundle bundle, Checkpoint checkpoint, TreeCheck? tree, Findings findings)
{
    /// <summary>Checks the checkpoint that was kept from an earlier time, and every proof that the bundle brings along; answers how many hold.</summary>
    public long Check(Checkpoint? kept)
    {
        var held = kept is not null && Since(kept) ? 1L : 0;
        foreach (var (file, sizes) in bundle.Files.Keys.Select(x => (x, BundlePaths.SizesOfConsistency(x))).Where(x => x.Item2 is not null).OrderBy(x => x.x, StringComparer.Ordinal))
        {
            var (from, to) = sizes!.Value;
            if (kept?.Size == from && to == checkpoint.Size) continue;
            if (Path(file) is not { } path) findings.Add("consistency.malformed", file, "A consistency proof is one base64 hash a line.");
            else if (tree is null || to > checkpoint.Size) findings.Note($"{file} was not looked at: give the checkpoint of {from:N0} leaves that you kept with --since.");
            else if (tree.RootAt(from) is { } root1 && tree.RootAt(to) is { } root2 && Proof.VerifyConsistency(from, root1, to, root2, path)) held++;
            else findings.Add("consistency.broken", file, $"The proof that the log of {to:N0} leaves begins with that of {from:N0} does not hold.");
        }
        return held;
    }

    private bool Since(Checkpoint kept)
    {
        if (kept.Origin != checkpoint.Origin)
        {
            findings.Add("consistency.other-log", BundlePaths.Checkpoint, $"The checkpoint that was kept is of another log: {kept.Origin}.");
            return false;
        }
        if (kept.Size > checkpoint.Size)
        {
            findings.Add("consistency.shrunk", BundlePaths.Checkpoint, $"The log has {checkpoint.Size:N0} leaves here and had {kept.Size:N0} before: the log was cut back, or this bundle is older.");
            return false;
        }
        if (kept.Size == 0) return true;
        if (Holds(kept)) return true;
        if (tree is null && kept.Size < checkpoint.Size && !bundle.Has($"consistency/{kept.Size}-{checkpoint.Size}"))
            findings.Add("consistency.missing", BundlePaths.Checkpoint, $"The bundle does not prove that the log only grew since it had {kept.Size:N0} leaves: ask for a bundle with --from {kept.Size}.");
        else
            findings.Add("consistency.forked", BundlePaths.Checkpoint, $"The log's first {kept.Size:N0} leaves are not those that it had before: its past was rewritten, or it shows different histories to different people.");
        return false;
    }

    private bool Holds(Checkpoint kept)
    {
        if (kept.Size == checkpoint.Size) return kept.Root == checkpoint.Root;
        if (tree is not null) return tree.RootAt(kept.Size) == kept.Root;
        return Path($"consistency/{kept.Size}-{checkpoint.Size}") is { } path && Proof.VerifyConsistency(kept.Size, kept.Root, checkpoint.Size, checkpoint.Root, path);
    }

    private Hash[]? Path(string file)
    {
        if (bundle.Read(file, Limits.Small) is not { } bytes || bytes.Length > 0 && bytes[^1] != '\n') return null;
        var path = new List<Hash>();
        foreach (var line in Encoding.ASCII.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (path.Count == TlogProof.MaxPath || !Hash.TryFromBase64(line, out var hash)) return null;
            path.Add(hash);
        }
        return [.. path];
    }
}
