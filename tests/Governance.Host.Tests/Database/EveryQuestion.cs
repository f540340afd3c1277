using System.Text.Json;
using Governance.Host.Tests.Api;

namespace Governance.Host.Tests.Database;

/// <summary>All that a read can be asked: without a filter, with each value of each filter, in each order, and the page after the first.</summary>
internal sealed class EveryQuestion(ApiDocument document, IReadOnlyDictionary<string, string> ids)
{
    private static readonly string[] OfPages = ["limit", "cursor", "asOf", "position", "version"];

    /// <summary>The questions.</summary>
    public IEnumerable<string> Of(Operation read)
    {
        var path = read.At(Ids(read));
        var orders = Values(read, "sort").Select(order => $"sort={order}").Prepend("").ToList();
        var filters = Optional(read).Where(name => name != "sort").SelectMany(name => Values(read, name).Select(value => $"{name}={Uri.EscapeDataString(value)}")).Prepend("").ToList();
        return from filter in filters from order in orders select With(path, [filter, order]);
    }

    /// <summary>Whether it can be asked as of then.</summary>
    public static bool IsOfThen(Operation read) => read.Parameters.Any(parameter => Name(parameter) == "asOf");

    /// <summary>A question with more parts.</summary>
    public static string With(string path, params IEnumerable<string> parts) =>
        parts.Where(part => part != "").Aggregate(path, (asked, part) => $"{asked}{(asked.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{part}");

    private Dictionary<string, string> Ids(Operation read) => read.Parameters.Where(parameter => In(parameter) == "path").ToDictionary(Name, parameter => ids.GetValueOrDefault(Name(parameter)) ?? parameter.GetProperty("example").ToString());

    private static IEnumerable<string> Optional(Operation read) =>
        read.Parameters.Where(parameter => In(parameter) == "query" && !(parameter.TryGetProperty("required", out var required) && required.GetBoolean())).Select(Name).Except(OfPages);

    private List<string> Values(Operation read, string name)
    {
        if (read.Parameters.FirstOrDefault(parameter => Name(parameter) == name) is not { ValueKind: JsonValueKind.Object } parameter) return [];
        var schema = Resolved(parameter.GetProperty("schema"));
        if (schema.TryGetProperty("enum", out var words)) return [.. words.EnumerateArray().Select(word => word.GetString()!)];
        var example = parameter.GetProperty("example");
        return example.ValueKind is JsonValueKind.True or JsonValueKind.False ? ["true", "false"]
            : [.. new[] { ids.GetValueOrDefault(name), example.ToString() }.OfType<string>().Take(1)];
    }

    private JsonElement Resolved(JsonElement schema) => schema.TryGetProperty("$ref", out var reference) ? document.Root.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]) : schema;

    private static string Name(JsonElement parameter) => parameter.GetProperty("name").GetString()!;

    private static string In(JsonElement parameter) => parameter.TryGetProperty("in", out var place) ? place.GetString()! : "";
}
