using System.Buffers.Binary;
using System.Text;

namespace Governance.CommandLine.Demo.Worlds;

/// <summary>The record types that a pretend world knows (RFC 1035 section 3.2.2, RFC 3596).</summary>
public enum DnsType
{
    /// <summary>An IPv4 address.</summary>
    A = 1,

    /// <summary>An alias.</summary>
    Cname = 5,

    /// <summary>A text.</summary>
    Txt = 16,

    /// <summary>An IPv6 address.</summary>
    Aaaa = 28,
}

/// <summary>One record.</summary>
internal sealed record DnsRecord(string Name, DnsType Type, byte[] Data);

/// <summary>What a question is answered with.</summary>
internal sealed record DnsAnswer(byte Code, IReadOnlyList<DnsRecord> Records, IReadOnlyList<DnsRecord> Unasked)
{
    public const byte NoError = 0;
    public const byte NoSuchName = 3;
}

/// <summary>Messages as they travel (RFC 1035 section 4): reads one question, writes one answer, without compression.</summary>
internal static class DnsMessage
{
    private const int HeaderBytes = 12;
    private const int Plain = 512;
    private const ushort Internet = 1;

    /// <summary>The question's name, its type, and where it ends; null when it is none.</summary>
    public static (string Name, DnsType Type, int End)? Question(ReadOnlySpan<byte> message)
    {
        if (message.Length < HeaderBytes + 5 || BinaryPrimitives.ReadUInt16BigEndian(message[4..]) != 1) return null;
        var labels = new List<string>();
        var at = HeaderBytes;
        for (; at < message.Length && message[at] is > 0 and < 64 and var length && at + 1 + length < message.Length; at += 1 + length) labels.Add(Encoding.ASCII.GetString(message.Slice(at + 1, length)));
        return at + 5 > message.Length ? null
            : (string.Join('.', labels).ToLowerInvariant(), (DnsType)BinaryPrimitives.ReadUInt16BigEndian(message[(at + 1)..]), at + 5);
    }

    /// <summary>The answer to a question, cut and marked so when it is longer than a datagram may be.</summary>
    public static byte[] Answer(ReadOnlySpan<byte> question, int end, DnsAnswer answer, bool datagram)
    {
        var whole = Write(question[..end], answer, truncated: false);
        return datagram && whole.Length > Plain ? Write(question[..end], answer with { Records = [], Unasked = [] }, truncated: true) : whole;
    }

    /// <summary>A name as it travels.</summary>
    public static byte[] NameBytes(string name) => [.. name.Split('.').SelectMany(label => Encoding.ASCII.GetBytes(label).Prepend((byte)label.Length)), 0];

    /// <summary>The name that <paramref name="bytes"/> spell.</summary>
    public static string Name(byte[] bytes)
    {
        var labels = new List<string>();
        for (var at = 0; bytes[at] > 0; at += 1 + bytes[at]) labels.Add(Encoding.ASCII.GetString(bytes, at + 1, bytes[at]));
        return string.Join('.', labels);
    }

    private static byte[] Write(ReadOnlySpan<byte> question, DnsAnswer answer, bool truncated)
    {
        using var message = new MemoryStream();
        message.Write(question[..2]);
        // A response, authoritative, recursion desired and available (RFC 1035 section 4.1.1).
        Number(message, (ushort)(0x8580 | (truncated ? 0x0200 : 0) | answer.Code));
        Number(message, 1);
        Number(message, (ushort)answer.Records.Count);
        Number(message, 0);
        Number(message, (ushort)answer.Unasked.Count);
        message.Write(question[HeaderBytes..]);
        foreach (var record in answer.Records.Concat(answer.Unasked)) Write(message, record);
        return message.ToArray();
    }

    private static void Write(MemoryStream message, DnsRecord record)
    {
        message.Write(NameBytes(record.Name));
        Number(message, (ushort)record.Type);
        Number(message, Internet);
        message.Write([0, 0, 0, 0]);
        Number(message, (ushort)record.Data.Length);
        message.Write(record.Data);
    }

    private static void Number(MemoryStream message, ushort number)
    {
        message.WriteByte((byte)(number >> 8));
        message.WriteByte((byte)number);
    }
}
