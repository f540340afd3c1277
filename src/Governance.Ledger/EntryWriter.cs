using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Governance.Ledger;

/// <summary>Writes an entry's members straight in the order of RFC 8785 section 3.2.3.</summary>
internal static class EntryWriter
{
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static byte[] Write(Entry entry)
    {
        var to = new Utf8Buffer(1024);
        try
        {
            Members(entry, ref to);
            return to.Length <= Entry.MaxBytes ? to.Written.ToArray() : throw new EntryTooLongException(to.Length);
        }
        finally
        {
            to.Dispose();
        }
    }

    private static void Members(Entry entry, ref Utf8Buffer to)
    {
        Text(ref to, "actor", entry.Actor);
        Plain(ref to, "at", entry.At?.ToUniversalTime().ToString(TimeFormat, CultureInfo.InvariantCulture));
        Plain(ref to, "b", entry.Data?.ToBase64Url());
        Text(ref to, "caus", entry.Causation);
        Text(ref to, "corr", entry.Correlation);
        Plain(ref to, "hdr", entry.Headers?.ToBase64Url());
        Plain(ref to, "id", entry.Id?.ToString("D"));
        Plain(ref to, "k", entry.Kind.Name());
        Plain(ref to, "n", entry.N is { } n ? Base64Url.EncodeToString(n.Span) : null);
        if (entry.Note is { } note) Raw(ref to, "note", Object(note));
        if (entry.Seal is { } seal) WriteSeal(ref to, seal);
        Plain(ref to, "seq", entry.Sequence?.ToString(CultureInfo.InvariantCulture));
        Text(ref to, "stream", entry.Stream);
        Text(ref to, "tenant", entry.Tenant);
        Text(ref to, "type", entry.Type);
        Raw(ref to, "v", "1"u8);
        if (entry.Version is { } version) Raw(ref to, "ver", Number(version));
        to.Add((byte)'}');
    }

    private static void Name(ref Utf8Buffer to, string name)
    {
        to.Add(to.Length == 0 ? (byte)'{' : (byte)',');
        to.Add((byte)'"');
        to.Advance(Encoding.ASCII.GetBytes(name, to.Room(name.Length)));
        to.Add("\":"u8);
    }

    private static void Text(ref Utf8Buffer to, string name, string? value)
    {
        if (value is null) return;
        Name(ref to, name);
        CanonicalText.Write(value, "/" + name, ref to);
    }

    /// <summary>A text of ASCII that needs no escape.</summary>
    private static void Plain(ref Utf8Buffer to, string name, string? value)
    {
        if (value is null) return;
        Name(ref to, name);
        to.Add((byte)'"');
        to.Advance(Encoding.ASCII.GetBytes(value, to.Room(value.Length)));
        to.Add((byte)'"');
    }

    private static void Raw(ref Utf8Buffer to, string name, ReadOnlySpan<byte> json)
    {
        Name(ref to, name);
        to.Add(json);
    }

    private static void WriteSeal(ref Utf8Buffer to, Seal seal)
    {
        Name(ref to, "seal");
        to.Add("{\"b\":\""u8);
        to.Add(Encoding.ASCII.GetBytes(seal.B.ToBase64Url()));
        to.Add("\",\"k\":"u8);
        CanonicalText.Write(seal.K, "/seal/k", ref to);
        to.Add(",\"n\":\""u8);
        to.Add(Encoding.ASCII.GetBytes(Base64Url.EncodeToString(seal.N)));
        to.Add("\",\"sig\":\""u8);
        to.Add(Encoding.ASCII.GetBytes(Base64Url.EncodeToString(seal.Sig)));
        to.Add("\",\"v\":1}"u8);
    }

    private static byte[] Number(long version) => version is >= 0 and <= Entry.MaxVersion
        ? Encoding.ASCII.GetBytes(version.ToString(CultureInfo.InvariantCulture))
        : throw new ArgumentOutOfRangeException(nameof(version), version, "A version is from 0 to 2^53 - 1.");

    private static byte[] Object(string note)
    {
        var bytes = CanonicalJson.Of(StrictUtf8.Encoding.GetBytes(note));
        return bytes[0] == '{' ? bytes : throw new ArgumentException("A note is a JSON object.", nameof(note));
    }
}
