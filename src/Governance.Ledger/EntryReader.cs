using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Governance.Ledger;

/// <summary>Reads an entry and refuses every other spelling of it: the entry is written again and must have the same bytes.</summary>
internal static class EntryReader
{
    public static Entry Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Entry.MaxBytes) throw new FormatException($"An entry has at most {Entry.MaxBytes:N0} bytes.");
        Entry entry;
        try
        {
            entry = Members(bytes);
            if (!entry.ToBytes().AsSpan().SequenceEqual(bytes)) throw new FormatException("The entry is not in its canonical form (RFC 8785).");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or CanonicalJsonException or ArgumentException or OverflowException or EntryTooLongException)
        {
            throw new FormatException("The entry cannot be read: " + e.Message, e);
        }
        return entry;
    }

    private static Entry Members(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = CanonicalJson.MaxDepth + 2 });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new FormatException("An entry is a JSON object.");
        var parts = new Parts();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            Member(ref parts, name, ref reader, bytes);
        }
        if (reader.Read()) throw new FormatException("An entry is one JSON object.");
        if (parts.V != Entry.V) throw new FormatException("The entry's version (v) is not 1; this program is older than the log.");
        return new Entry(parts.Kind ?? throw new FormatException("The entry's kind (k) is unknown."))
        {
            Id = parts.Id,
            Tenant = parts.Tenant,
            Stream = parts.Stream,
            Version = parts.Version,
            Sequence = parts.Sequence,
            Type = parts.Type,
            At = parts.At,
            Actor = parts.Actor,
            Correlation = parts.Correlation,
            Causation = parts.Causation,
            Data = parts.Data,
            N = parts.N,
            Headers = parts.Headers,
            Seal = parts.Seal,
            Note = parts.Note,
        };
    }

    private static void Member(ref Parts parts, string name, ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        switch (name)
        {
            case "v": parts.V = reader.GetInt32(); break;
            case "k": parts.Kind = EntryKinds.Of(reader.GetString()); break;
            case "id": parts.Id = reader.GetGuid(); break;
            case "tenant": parts.Tenant = reader.GetString(); break;
            case "stream": parts.Stream = reader.GetString(); break;
            case "ver": parts.Version = reader.GetInt64(); break;
            case "seq": parts.Sequence = long.Parse(Text(ref reader), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture); break;
            case "type": parts.Type = reader.GetString(); break;
            case "at": parts.At = Time(Text(ref reader)); break;
            case "actor": parts.Actor = reader.GetString(); break;
            case "corr": parts.Correlation = reader.GetString(); break;
            case "caus": parts.Causation = reader.GetString(); break;
            case "b": parts.Data = Digest(Text(ref reader)); break;
            case "n": parts.N = Base64Text.DecodeUrl(Text(ref reader)) ?? throw new FormatException("The entry's n is not base64url."); break;
            case "hdr": parts.Headers = Digest(Text(ref reader)); break;
            case "seal": parts.Seal = Seal.Parse(Object(ref reader, bytes)) ?? throw new FormatException("The entry's seal cannot be read."); break;
            case "note": parts.Note = Encoding.UTF8.GetString(Object(ref reader, bytes)); break;
            default: throw new FormatException($"An entry has no member '{name}'.");
        }
    }

    private static string Text(ref Utf8JsonReader reader) => reader.GetString() ?? throw new FormatException("A member of an entry is left out rather than null.");

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.ParseExact(text, EntryWriter.TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static Hash Digest(string? text) => Hash.TryFromBase64Url(text, out var hash) ? hash : throw new FormatException("A digest of the entry is not base64url of 32 bytes.");

    private static ReadOnlySpan<byte> Object(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new FormatException("The entry's seal and note are objects.");
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return bytes[start..(int)reader.BytesConsumed];
    }

    /// <summary>The members as they come, so that the entry is made once.</summary>
    private struct Parts
    {
        public int V;
        public EntryKind? Kind;
        public Guid? Id;
        public string? Tenant, Stream, Type, Actor, Correlation, Causation, Note;
        public long? Version, Sequence;
        public DateTimeOffset? At;
        public Hash? Data, Headers;
        public ReadOnlyMemory<byte>? N;
        public Seal? Seal;
    }
}
