using System.Globalization;

namespace Governance.Ledger;

/// <summary>Numbers as ECMAScript prints a double (RFC 8785 section 3.2.2.3), and only those that print with the value they were written with.</summary>
internal static class CanonicalNumber
{
    /// <summary>A decimal: the digits from the first to the last that is not zero, and the power of ten of the point before the first of them.</summary>
    private ref struct Digits(Span<byte> room)
    {
        public readonly Span<byte> Room = room;
        public int Count;
        public long Point;

        public readonly ReadOnlySpan<byte> Value => Room[..Count];
    }

    /// <summary>Writes a JSON number; false when a double cannot hold the value as written (a 17th digit that changes, 2^53 + 1, 1e400).</summary>
    public static bool TryWrite(ReadOnlySpan<byte> json, ref Utf8Buffer to)
    {
        if (IsSmallInteger(json))
        {
            to.Add(json);
            return true;
        }
        var asWritten = new Digits(stackalloc byte[17]);
        if (!TryRead(json, ref asWritten)) return false;
        if (asWritten.Count == 0)
        {
            to.Add((byte)'0');
            return true;
        }
        if (!double.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value)) return false;

        Span<byte> shortest = stackalloc byte[32];
        value.TryFormat(shortest, out var written, "R", CultureInfo.InvariantCulture);
        var asKept = new Digits(stackalloc byte[17]);
        if (!TryRead(shortest[..written], ref asKept) || asKept.Point != asWritten.Point || !asKept.Value.SequenceEqual(asWritten.Value)) return false;
        Print(asKept, value < 0, ref to);
        return true;
    }

    /// <summary>Up to 15 digits, no point, no exponent, no zero with a sign: already canonical.</summary>
    private static bool IsSmallInteger(ReadOnlySpan<byte> json)
    {
        var digits = json[0] == '-' ? json[1..] : json;
        return digits.Length <= 15 && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') && (digits.Length == json.Length || digits[0] != '0');
    }

    /// <summary>Reads a number's digits; false when more than 17 count, which no double's shortest form has.</summary>
    private static bool TryRead(ReadOnlySpan<byte> number, ref Digits digits)
    {
        var exponentAt = number.IndexOfAny((byte)'e', (byte)'E');
        var mantissa = exponentAt < 0 ? number : number[..exponentAt];
        var (zeros, beforePoint) = (0L, true);
        foreach (var digit in mantissa)
        {
            if (digit == '.') beforePoint = false;
            if (digit is < (byte)'0' or > (byte)'9') continue;
            if (digits.Count == 0 && digit == '0')
            {
                if (!beforePoint) digits.Point--;
                continue;
            }
            if (beforePoint) digits.Point++;
            if (digit == '0')
            {
                zeros++;
                continue;
            }
            if (digits.Count + zeros >= 17) return false;
            for (; zeros > 0; zeros--) digits.Room[digits.Count++] = (byte)'0';
            digits.Room[digits.Count++] = digit;
        }
        if (exponentAt >= 0) digits.Point += Exponent(number[(exponentAt + 1)..]);
        return true;
    }

    /// <summary>An exponent, held within bounds that no text that fits into memory can bring back to a double's range.</summary>
    private static long Exponent(ReadOnlySpan<byte> text)
    {
        var value = 0L;
        foreach (var digit in text)
        {
            if (digit is >= (byte)'0' and <= (byte)'9') value = Math.Min(value * 10 + (digit - '0'), 1L << 40);
        }
        return text[0] == '-' ? -value : value;
    }

    /// <summary>ECMA-262 Number::toString (radix 10), steps 6 to 12; Point is n, Count is k.</summary>
    private static void Print(Digits digits, bool negative, ref Utf8Buffer to)
    {
        var value = digits.Value;
        var (k, n) = (digits.Count, (int)digits.Point);
        if (negative) to.Add((byte)'-');
        if (n is > 0 and <= 21)
        {
            to.Add(value[..Math.Min(k, n)]);
            for (var i = k; i < n; i++) to.Add((byte)'0');
            if (k <= n) return;
            to.Add((byte)'.');
            to.Add(value[n..]);
            return;
        }
        if (n is > -6 and <= 0)
        {
            to.Add("0."u8);
            for (var i = n; i < 0; i++) to.Add((byte)'0');
            to.Add(value);
            return;
        }
        to.Add(value[0]);
        if (k > 1)
        {
            to.Add((byte)'.');
            to.Add(value[1..]);
        }
        to.Add((byte)'e');
        to.Add(n > 0 ? (byte)'+' : (byte)'-');
        Math.Abs(n - 1).TryFormat(to.Room(8), out var written, default, CultureInfo.InvariantCulture);
        to.Advance(written);
    }
}
