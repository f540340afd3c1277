using System.Globalization;
using System.Text;

namespace Governance.Ledger;

/// <summary>A proof that stands alone: where an entry is in a log, its inclusion path, and the checkpoint to which the path leads (C2SP tlog-proof).</summary>
/// <param name="Index">The leaf, from 0.</param>
/// <param name="Path">The inclusion path, from the leaf's sibling upwards.</param>
/// <param name="CheckpointNote">The signed note of the checkpoint, as the log gave it.</param>
public sealed record TlogProof(long Index, IReadOnlyList<Hash> Path, string CheckpointNote)
{
    /// <summary>No tree of 2^63 leaves has a longer path.</summary>
    public const int MaxPath = 63;

    private const string Header = "c2sp.org/tlog-proof@v1", ExtraStart = "extra ", IndexStart = "index ";

    /// <summary>What an application added, which nothing vouches for; null when there is none.</summary>
    public ReadOnlyMemory<byte>? Extra { get; init; }

    /// <summary>The proof's text.</summary>
    public string ToText()
    {
        var text = new StringBuilder(Header).Append('\n');
        if (Extra is { } extra) text.Append(ExtraStart).Append(Convert.ToBase64String(extra.Span)).Append('\n');
        text.Append(IndexStart).Append(Index.ToString(CultureInfo.InvariantCulture)).Append('\n');
        foreach (var hash in Path) text.Append(hash.ToBase64()).Append('\n');
        return text.Append('\n').Append(CheckpointNote).ToString();
    }

    /// <summary>Reads a proof's text; throws <see cref="FormatException"/> when it is none. The checkpoint is not looked into.</summary>
    public static TlogProof Parse(string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || text.Length > SignedNote.MaxLength) throw new FormatException("A proof has an empty line before its checkpoint.");
        var lines = new Queue<string>(text[..end].Split('\n', MaxPath + 8));
        if (lines.Dequeue() != Header) throw new FormatException($"A proof begins with {Header}.");
        byte[]? extra = null;
        if (lines.TryPeek(out var line) && line.StartsWith(ExtraStart, StringComparison.Ordinal))
            extra = Base64Text.Decode(lines.Dequeue().AsSpan(ExtraStart.Length)) ?? throw new FormatException("The extra data of a proof is base64.");
        if (!lines.TryDequeue(out line) || !line.StartsWith(IndexStart, StringComparison.Ordinal) || !Checkpoint.TrySize(line[IndexStart.Length..], out var index))
            throw new FormatException("A proof says its index in decimal digits.");
        if (lines.Count > MaxPath) throw new FormatException($"A proof has at most {MaxPath} hashes.");
        var path = lines.Select(x => Hash.TryFromBase64(x, out var hash) ? hash : throw new FormatException("Every step of a proof is the base64 of 32 bytes.")).ToArray();
        return new TlogProof(index, path, text[(end + 2)..]) { Extra = extra is null ? null : (ReadOnlyMemory<byte>?)extra };
    }

    /// <summary>Whether the path leads from an entry's leaf hash to a checkpoint; whether to trust the checkpoint is another question.</summary>
    public bool Leads(in Hash leafHash, Checkpoint to) => Proof.VerifyInclusion(Index, to.Size, leafHash, [.. Path], to.Root);
}
