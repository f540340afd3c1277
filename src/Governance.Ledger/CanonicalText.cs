using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Governance.Ledger;

/// <summary>Texts in canonical JSON: escaped as RFC 8785 section 3.2.2.2 says, compared as section 3.2.3 says.</summary>
internal static class CanonicalText
{
    private static readonly SearchValues<byte> Escaped = SearchValues.Create([.. Enumerable.Range(0, 32).Select(x => (byte)x), (byte)'"', (byte)'\\']);

    /// <summary>Writes unescaped UTF-8 as a JSON text, quotes included.</summary>
    public static void Write(ReadOnlySpan<byte> text, ref Utf8Buffer to)
    {
        to.Add((byte)'"');
        for (int next; (next = text.IndexOfAny(Escaped)) >= 0; text = text[(next + 1)..])
        {
            to.Add(text[..next]);
            Escape(text[next], ref to);
        }
        to.Add(text);
        to.Add((byte)'"');
    }

    /// <summary>Writes a .NET string as a JSON text; a lone surrogate or U+0000 throws <see cref="CanonicalJsonException"/> that names <paramref name="path"/>.</summary>
    public static void Write(string text, string path, ref Utf8Buffer to)
    {
        if (text.Contains('\0')) throw new CanonicalJsonException(CanonicalJsonReason.NullCharacter, path);
        var raw = ArrayPool<byte>.Shared.Rent(text.Length * 3 + 1);
        var status = Utf8.FromUtf16(text, raw, out _, out var written, replaceInvalidSequences: false);
        if (status == OperationStatus.Done) Write(raw.AsSpan(0, written), ref to);
        ArrayPool<byte>.Shared.Return(raw);
        if (status != OperationStatus.Done) throw new CanonicalJsonException(CanonicalJsonReason.LoneSurrogate, path);
    }

    /// <summary>Appends the characters that a JSON text with escapes stands for; answers what is wrong with it, or null.</summary>
    public static CanonicalJsonReason? Unescape(ReadOnlySpan<byte> json, ref Utf8Buffer to)
    {
        for (int next; (next = json.IndexOf((byte)'\\')) >= 0;)
        {
            to.Add(json[..next]);
            var escape = json[next + 1];
            json = json[(next + 2)..];
            if (escape != 'u')
            {
                to.Add(Plain(escape));
                continue;
            }
            var unit = Unit(ref json);
            if (unit == 0) return CanonicalJsonReason.NullCharacter;
            if (char.IsLowSurrogate(unit)) return CanonicalJsonReason.LoneSurrogate;
            if (!char.IsHighSurrogate(unit))
            {
                to.Advance(new Rune(unit).EncodeToUtf8(to.Room(4)));
                continue;
            }
            if (!json.StartsWith("\\u"u8)) return CanonicalJsonReason.LoneSurrogate;
            json = json[2..];
            var second = Unit(ref json);
            if (!char.IsLowSurrogate(second)) return CanonicalJsonReason.LoneSurrogate;
            to.Advance(new Rune(unit, second).EncodeToUtf8(to.Room(4)));
        }
        to.Add(json);
        return null;
    }

    /// <summary>
    /// Compares two UTF-8 texts by their UTF-16 code units. The orders differ in one place: characters beyond U+FFFF begin with F0 or more
    /// in UTF-8 but with D800 to DBFF in UTF-16, so they come before U+E000 to U+FFFF, which begin with EE or EF.
    /// </summary>
    public static int Compare(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y)
    {
        var same = x.CommonPrefixLength(y);
        if (same == x.Length || same == y.Length) return x.Length.CompareTo(y.Length);
        var (a, b) = (x[same], y[same]);
        return a >= 0xEE && b >= 0xEE && a >= 0xF0 != b >= 0xF0 ? b.CompareTo(a) : a.CompareTo(b);
    }

    private static char Unit(ref ReadOnlySpan<byte> json)
    {
        // The reader has seen four hexadecimal digits here.
        _ = Utf8Parser.TryParse(json[..4], out ushort unit, out _, 'x');
        json = json[4..];
        return (char)unit;
    }

    private static byte Plain(byte escape) => escape switch
    {
        (byte)'b' => 8,
        (byte)'t' => 9,
        (byte)'n' => 10,
        (byte)'f' => 12,
        (byte)'r' => 13,
        _ => escape,
    };

    private static void Escape(byte character, ref Utf8Buffer to)
    {
        ReadOnlySpan<byte> digits = "0123456789abcdef"u8;
        ReadOnlySpan<byte> shortForm = character switch
        {
            8 => "\\b"u8,
            9 => "\\t"u8,
            10 => "\\n"u8,
            12 => "\\f"u8,
            13 => "\\r"u8,
            (byte)'"' => "\\\""u8,
            (byte)'\\' => "\\\\"u8,
            _ => [],
        };
        if (!shortForm.IsEmpty) to.Add(shortForm);
        else to.Add([(byte)'\\', (byte)'u', (byte)'0', (byte)'0', digits[character >> 4], digits[character & 15]]);
    }
}
