using System.Text.Json;
using System.Text.Json.Nodes;

namespace Governance.Hostile;

/// <summary>One member or item of a body, whether the example has it or only the schema.</summary>
/// <param name="Parent">Where it is: the JSON pointer (RFC 6901, without escapes) of what holds it.</param>
/// <param name="Name">Its name, or its number in a list.</param>
/// <param name="Shape">What it should be.</param>
/// <param name="IsThere">Whether the example has it.</param>
/// <param name="Value">What it is in the example.</param>
internal sealed record Place(string Parent, string Name, Shape Shape, bool IsThere, JsonNode? Value)
{
    /// <summary>Its JSON pointer.</summary>
    public string Pointer => $"{Parent}/{Name}";

    /// <summary>Every place in an example and in its schema.</summary>
    public static IReadOnlyList<Place> In(JsonElement root, JsonElement schema, JsonNode? example) => [.. Walk(root, schema, example, "", 0)];

    private static IEnumerable<Place> Walk(JsonElement root, JsonElement schema, JsonNode? node, string at, int depth)
    {
        if (depth > 5) return [];
        var said = Shape.Resolve(root, schema);
        return node switch
        {
            JsonObject members => Members(root, said, members, at, depth),
            JsonArray { Count: > 0 } items when said.TryGetProperty("items", out var item) => Found(root, item, at, "0", items[0], depth),
            _ => [],
        };
    }

    private static IEnumerable<Place> Members(JsonElement root, JsonElement said, JsonObject members, string at, int depth)
    {
        var told = said.TryGetProperty("properties", out var all) ? all.EnumerateObject().ToDictionary(each => each.Name, each => each.Value) : [];
        JsonElement? any = said.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.Object ? more : null;
        foreach (var (name, value) in members)
            if (told.TryGetValue(name, out var schema) || (schema = any ?? default).ValueKind != JsonValueKind.Undefined)
                foreach (var place in Found(root, schema, at, name, value, depth)) yield return place;
        foreach (var (name, schema) in told.Where(each => !members.ContainsKey(each.Key)))
            yield return new(at, name, Shape.Of(root, schema), IsThere: false, null);
    }

    private static IEnumerable<Place> Found(JsonElement root, JsonElement schema, string at, string name, JsonNode? value, int depth) =>
        Walk(root, schema, value, $"{at}/{name}", depth + 1).Prepend(new(at, name, Shape.Of(root, schema), IsThere: true, value));
}
