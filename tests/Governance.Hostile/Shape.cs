using System.Text.Json;

namespace Governance.Hostile;

/// <summary>What the document says that a value is.</summary>
/// <param name="Kind">string, integer, number, boolean, array or object.</param>
/// <param name="Format">Such as date-time, or null.</param>
/// <param name="Words">All that it may be, or empty when that is not told.</param>
/// <param name="Bounds">Its smallest and largest value, as far as they are told.</param>
/// <param name="MaxLength">The longest text, or null.</param>
internal sealed record Shape(string Kind, string? Format, IReadOnlyList<string> Words, IReadOnlyList<decimal> Bounds, int? MaxLength)
{
    /// <summary>The shape that a schema tells of, references followed.</summary>
    public static Shape Of(JsonElement root, JsonElement schema)
    {
        var said = Resolve(root, schema);
        return new(
            KindOf(said), FormatOf(said),
            said.TryGetProperty("enum", out var words) ? [.. words.EnumerateArray().Where(word => word.ValueKind == JsonValueKind.String).Select(word => word.GetString()!)] : [],
            [.. ((string[])["minimum", "maximum"]).Where(name => said.TryGetProperty(name, out _)).Select(name => said.GetProperty(name).GetDecimal())],
            said.TryGetProperty("maxLength", out var most) ? most.GetInt32() : null);
    }

    /// <summary>The schema itself, behind its references and behind what may be null.</summary>
    public static JsonElement Resolve(JsonElement root, JsonElement schema)
    {
        for (var steps = 0; steps < 8; steps++)
        {
            if (schema.TryGetProperty("$ref", out var reference)) schema = root.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
            else if (schema.TryGetProperty("oneOf", out var several)) schema = several.EnumerateArray().OrderBy(each => KindOf(each) == "null").First();
            else break;
        }

        return schema;
    }

    private static string KindOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type)) return schema.TryGetProperty("enum", out _) ? "string" : "object";
        return type.ValueKind == JsonValueKind.String ? type.GetString()! : type.EnumerateArray().Select(each => each.GetString()!).First(each => each != "null");
    }

    private static string? FormatOf(JsonElement schema) =>
        schema.TryGetProperty("format", out var format) ? format.GetString()
        : schema.TryGetProperty("anyOf", out var any) ? any.EnumerateArray().Select(FormatOf).FirstOrDefault(each => each is not null) : null;
}
