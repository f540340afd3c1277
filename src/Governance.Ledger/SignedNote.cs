using System.Text;

namespace Governance.Ledger;

/// <summary>One signature line of a note.</summary>
/// <param name="Name">Whose key.</param>
/// <param name="Bytes">Four bytes of key id, then the signature.</param>
public sealed record NoteSignature(string Name, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The key's id: see <see cref="NoteVerifier.KeyId"/>.</summary>
    public uint KeyId => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(Bytes.Span);

    /// <summary>The line, its line feed included.</summary>
    public string ToText() => $"— {Name} {Convert.ToBase64String(Bytes.Span)}\n";
}

/// <summary>A text and the lines that sign it (C2SP signed-note).</summary>
/// <param name="Text">What is signed, its last line feed included.</param>
/// <param name="Signatures">At least one when read, in the note's order.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    /// <summary>The most signature lines that are read.</summary>
    public const int MaxSignatures = 100;

    /// <summary>The longest note that is read, in characters.</summary>
    public const int MaxLength = 1_000_000;

    private const string LineStart = "— ";

    /// <summary>Signs a text with each key in turn; <paramref name="at"/> is what cosignatures say about the time.</summary>
    public static SignedNote Sign(string text, DateTimeOffset at, params IEnumerable<NoteSigner> signers) => IsText(text)
        ? new SignedNote(text, [.. signers.Select(x => x.Sign(text, at))])
        : throw new FormatException("A note's text ends with a line feed and holds no other control character.");

    /// <summary>The note with further signature lines below, a witness's for instance.</summary>
    public SignedNote With(params IEnumerable<NoteSignature> signatures) => this with { Signatures = [.. Signatures, .. signatures] };

    /// <summary>The whole note.</summary>
    public string ToText() => Text + "\n" + string.Concat(Signatures.Select(x => x.ToText()));

    /// <summary>Reads a note in UTF-8; throws <see cref="FormatException"/> for anything that the specification does not call a note.</summary>
    public static SignedNote Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return Parse(StrictUtf8.Encoding.GetString(utf8));
        }
        catch (DecoderFallbackException e)
        {
            throw new FormatException("A note is UTF-8.", e);
        }
    }

    /// <summary>Reads a note; throws <see cref="FormatException"/> for anything that the specification does not call a note.</summary>
    public static SignedNote Parse(string note)
    {
        if (note.Length > MaxLength) throw new FormatException($"A note of more than {MaxLength:N0} characters is not read.");
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0) throw new FormatException("A note has an empty line between its text and its signatures.");
        var text = note[..(end + 1)];
        if (!IsText(text)) throw new FormatException("A note's text holds a control character.");
        if (note[^1] != '\n' || end + 2 == note.Length) throw new FormatException("A note ends with a signature line and its line feed.");
        var lines = note[(end + 2)..^1].Split('\n', MaxSignatures + 1);
        if (lines.Length > MaxSignatures) throw new FormatException($"A note has at most {MaxSignatures} signatures.");
        return new SignedNote(text, [.. lines.Select(Line)]);
    }

    /// <summary>
    /// What keys say about the note. Lines of unknown keys are passed over; a line of a known key that does not hold condemns the whole note.
    /// </summary>
    public NoteCheck Verify(params IEnumerable<NoteVerifier> verifiers)
    {
        var known = verifiers.DistinctBy(x => (x.Name, x.KeyId)).ToDictionary(x => (x.Name, x.KeyId));
        var verified = new List<VerifiedSignature>();
        foreach (var signature in Signatures)
        {
            if (!known.TryGetValue((signature.Name, signature.KeyId), out var verifier)) continue;
            if (!verifier.Verify(Text, signature.Bytes.Span[4..], out var at)) return new NoteCheck([], verifier);
            if (verified.All(x => x.By != verifier)) verified.Add(new VerifiedSignature(verifier, at));
        }
        return new NoteCheck(verified, Broken: null);
    }

    private static bool IsText(string text) => text.EndsWith('\n') && !text.Any(x => x < ' ' && x != '\n') && StrictUtf8.Is(text);

    private static NoteSignature Line(string line)
    {
        var parts = line.StartsWith(LineStart, StringComparison.Ordinal) ? line[LineStart.Length..].Split(' ', 3) : [];
        return parts.Length == 2 && NoteKey.IsName(parts[0]) && Base64Text.Decode(parts[1]) is { Length: > 4 } bytes
            ? new NoteSignature(parts[0], bytes)
            : throw new FormatException("A signature line is a dash, a name and the base64 of a key id and a signature.");
    }
}

/// <summary>A signature that holds.</summary>
/// <param name="By">Whose.</param>
/// <param name="At">When a cosignature says it was made.</param>
public sealed record VerifiedSignature(NoteVerifier By, DateTimeOffset? At);

/// <summary>What known keys say about a note.</summary>
/// <param name="Verified">The signatures that hold, one for each key.</param>
/// <param name="Broken">A known key whose signature does not hold; then nothing else counts.</param>
public sealed record NoteCheck(IReadOnlyList<VerifiedSignature> Verified, NoteVerifier? Broken)
{
    /// <summary>At least one known key signed, and no known key's signature is broken.</summary>
    public bool Accepted => Broken is null && Verified.Count > 0;
}
