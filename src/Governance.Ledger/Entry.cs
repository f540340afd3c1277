namespace Governance.Ledger;

/// <summary>
/// What a leaf commits to. Members that are null are left out of the bytes. Compare entries by <see cref="ToBytes"/>.
/// </summary>
/// <param name="Kind">What the leaf is about (k).</param>
public sealed record Entry(EntryKind Kind)
{
    /// <summary>The version of the form (v).</summary>
    public const int V = 1;

    /// <summary>The longest entry, in bytes: what the two length bytes of an entry bundle can say (C2SP tlog-tiles, Log entries).</summary>
    public const int MaxBytes = ushort.MaxValue;

    /// <summary>The greatest version that is exact in every JSON reader: 2^53 - 1.</summary>
    public const long MaxVersion = (1L << 53) - 1;

    /// <summary>The event's id.</summary>
    public Guid? Id { get; init; }

    /// <summary>The organisation.</summary>
    public string? Tenant { get; init; }

    /// <summary>The stream's key.</summary>
    public string? Stream { get; init; }

    /// <summary>The event's version within its stream, from 1 (ver).</summary>
    public long? Version { get; init; }

    /// <summary>The event's sequence in the store, written as a text (seq).</summary>
    public long? Sequence { get; init; }

    /// <summary>The event's stored type name.</summary>
    public string? Type { get; init; }

    /// <summary>When, as the store says; written in UTC with six digits of a second, what is finer cut off (at).</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Who.</summary>
    public string? Actor { get; init; }

    /// <summary>The correlation id (corr).</summary>
    public string? Correlation { get; init; }

    /// <summary>The causation id (caus).</summary>
    public string? Causation { get; init; }

    /// <summary>The digest of the data: see <see cref="SealedData.Digest"/> (b).</summary>
    public Hash? Data { get; init; }

    /// <summary>The seal's 16 random bytes (n).</summary>
    public ReadOnlyMemory<byte>? N { get; init; }

    /// <summary>The digest of the headers: see <see cref="SealedData.HeadersDigest"/> (hdr).</summary>
    public Hash? Headers { get; init; }

    /// <summary>The seal as stored with the event.</summary>
    public Seal? Seal { get; init; }

    /// <summary>A JSON object that says what happened, for the kinds that are no events.</summary>
    public string? Note { get; init; }

    /// <summary>
    /// The entry's bytes: RFC 8785. Throws <see cref="EntryTooLongException"/> when there would be more than <see cref="MaxBytes"/>,
    /// and <see cref="CanonicalJsonException"/> when a text has no canonical form.
    /// </summary>
    public byte[] ToBytes() => EntryWriter.Write(this);

    /// <summary>
    /// The entry of some bytes; throws <see cref="FormatException"/>, with a sentence, for bytes that <see cref="ToBytes"/> would not have written.
    /// </summary>
    public static Entry Parse(ReadOnlySpan<byte> bytes) => EntryReader.Read(bytes);
}

/// <summary>An entry that would have more than 65,535 bytes.</summary>
public sealed class EntryTooLongException(int bytes) : Exception($"An entry of the log has at most {Entry.MaxBytes:N0} bytes; this one would have {bytes:N0}.")
{
    /// <summary>How many bytes it would have had.</summary>
    public int Bytes { get; } = bytes;
}
