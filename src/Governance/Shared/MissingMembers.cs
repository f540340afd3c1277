using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace Governance.Shared;

/// <summary>
/// What a body lacks that its command needs, every member at once and by its path, where the reader of JSON stops at the first; and what a
/// member may be. Only asked when a body could not be read.
/// </summary>
public static class MissingMembers
{
    private const int Most = 100;

    /// <summary>The paths, such as <c>content.kind</c>; empty when the command is not known.</summary>
    public static IReadOnlyList<string> Of(HttpContext http)
    {
        if (CommandOf(http) is not { } command) return [];
        using var body = JsonDocument.Parse(BodyGate.BodyOf(http));
        return [.. In(body.RootElement, command, "").Take(Most)];
    }

    /// <summary>What the member at a path may be; null when nothing more can be said.</summary>
    public static string? FormAt(HttpContext http, string path)
    {
        var at = CommandOf(http);
        foreach (var step in path.Split('.'))
        {
            var (name, isItem) = step.IndexOf('[', StringComparison.Ordinal) is >= 0 and var bracket ? (step[..bracket], true) : (step, false);
            if (at?.Kind != JsonTypeInfoKind.Object || at.Properties.FirstOrDefault(member => member.Name == name) is not { } member) return null;
            at = at.Options.GetTypeInfo(member.PropertyType);
            if (isItem) at = at.ElementType is { } item ? at.Options.GetTypeInfo(item) : null;
        }

        return at is null ? null : Forms.Of(at.Type);
    }

    private static IEnumerable<string> In(JsonElement json, JsonTypeInfo type, string path)
    {
        if (json.ValueKind == JsonValueKind.Object && type.Kind == JsonTypeInfoKind.Object && type.PolymorphismOptions is null)
            return type.Properties.SelectMany(member => json.TryGetProperty(member.Name, out var value)
                ? In(value, type.Options.GetTypeInfo(member.PropertyType), $"{path}{member.Name}.")
                : IsNeeded(member) ? [path + member.Name] : Array.Empty<string>());
        if (json.ValueKind == JsonValueKind.Array && type is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } item })
            return json.EnumerateArray().SelectMany((value, at) => In(value, type.Options.GetTypeInfo(item), $"{path.TrimEnd('.')}[{at.ToString(CultureInfo.InvariantCulture)}]."));
        return [];
    }

    // As the document says it: what cannot be null, and has no value of its own.
    private static bool IsNeeded(JsonPropertyInfo member) =>
        member.IsRequired || (member.AssociatedParameter is { HasDefaultValue: false } && !member.IsGetNullable && Nullable.GetUnderlyingType(member.PropertyType) is null);

    private static JsonTypeInfo? CommandOf(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } command
            ? http.RequestServices.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions.GetTypeInfo(command) : null;
}
