using System.Text.Json;
using System.Text.Json.Nodes;

namespace Governance.Hostile;

/// <summary>One parameter of the path or the query.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">path, query or header.</param>
/// <param name="IsRequired">Whether it must be there.</param>
/// <param name="Example">Its example.</param>
/// <param name="Shape">What it should be.</param>
internal sealed record Parameter(string Name, string Place, bool IsRequired, string Example, Shape Shape);

/// <summary>One operation of the document.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">With its parameters in braces.</param>
/// <param name="IsPublic">Whether no key is needed.</param>
/// <param name="Parameters">Those that it has.</param>
/// <param name="Body">The example of its body, with what must be new each time; null when it takes none.</param>
/// <param name="Places">Every member of the body.</param>
internal sealed record Operation(string Method, string Path, bool IsPublic, IReadOnlyList<Parameter> Parameters, JsonNode? Body, IReadOnlyList<Place> Places)
{
    // What must be new for each, so that a request gets as far as the rule behind it.
    private static readonly Dictionary<string, string> New = new()
    {
        ["POST /policies /reference"] = "policy-@@number@@",
        ["POST /people /personId"] = "p-x@@number@@x",
        ["POST /groups /groupId"] = "group-@@number@@",
        ["POST /areas /area"] = "area-@@number@@",
        ["POST /requests /subjectId"] = "post-@@number@@",
        ["POST /accounts /url"] = "https://www.instagram.com/acme@@number@@/",
        ["POST /accounts/request /url"] = "https://www.threads.com/@acme@@number@@",
        ["POST /leads /url"] = "facebook.com/acme@@number@@",
        ["POST /impostors /url"] = "https://www.facebook.com/acme@@number@@",
        ["POST /domains /domain"] = "acme@@number@@.example",
    };

    // What the path names elsewhere, a body may name as well.
    private static readonly string[] Ids = ["accountId", "requestId", "claimId", "leadId", "caseId", "disputeId", "digest"];

    /// <summary>As the table of who may do what names it.</summary>
    public string Route => $"{Method} {Path}";

    /// <summary>Path and required query, with the examples and what the service knows.</summary>
    public string Target => Parameters.Where(each => each.Place == "path").Aggregate(Path, (path, each) => path.Replace($"{{{each.Name}}}", $"@@{each.Name}@@", StringComparison.Ordinal)) + Asked(Parameters.Where(each => each.Place == "query" && each.IsRequired));

    /// <summary>A query of some parameters with their examples.</summary>
    public static string Asked(IEnumerable<Parameter> parameters) => string.Concat(parameters.Select((each, at) => $"{(at == 0 ? '?' : '&')}{each.Name}={Uri.EscapeDataString(each.Example)}"));

    /// <summary>All that a document lists.</summary>
    public static IReadOnlyList<Operation> In(JsonElement root) =>
        [.. root.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(each => Of(root, each.Name.ToUpperInvariant(), path.Name, each.Value)))];

    private static Operation Of(JsonElement root, string method, string path, JsonElement said)
    {
        var isPublic = said.TryGetProperty("security", out var security) && security.GetArrayLength() == 0;
        Parameter[] parameters = said.TryGetProperty("parameters", out var all) ? [.. all.EnumerateArray().Select(each => ParameterOf(root, each))] : [];
        if (!said.TryGetProperty("requestBody", out var body)) return new(method, path, isPublic, parameters, null, []);
        var json = body.GetProperty("content").GetProperty("application/json");
        var example = json.TryGetProperty("example", out var given) && given.ValueKind == JsonValueKind.Object ? JsonNode.Parse(given.GetRawText())! : new JsonObject();
        Renew(example, $"{method} {path} ");
        return new(method, path, isPublic, parameters, example, Place.In(root, json.GetProperty("schema"), example));
    }

    private static void Renew(JsonNode example, string operation)
    {
        foreach (var (name, value) in example.AsObject().ToList())
        {
            if (New.TryGetValue($"{operation}/{name}", out var fresh)) example[name] = fresh;
            else if (Ids.Contains(name)) example[name] = $"@@{name}@@";
            else if (value is JsonArray list && name.EndsWith('s') && Ids.Contains(name[..^1]) && list.Count > 0) example[name] = new JsonArray($"@@{name[..^1]}@@");
            else if (value is JsonArray several) foreach (var item in several.OfType<JsonObject>()) Renew(item, "");
        }
    }

    private static Parameter ParameterOf(JsonElement root, JsonElement said) => new(
        said.GetProperty("name").GetString()!, said.GetProperty("in").GetString()!, said.TryGetProperty("required", out var required) && required.GetBoolean(),
        said.TryGetProperty("example", out var example) ? example.ValueKind is JsonValueKind.True or JsonValueKind.False ? example.GetRawText() : example.ToString() : "x", Shape.Of(root, said.GetProperty("schema")));
}
