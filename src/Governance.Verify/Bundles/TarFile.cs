using System.Globalization;
using System.Text;

namespace Governance.Verify;

/// <summary>An entry of a tar archive.</summary>
/// <param name="Name">As the archive has it.</param>
/// <param name="Kind">The type flag: '0' a file, '5' a folder, others are links and devices.</param>
/// <param name="Size">The bytes that follow.</param>
internal sealed record TarItem(string Name, char Kind, long Size)
{
    public bool IsFile => Kind is '0' or '\0' or '7';

    public bool IsFolder => Kind == '5';
}

/// <summary>
/// Reads a tar archive from front to back (POSIX.1-2017 pax, section "ustar Interchange Format"), with long names as pax and GNU write them.
/// The library's reader takes memory as an archive asks for it; this one takes 64 KB for names and counts every byte.
/// </summary>
/// <param name="stream">The unpacked archive.</param>
/// <param name="most">The most bytes that are read of it.</param>
internal sealed class TarFile(Stream stream, long most)
{
    private const int Block = 512, LongestName = 64 * 1024;

    private readonly byte[] _block = new byte[Block];
    private long _read, _left;

    /// <summary>The next entry, or null at the end; what was not read of the one before is skipped.</summary>
    public TarItem? Next()
    {
        string? name = null;
        long? size = null;
        while (true)
        {
            Skip();
            if (!TryHeader()) return null;
            var entry = Header();
            switch (entry.Kind)
            {
                case 'x': (name, size) = Extended(Metadata(entry), name, size); break;
                case 'g': Metadata(entry); break;
                case 'L': name = Text(Metadata(entry)); break;
                default:
                    entry = entry with { Name = name ?? entry.Name, Size = entry.Kind is '0' or '\0' or '7' ? size ?? entry.Size : 0 };
                    if (entry.Size < 0) throw new InvalidDataException("an entry has a size below zero.");
                    _left = entry.Size;
                    _padding = (int)((Block - entry.Size % Block) % Block);
                    return entry;
            }
        }
    }

    private int _padding;

    /// <summary>Writes the current entry's bytes.</summary>
    public void CopyTo(Stream target)
    {
        var buffer = new byte[1 << 16];
        while (_left > 0)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, _left));
            Read(part);
            target.Write(part);
            _left -= part.Length;
        }
    }

    private void Skip()
    {
        CopyTo(Stream.Null);
        Read(_block.AsSpan(0, _padding));
        _padding = 0;
    }

    private bool TryHeader()
    {
        if (stream.ReadAtLeast(_block, Block, throwOnEndOfStream: false) < Block) return false;
        Count(Block);
        return _block.AsSpan().ContainsAnyExcept((byte)0);
    }

    private TarItem Header()
    {
        var sum = 8 * ' ';
        for (var i = 0; i < Block; i++)
        {
            if (i is < 148 or >= 156) sum += _block[i];
        }
        if (Number(_block.AsSpan(148, 8)) != sum) throw new InvalidDataException("a header's checksum is wrong.");
        var (name, prefix) = (Text(_block.AsSpan(0, 100)), _block.AsSpan(257, 5).SequenceEqual("ustar"u8) ? Text(_block.AsSpan(345, 155)) : "");
        return new TarItem(prefix.Length > 0 ? $"{prefix}/{name}" : name, (char)_block[156], Number(_block.AsSpan(124, 12)));
    }

    private byte[] Metadata(TarItem entry)
    {
        if (entry.Size is < 0 or > LongestName) throw new InvalidDataException("a name is too long.");
        var bytes = new byte[entry.Size];
        Read(bytes);
        _padding = (int)((Block - entry.Size % Block) % Block);
        return bytes;
    }

    /// <summary>Records of the form <c>length key=value</c> and a line feed; path and size count.</summary>
    private static (string? Name, long? Size) Extended(ReadOnlySpan<byte> records, string? name, long? size)
    {
        while (!records.IsEmpty)
        {
            var space = records.IndexOf((byte)' ');
            if (space < 1 || !int.TryParse(records[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length <= space + 1 || length > records.Length) throw new InvalidDataException("an extended header is broken.");
            var record = Encoding.UTF8.GetString(records[(space + 1)..(length - 1)]);
            records = records[length..];
            if (record.StartsWith("path=", StringComparison.Ordinal)) name = record["path=".Length..];
            if (record.StartsWith("size=", StringComparison.Ordinal)) size = long.TryParse(record["size=".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw new InvalidDataException("an extended header's size is no number.");
        }
        return (name, size);
    }

    private void Read(Span<byte> bytes)
    {
        Count(bytes.Length);
        stream.ReadExactly(bytes);
    }

    private void Count(int bytes)
    {
        _read += bytes;
        if (_read > most) throw new BundleException($"The archive unpacks to more than {most:N0} bytes.");
    }

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }

    /// <summary>Octal digits, or from the first bit on a binary number, the greatest byte first.</summary>
    private static long Number(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) != 0)
        {
            var value = (long)(field[0] & 0x7F);
            foreach (var part in field[1..]) value = value > long.MaxValue >> 8 ? throw new InvalidDataException("a number is too large.") : value << 8 | part;
            return value;
        }
        var number = 0L;
        foreach (var digit in field.Trim(" \0"u8))
        {
            if (digit is < (byte)'0' or > (byte)'7') throw new InvalidDataException("a number is not octal.");
            number = checked(number * 8 + digit - '0');
        }
        return number;
    }
}
