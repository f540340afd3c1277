using System.Globalization;
using System.Text;
using Governance.Ledger;

namespace Governance.Witness;

/// <summary>
/// The body of add-checkpoint (C2SP tlog-witness): <c>old</c> and a size, up to 63 hashes of a consistency proof in base64, each on a line, an empty
/// line, and the signed checkpoint.
/// </summary>
/// <param name="OldSize">The size that the log believes the witness to have seen.</param>
/// <param name="Proof">From there to the checkpoint.</param>
/// <param name="Note">The signed note.</param>
/// <param name="Checkpoint">What it says.</param>
public sealed record AddCheckpoint(long OldSize, IReadOnlyList<Hash> Proof, SignedNote Note, Checkpoint Checkpoint)
{
    /// <summary>The longest body that is read, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    private const int LongestProof = 63;

    /// <summary>Reads a body; null when it is malformed.</summary>
    public static AddCheckpoint? Parse(ReadOnlySpan<byte> body)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body);
        }
        catch (ArgumentException)
        {
            return null;
        }

        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0) return null;
        var lines = text[..end].Split('\n');
        if (!lines[0].StartsWith("old ", StringComparison.Ordinal) || Number(lines[0][4..]) is not { } old || lines.Length > LongestProof + 1) return null;
        var proof = new List<Hash>(lines.Length - 1);
        foreach (var line in lines.Skip(1))
        {
            if (!Hash.TryFromBase64(line, out var hash)) return null;
            proof.Add(hash);
        }

        try
        {
            var note = SignedNote.Parse(text[(end + 2)..]);
            return Checkpoint.TryParse(note.Text) is { } checkpoint ? new(old, proof, note, checkpoint) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // Decimal without leading zeroes.
    private static long? Number(string text) =>
        (text.Length == 1 || !text.StartsWith('0')) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
