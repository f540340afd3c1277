using System.Text.Json;

namespace Governance.CommandLine;

/// <summary>What a service answered: a status and, of this service, always JSON.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Json">The body, or null when it is no JSON.</param>
/// <param name="Text">The body as it came.</param>
public sealed record ServiceAnswer(int Status, JsonElement? Json, string Text)
{
    /// <summary>Whether it did what was asked.</summary>
    public bool Succeeded => Status is >= 200 and < 300;

    /// <summary>The public code of a refusal, or null.</summary>
    public string? Code => Member("code");

    /// <summary>The sentence of a refusal with the fields at fault, or what the status means.</summary>
    public string Sentence => string.Join(' ', (string[])[Member("detail") ?? $"It answered {Status} without a reason.", .. Errors()]);

    /// <summary>An answer with this body.</summary>
    public static ServiceAnswer Of(int status, string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return new(status, json.RootElement.Clone(), body);
        }
        catch (JsonException)
        {
            return new(status, null, body);
        }
    }

    /// <summary>The body as what it should be, or null when it is something else.</summary>
    public T? Read<T>() where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Text, Shared.Json.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A text member of the body, or null.</summary>
    private string? Member(string name) =>
        Json is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    // A refusal about one field says its sentence there again.
    private IEnumerable<string> Errors() => Json is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Object
        ? errors.EnumerateObject().Where(field => field.Value.ValueKind == JsonValueKind.Array)
            .SelectMany(field => field.Value.EnumerateArray()).Select(error => error.ToString()).Where(error => error != Member("detail"))
        : [];
}
