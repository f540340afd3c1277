using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Governance.Host.Tests.Watching;

/// <summary>A message of protocol buffers, as far as one reads it without its description (protobuf.dev, "Encoding").</summary>
internal readonly record struct Wire(ReadOnlyMemory<byte> Bytes)
{
    private const int Varint = 0, Eight = 1, Message = 2, Four = 5;

    public string Text => Encoding.UTF8.GetString(Bytes.Span);

    /// <summary>The messages at the end of a path of field numbers.</summary>
    public IEnumerable<Wire> Inside(params int[] path) =>
        path.Length == 0 ? [this] : Fields().Where(field => field.Number == path[0] && field.Type == Message).SelectMany(field => new Wire(field.Bytes).Inside(path[1..]));

    public bool Has(int number) => Fields().Any(field => field.Number == number);

    /// <summary>The number in a field, or 0, which is not written.</summary>
    public ulong Number(int number) => Fields().Where(field => field.Number == number).Select(field => field.Value).FirstOrDefault();

    /// <summary>Attributes: key and value, the value as text.</summary>
    public IReadOnlyDictionary<string, string> Attributes(int number) =>
        Inside(number).ToDictionary(pair => pair.Inside(1).First().Text, pair => pair.Inside(2).Select(value => value.Value()).FirstOrDefault(""), StringComparer.Ordinal);

    private string Value() => Fields().Select(field => field.Type == Message ? Encoding.UTF8.GetString(field.Bytes.Span) : field.Value.ToString(CultureInfo.InvariantCulture)).FirstOrDefault("");

    private List<(int Number, int Type, ulong Value, ReadOnlyMemory<byte> Bytes)> Fields()
    {
        var fields = new List<(int, int, ulong, ReadOnlyMemory<byte>)>();
        for (var at = 0; at < Bytes.Length;)
        {
            var key = ReadVarint(ref at);
            var (number, type) = ((int)(key >> 3), (int)(key & 7));
            switch (type)
            {
                case Varint:
                    fields.Add((number, type, ReadVarint(ref at), default));
                    break;
                case Eight:
                    fields.Add((number, type, BinaryPrimitives.ReadUInt64LittleEndian(Bytes.Span[at..]), default));
                    at += 8;
                    break;
                case Four:
                    fields.Add((number, type, BinaryPrimitives.ReadUInt32LittleEndian(Bytes.Span[at..]), default));
                    at += 4;
                    break;
                case Message:
                    var length = (int)ReadVarint(ref at);
                    fields.Add((number, type, 0, Bytes.Slice(at, length)));
                    at += length;
                    break;
                default:
                    throw new FormatException($"There is no wire type {type}.");
            }
        }

        return fields;
    }

    private ulong ReadVarint(ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = Bytes.Span[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
    }
}
