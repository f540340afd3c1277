using System.Globalization;
using System.Text.Json;
using Governance.Fetching;

namespace Governance.Proofs;

/// <summary>A JSON answer that is read strictly, and what JSON pointers (RFC 6901) find in it.</summary>
public static class JsonAnswer
{
    /// <summary>The media types of plain JSON.</summary>
    public static readonly string[] Types = ["application/json"];

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>The root; null when it is no JSON, or says something twice.</summary>
    public static JsonElement? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The root of what was fetched.</summary>
    public static JsonElement? Read(Fetched fetched) => Read(fetched.Body);

    /// <summary>What a pointer leads to, or null.</summary>
    public static JsonElement? At(JsonElement root, string path)
    {
        var element = root;
        foreach (var part in path.Split('/').Skip(1).Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
        {
            if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(part, out var member)) element = member;
            else if (element.ValueKind == JsonValueKind.Array && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < element.GetArrayLength()) element = element[index];
            else return null;
        }

        return element;
    }

    /// <summary>Whether the way of a pointer ends at null or at an empty list: the answer is of a known form and is nobody's.</summary>
    public static bool IsEmptyOn(JsonElement root, string path)
    {
        for (var end = 0; end >= 0; end = end < path.Length ? path.IndexOf('/', end + 1) is var next and > 0 ? next : path.Length : -1)
            if (At(root, path[..end]) is { } there && (there.ValueKind == JsonValueKind.Null || there.ValueKind == JsonValueKind.Array && there.GetArrayLength() == 0)) return true;
        return false;
    }

    /// <summary>The text or the number that a pointer leads to, or null.</summary>
    public static string? Text(JsonElement root, string path) => At(root, path) is not { } found ? null : found.ValueKind switch
    {
        JsonValueKind.String => found.GetString(),
        JsonValueKind.Number => found.GetRawText(),
        _ => null,
    };
}
