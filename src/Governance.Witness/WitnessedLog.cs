using System.Globalization;
using Governance.Ledger;

namespace Governance.Witness;

/// <summary>
/// What the witness remembers of one log: the last checkpoint that it cosigned, in a file of its own. It is on the disk before the
/// cosignature leaves: a witness that forgets could vouch for two histories.
/// </summary>
public sealed class WitnessedLog(string file, NoteVerifier verifier)
{
    private readonly Lock gate = new();

    /// <summary>The log's name.</summary>
    public string Origin => verifier.Name;

    /// <summary>Judges a checkpoint, and remembers it when it is to be cosigned.</summary>
    /// <param name="asked">What was sent.</param>
    /// <param name="cosign">Makes the cosignature lines for a checkpoint.</param>
    public WitnessReply Judge(AddCheckpoint asked, Func<SignedNote, string> cosign)
    {
        if (!asked.Note.Verify(verifier).Accepted) return new(StatusCodes.Status403Forbidden, "The checkpoint bears no signature of the key that this witness knows for the log.\n");
        lock (gate)
        {
            var (size, root) = Last();
            if (asked.OldSize > asked.Checkpoint.Size) return new(StatusCodes.Status400BadRequest, "The old size is greater than the checkpoint's.\n");
            if (asked.OldSize != size) return WitnessReply.Seen(size);
            if (asked.Checkpoint.Size == size && size > 0 && asked.Checkpoint.Root != root) return WitnessReply.Seen(size);
            if (!Extends(asked, size, root)) return new(StatusCodes.Status422UnprocessableEntity, "The proof does not lead from the tree that this witness has seen to the checkpoint's.\n");
            var lines = cosign(asked.Note);
            Remember(asked.Note.ToText());
            return new(StatusCodes.Status200OK, lines);
        }
    }

    private static bool Extends(AddCheckpoint asked, long size, Hash root) =>
        size == 0 || size == asked.Checkpoint.Size
            ? asked.Proof.Count == 0
            : Governance.Ledger.Proof.VerifyConsistency(size, root, asked.Checkpoint.Size, asked.Checkpoint.Root, [.. asked.Proof]);

    private (long Size, Hash Root) Last()
    {
        if (!File.Exists(file)) return (0, Merkle.EmptyRoot);
        var last = Checkpoint.Parse(SignedNote.Parse(File.ReadAllText(file)).Text);
        return (last.Size, last.Root);
    }

    private void Remember(string note)
    {
        var next = file + ".new";
        using (var written = new FileStream(next, FileMode.Create, FileAccess.Write))
        {
            written.Write(System.Text.Encoding.UTF8.GetBytes(note));
            written.Flush(flushToDisk: true);
        }

        File.Move(next, file, overwrite: true);
    }
}

/// <summary>What the witness answers: a status and a text.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Text">The body.</param>
/// <param name="ContentType">Its media type.</param>
public sealed record WitnessReply(int Status, string Text, string ContentType = "text/plain; charset=utf-8")
{
    /// <summary>409 with the size of the newest tree that the witness has seen (C2SP tlog-witness).</summary>
    public static WitnessReply Seen(long size) => new(StatusCodes.Status409Conflict, size.ToString(CultureInfo.InvariantCulture) + "\n", "text/x.tlog.size");
}
