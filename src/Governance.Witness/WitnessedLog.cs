using System.Globalization;
using System.Text;
using Governance.Ledger;
using Governance.Shared;

namespace Governance.Witness;

/// <summary>
/// What the witness remembers of one log: the last checkpoint that it cosigned, in a file of its own. It is on the disk before the
/// cosignature leaves, and the file's name with it: a witness that forgets could vouch for two histories.
/// </summary>
public sealed class WitnessedLog
{
    private readonly Lock gate = new();
    private readonly string file;
    private readonly IReadOnlyList<NoteVerifier> verifiers;
    private (long Size, Hash Root) last;

    /// <summary>Reads what was seen of the log before.</summary>
    /// <param name="origin">The log's name.</param>
    /// <param name="file">What the witness remembers; absent when it has cosigned nothing yet.</param>
    /// <param name="verifiers">The log's keys, several when it has changed its key: the signature of any of them is enough.</param>
    /// <exception cref="InvalidDataException">The file holds no checkpoint of the log.</exception>
    public WitnessedLog(string origin, string file, IReadOnlyList<NoteVerifier> verifiers)
    {
        (Origin, this.file, this.verifiers) = (origin, file, verifiers);
        last = Remembered();
    }

    /// <summary>The log's name.</summary>
    public string Origin { get; }

    /// <summary>Judges a checkpoint, and remembers it when it is to be cosigned.</summary>
    /// <param name="asked">What was sent.</param>
    /// <param name="cosign">Makes the cosignature lines for a checkpoint.</param>
    public WitnessReply Judge(AddCheckpoint asked, Func<SignedNote, string> cosign)
    {
        if (!asked.Note.Verify(verifiers).Accepted) return new(StatusCodes.Status403Forbidden, "The checkpoint bears no right signature of a key that this witness knows for the log. When the log has changed its key, its new key is given to the witness with one more --log.\n");
        lock (gate)
        {
            var (size, root) = last;
            if (asked.OldSize > asked.Checkpoint.Size) return new(StatusCodes.Status400BadRequest, "The old size is greater than the checkpoint's.\n");
            if (asked.OldSize != size) return WitnessReply.Seen(size);
            if (asked.Checkpoint.Size == size && size > 0 && asked.Checkpoint.Root != root) return WitnessReply.Seen(size);
            if (!Extends(asked, size, root)) return new(StatusCodes.Status422UnprocessableEntity, "The proof does not lead from the tree that this witness has seen to the checkpoint's.\n");
            var lines = cosign(asked.Note);
            Disk.Write(file, Encoding.UTF8.GetBytes(asked.Note.ToText()));
            last = (asked.Checkpoint.Size, asked.Checkpoint.Root);
            return new(StatusCodes.Status200OK, lines);
        }
    }

    private static bool Extends(AddCheckpoint asked, long size, Hash root) =>
        asked.Checkpoint.Size == 0 ? asked.Proof.Count == 0 && asked.Checkpoint.Root == Merkle.EmptyRoot
        : size == 0 || size == asked.Checkpoint.Size ? asked.Proof.Count == 0
        : Governance.Ledger.Proof.VerifyConsistency(size, root, asked.Checkpoint.Size, asked.Checkpoint.Root, [.. asked.Proof]);

    private (long Size, Hash Root) Remembered()
    {
        if (!File.Exists(file)) return (0, Merkle.EmptyRoot);
        try
        {
            var seen = Checkpoint.Parse(SignedNote.Parse(File.ReadAllText(file)).Text);
            if (seen.Origin == Origin) return (seen.Size, seen.Root);
        }
        catch (FormatException)
        {
            // As below: it is not what was written.
        }

        throw new InvalidDataException($"The file {file} does not hold the last checkpoint of {Origin} that this witness cosigned: put it back from a copy. A witness that does not know what it has seen could vouch for two histories.");
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
