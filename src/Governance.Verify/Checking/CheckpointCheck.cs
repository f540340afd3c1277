using Governance.Ledger;

namespace Governance.Verify;

/// <summary>What vouches for the checkpoint.</summary>
/// <param name="LogKey">The log's key that signed it, or null.</param>
/// <param name="Witnesses">The witnesses that cosigned it, by name.</param>
public sealed record Vouching(string? LogKey, IReadOnlyList<string> Witnesses);

/// <summary>Reads a signed checkpoint and asks whether it is to be believed.</summary>
internal static class CheckpointCheck
{
    /// <summary>The note and its checkpoint; null, with a problem, when it is none.</summary>
    public static (SignedNote Note, Checkpoint Checkpoint)? Read(byte[]? bytes, string file, Findings findings)
    {
        if (bytes is null)
        {
            findings.Add("checkpoint.missing", file, $"There is no checkpoint of at most {Limits.Small:N0} bytes: nothing says how large the log is and what is in it.");
            return null;
        }
        try
        {
            var note = SignedNote.Parse(bytes);
            return (note, Checkpoint.Parse(note.Text));
        }
        catch (FormatException e)
        {
            findings.Add("checkpoint.malformed", file, e.Message);
            return null;
        }
    }

    /// <summary>Checks the signatures.</summary>
    public static Vouching Check(SignedNote note, Trust trust, string file, Findings findings)
    {
        var check = trust.Policy.Check(note);
        if (check.Broken is { } broken) findings.Add("checkpoint.broken", file, $"The signature of {broken.Name} under the checkpoint is wrong: the size or the root was changed after it was signed, or somebody else signed in this name.");
        else if (check.Log is null) findings.Add("checkpoint.stranger", file, $"The checkpoint is not signed by a key of the log that is trusted here: it was made by somebody else, or the log has a new key. Signed by: {Names(note)}.");
        else if (!check.QuorumMet) findings.Add("checkpoint.witnesses", file, $"Too few of the witnesses that the policy asks for have cosigned the checkpoint ({(check.Cosigned.Count == 0 ? "none" : string.Join(", ", check.Cosigned))}): the log may show others another history.");
        return new Vouching(check.Log?.ToString(), [.. check.Cosigned.Order(StringComparer.Ordinal)]);
    }

    private static string Names(SignedNote note) => string.Join(", ", note.Signatures.Take(5).Select(x => x.Name));
}
