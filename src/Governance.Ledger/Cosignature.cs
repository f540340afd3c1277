using System.Buffers.Binary;
using System.Globalization;

namespace Governance.Ledger;

/// <summary>A witness's word that a checkpoint was the largest it had seen of a log at a time (C2SP tlog-cosignature, Format).</summary>
/// <param name="Timestamp">Seconds since 1970 in UTC; 0 when no time is claimed.</param>
/// <param name="Signature">64 bytes of Ed25519 or 2,420 of ML-DSA-44.</param>
public readonly record struct Cosignature(long Timestamp, ReadOnlyMemory<byte> Signature)
{
    private const int TimestampSize = 8;

    /// <summary>The last second that <see cref="DateTimeOffset"/> can say.</summary>
    private static readonly long LastTimestamp = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>The timestamp in 8 bytes, the greatest first, then the signature.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[TimestampSize + Signature.Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Timestamp);
        Signature.Span.CopyTo(bytes.AsSpan(TimestampSize));
        return bytes;
    }

    /// <summary>Reads what <see cref="ToBytes"/> writes; false for times beyond the year 9999.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Cosignature cosignature)
    {
        cosignature = default;
        if (bytes.Length <= TimestampSize || BinaryPrimitives.ReadUInt64BigEndian(bytes) > (ulong)LastTimestamp) return false;
        cosignature = new Cosignature(BinaryPrimitives.ReadInt64BigEndian(bytes), bytes[TimestampSize..].ToArray());
        return true;
    }

    /// <summary>What a cosignature signs; null when ML-DSA-44 is asked about a text that is no checkpoint.</summary>
    internal static byte[]? Message(NoteKeyType type, string name, string text, long timestamp) => type == NoteKeyType.MlDsa44Cosignature
        ? Checkpoint.TryParse(text) is { } checkpoint ? SubtreeMessage(name, timestamp, checkpoint) : null
        : StrictUtf8.Encoding.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {timestamp}\n{text}"));

    /// <summary>The structure <c>cosigned_message</c>, from leaf 0 to the checkpoint's size; null when a name is longer than its length byte can say.</summary>
    private static byte[]? SubtreeMessage(string name, long timestamp, Checkpoint checkpoint)
    {
        var (nameBytes, originBytes) = (StrictUtf8.Encoding.GetBytes(name), StrictUtf8.Encoding.GetBytes(checkpoint.Origin));
        if (nameBytes.Length > byte.MaxValue || originBytes.Length > byte.MaxValue) return null;
        Span<byte> numbers = stackalloc byte[3 * TimestampSize];
        BinaryPrimitives.WriteInt64BigEndian(numbers, timestamp);
        BinaryPrimitives.WriteInt64BigEndian(numbers[16..], checkpoint.Size);
        return [.. "subtree/v1\n\0"u8, (byte)nameBytes.Length, .. nameBytes, .. numbers[..8], (byte)originBytes.Length, .. originBytes, .. numbers[8..], .. checkpoint.Root.Span];
    }
}
