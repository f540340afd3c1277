using System.Text.Json;

namespace Governance.Tests.Ledger;

/// <summary>Values that others worked out; where they come from stands in <c>tests/data/vectors/README.md</c>.</summary>
internal static class Vectors
{
    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([AppContext.BaseDirectory, "vectors", .. parts]);

    public static string Text(params ReadOnlySpan<string> parts) => File.ReadAllText(PathOf(parts));

    public static JsonElement Json(params ReadOnlySpan<string> parts) => JsonElement.Parse(Text(parts));

    /// <summary>All JSON files of a folder and the folders in it.</summary>
    public static IReadOnlyList<(string Name, JsonElement Value)> JsonFiles(string folder) =>
        [.. System.IO.Directory.EnumerateFiles(PathOf(folder), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(x => (x, JsonElement.Parse(File.ReadAllText(x))))];
}
