using System.Runtime.InteropServices;
using System.Text.Json;

namespace Governance.Ledger;

/// <summary>
/// The canonical form of JSON (RFC 8785), narrowed to what survives a jsonb column unchanged: no name twice, no U+0000,
/// no lone surrogate, no number that a double changes, no nesting over 64.
/// </summary>
public static class CanonicalJson
{
    /// <summary>The greatest number of arrays and objects inside one another.</summary>
    public const int MaxDepth = 64;

    /// <summary>The canonical form, in UTF-8; throws <see cref="CanonicalJsonException"/> when there is none.</summary>
    public static byte[] Of(ReadOnlySpan<byte> utf8Json)
    {
        using var form = new CanonicalForm(utf8Json, Leaving.Nothing);
        return form.Bytes.ToArray();
    }

    /// <summary>The canonical form of a value that is already parsed, names that occur twice in it refused all the same.</summary>
    public static byte[] Of(JsonElement element) => Of(JsonMarshal.GetRawUtf8Value(element));

    /// <summary>The SHA-256 of the canonical form.</summary>
    public static Hash Digest(ReadOnlySpan<byte> utf8Json)
    {
        using var form = new CanonicalForm(utf8Json, Leaving.Nothing);
        return Hash.OfData(form.Bytes);
    }
}
