using System.Globalization;
using System.Text.Json;

namespace Governance.Host.Tests.Database;

/// <summary>How PostgreSQL carried out one statement.</summary>
/// <param name="Whose">What was asked of the service meanwhile.</param>
/// <param name="Query">The statement.</param>
/// <param name="Root">The plan.</param>
internal sealed record Plan(string Whose, string Query, JsonElement Root)
{
    /// <summary>So many rows one step may look at; a page has 200 at most.</summary>
    private const long MostRows = 5_000;

    /// <summary>So many pages of 8 KB one statement may look at.</summary>
    private const long MostBlocks = 10_000;

    /// <summary>What is wrong with it, given the tables that grow.</summary>
    public IEnumerable<string> Faults(IReadOnlySet<string> growing)
    {
        foreach (var fault in Steps(Root).Select(step => Fault(step, growing)).OfType<string>()) yield return fault;
        if (Number(Root, "Shared Hit Blocks") + Number(Root, "Shared Read Blocks") is var blocks and > MostBlocks) yield return $"{blocks} blocks";
    }

    private static string? Fault(JsonElement step, IReadOnlySet<string> growing)
    {
        var (kind, table) = (Text(step, "Node Type"), Text(step, "Relation Name"));
        if (kind == "Seq Scan" && growing.Contains(table) && Number(step, "Actual Loops") > 0) return $"scans {table}";
        var read = (Number(step, "Actual Rows") + Number(step, "Rows Removed by Filter") + Number(step, "Rows Removed by Index Recheck") + Number(step, "Rows Removed by Join Filter")) * Number(step, "Actual Loops");
        return read > MostRows ? $"{kind} {table}{Text(step, "Index Name")} looks at {read.ToString(CultureInfo.InvariantCulture)} rows" : null;
    }

    private static IEnumerable<JsonElement> Steps(JsonElement step) => step.TryGetProperty("Plans", out var below) ? below.EnumerateArray().SelectMany(Steps).Prepend(step) : [step];

    private static string Text(JsonElement step, string name) => step.TryGetProperty(name, out var value) ? value.GetString()! : "";

    private static long Number(JsonElement step, string name) => step.TryGetProperty(name, out var value) ? (long)value.GetDouble() : 0;
}
