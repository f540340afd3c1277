using System.Text.Json;

namespace Governance.Host.Tests.Api;

/// <summary>The OpenAPI document as the service shows it.</summary>
public sealed record ApiDocument(JsonElement Root)
{
    public IReadOnlyList<Operation> Operations { get; } =
    [
        .. from path in Root.GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           select new Operation(operation.Name.ToUpperInvariant(), path.Name, operation.Value),
    ];

    public static async Task<ApiDocument> Read(Service service)
    {
        using var client = service.Host.Server.CreateClient();
        return new(JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken)).RootElement);
    }

    /// <summary>The answer that an operation gives with a status, wherever the document keeps it.</summary>
    public JsonElement Answer(Operation operation, string status)
    {
        var answer = operation.Spec.GetProperty("responses").GetProperty(status);
        return answer.TryGetProperty("$ref", out var reference) ? Root.GetProperty("components").GetProperty("responses").GetProperty(reference.GetString()!.Split('/')[^1]) : answer;
    }
}

/// <summary>One operation of the document.</summary>
public sealed record Operation(string Method, string Path, JsonElement Spec)
{
    public string Id => Spec.GetProperty("operationId").GetString()!;

    public bool IsPublic => Spec.GetProperty("security").GetArrayLength() == 0;

    public IReadOnlyList<string> Statuses => [.. Spec.GetProperty("responses").EnumerateObject().Select(answer => answer.Name)];

    public string Success => Statuses.Single(status => status[0] == '2');

    public IReadOnlyList<JsonElement> Parameters => Spec.TryGetProperty("parameters", out var all) ? [.. all.EnumerateArray()] : [];

    /// <summary>The example of the body, or null when the operation takes none. An example without members is not written down: that is the empty object.</summary>
    public string? Body => Spec.TryGetProperty("requestBody", out var body) ? body.GetProperty("content").GetProperty("application/json").TryGetProperty("example", out var example) ? example.GetRawText() : "{}" : null;

    /// <summary>The path with ids put in, and the examples of what must be asked.</summary>
    public string At(IReadOnlyDictionary<string, string> ids) => ids.Aggregate(Path, (path, id) => path.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal)) + Asked;

    private string Asked => string.Concat(
        Parameters.Where(parameter => parameter.TryGetProperty("in", out var place) && place.GetString() == "query" && parameter.TryGetProperty("required", out var required) && required.GetBoolean())
            .Select((parameter, at) => $"{(at == 0 ? '?' : '&')}{parameter.GetProperty("name").GetString()}={Uri.EscapeDataString(parameter.GetProperty("example").ToString())}"));

    public override string ToString() => $"{Method} {Path}";
}
