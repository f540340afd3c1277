using Governance.Ledger;

namespace Governance.Verify;

/// <summary>Whether a leaf is in the log: by the whole tree, or by a proof of its own.</summary>
internal sealed class LeafProofs(Bundle bundle, string checkpointNote, Checkpoint checkpoint, TreeCheck? tree, Findings findings)
{
    private (long Index, IReadOnlyList<ReadOnlyMemory<byte>>? Entries) _entries = (-1, null);

    /// <summary>Checks a leaf; false when the log does not vouch for it.</summary>
    public bool Check(EventLine line) => tree is null ? ByProof(line) : ByTree(line, tree);

    private bool ByTree(EventLine line, TreeCheck tree)
    {
        if (tree.Leaf(line.Leaf) is not { } hash) return false;
        if (hash != line.LeafHash)
        {
            findings.Add(line.Finding("leaf.changed", "This entry is not the one that the log holds at this place: it was changed after it was logged, or exchanged with another."));
            return false;
        }
        if (Stored(line.Leaf) is not { } entry) findings.Add(line.Finding("entries.missing", "The tile that holds this entry is missing from the bundle or broken."));
        else if (Merkle.LeafHash(entry.Span) != hash) findings.Add(line.Finding("entries.changed", "The entry in the log's own tile is not the one that the log commits to: the tile was changed."));
        else return true;
        return false;
    }

    private ReadOnlyMemory<byte>? Stored(long leaf)
    {
        var index = leaf / Tiles.FullWidth;
        if (_entries.Index != index) _entries = (index, Entries(index));
        return _entries.Entries is { } entries && leaf % Tiles.FullWidth < entries.Count ? entries[(int)(leaf % Tiles.FullWidth)] : (ReadOnlyMemory<byte>?)null;
    }

    private IReadOnlyList<ReadOnlyMemory<byte>>? Entries(long index)
    {
        var width = new TileAt(0, index).WidthAt(checkpoint.Size);
        try
        {
            return bundle.Read(Tiles.EntriesPath(index, width), EntryBundle.MaxBytes) is { } bytes && EntryBundle.Read(bytes) is var entries && entries.Count == width ? entries : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private bool ByProof(EventLine line)
    {
        var file = BundlePaths.ProofOf(line.Leaf);
        if (bundle.Read(file, Limits.Small) is not { } bytes)
        {
            findings.Add(line.Finding("proof.missing", "There is no proof that this entry is in the log.") with { File = file });
            return false;
        }
        try
        {
            var proof = TlogProof.Parse(System.Text.Encoding.UTF8.GetString(bytes));
            if (proof.Index != line.Leaf) findings.Add(line.Finding("proof.other-leaf", $"The proof is about leaf {proof.Index}.") with { File = file });
            else if (proof.CheckpointNote != checkpointNote) findings.Add(line.Finding("proof.other-checkpoint", "The proof leads to another checkpoint than the bundle's.") with { File = file });
            else if (!proof.Leads(line.LeafHash, checkpoint)) findings.Add(line.Finding("leaf.changed", "The proof does not lead from this entry to the checkpoint: the entry was changed after it was logged, or was never in the log.") with { File = file });
            else return true;
        }
        catch (FormatException e)
        {
            findings.Add(line.Finding("proof.malformed", e.Message) with { File = file });
        }
        return false;
    }
}
