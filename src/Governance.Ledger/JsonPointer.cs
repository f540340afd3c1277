using System.Globalization;
using System.Text.Json;

namespace Governance.Ledger;

/// <summary>The way from the root to a byte of a JSON text (RFC 6901), for messages about what is wrong there.</summary>
internal static class JsonPointer
{
    private const int LongestName = 100;

    /// <summary>The pointer of the value whose token begins at or after the byte, or of the last that could be read.</summary>
    public static string At(ReadOnlySpan<byte> json, int at)
    {
        var steps = new Stack<(string? Name, int Index)>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = CanonicalJson.MaxDepth + 2 });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray) steps.Pop();
                else if (reader.TokenType == JsonTokenType.PropertyName) steps.Push((Name(reader.ValueSpan), steps.Pop().Index));
                else if (steps.TryPop(out var step)) steps.Push(step with { Index = step.Index + 1 });
                if (reader.TokenStartIndex >= at) break;
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) steps.Push((null, -1));
            }
        }
        catch (JsonException)
        {
            // As far as it can be read.
        }
        return string.Concat(steps.Reverse().Where(x => x.Name is not null || x.Index >= 0).Select(x => "/" + (x.Name ?? x.Index.ToString(CultureInfo.InvariantCulture))));
    }

    /// <summary>As written, escapes included: a name that is at fault may have no other form.</summary>
    private static string Name(ReadOnlySpan<byte> name) =>
        System.Text.Encoding.UTF8.GetString(name[..Math.Min(name.Length, LongestName)]).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
