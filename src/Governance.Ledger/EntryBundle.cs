using System.Buffers.Binary;

namespace Governance.Ledger;

/// <summary>Up to 256 entries one after the other, each behind its length in two bytes, the greater first (C2SP tlog-tiles, Log entries).</summary>
public static class EntryBundle
{
    /// <summary>The longest bundle, in bytes.</summary>
    public const int MaxBytes = Tiles.FullWidth * (2 + Entry.MaxBytes);

    /// <summary>The bundle of 1 to 256 entries.</summary>
    public static byte[] Write(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        if (entries.Count is < 1 or > Tiles.FullWidth) throw new ArgumentException("A bundle holds 1 to 256 entries.", nameof(entries));
        var bundle = new byte[entries.Sum(x => 2 + x.Length)];
        var at = 0;
        foreach (var entry in entries)
        {
            if (entry.Length > Entry.MaxBytes) throw new EntryTooLongException(entry.Length);
            BinaryPrimitives.WriteUInt16BigEndian(bundle.AsSpan(at), (ushort)entry.Length);
            entry.Span.CopyTo(bundle.AsSpan(at + 2));
            at += 2 + entry.Length;
        }
        return bundle;
    }

    /// <summary>The entries of a bundle, in place; throws <see cref="FormatException"/> when the bytes do not come out even or hold none or more than 256.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Read(ReadOnlyMemory<byte> bundle)
    {
        var entries = new List<ReadOnlyMemory<byte>>();
        while (!bundle.IsEmpty)
        {
            if (entries.Count == Tiles.FullWidth) throw new FormatException("An entry bundle holds at most 256 entries.");
            var length = bundle.Length < 2 ? int.MaxValue : BinaryPrimitives.ReadUInt16BigEndian(bundle.Span);
            if (length > bundle.Length - 2) throw new FormatException("An entry bundle ends in the middle of an entry.");
            entries.Add(bundle.Slice(2, length));
            bundle = bundle[(2 + length)..];
        }
        return entries.Count > 0 ? entries : throw new FormatException("An entry bundle holds at least one entry.");
    }
}
