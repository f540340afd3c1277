using System.Text.RegularExpressions;

namespace Governance.Host.Tests.Watching;

/// <summary>How Prometheus names what comes over OTLP, with its usual translation (OpenTelemetry specification, "Prometheus and OpenMetrics Compatibility"), and which names an expression asks for.</summary>
internal static partial class Prometheus
{
    private static readonly Dictionary<string, string> Units = new() { ["s"] = "seconds", ["ms"] = "milliseconds", ["By"] = "bytes" };

    /// <summary>The names of a metric's series.</summary>
    public static IEnumerable<string> NamesOf(SentMetric metric)
    {
        var name = Label(metric.Name);
        var unit = metric.Unit is "" or ['{', ..] ? "" : metric.Unit == "1" ? metric.Grows || metric.IsHistogram ? "" : "ratio" : Units.GetValueOrDefault(metric.Unit, metric.Unit);
        if (unit.Length > 0 && !name.EndsWith("_" + unit, StringComparison.Ordinal)) name += "_" + unit;
        return metric.IsHistogram ? [$"{name}_bucket", $"{name}_count", $"{name}_sum"] : metric.Grows && !name.EndsWith("_total", StringComparison.Ordinal) ? [$"{name}_total"] : [name];
    }

    /// <summary>The name of a label, of an attribute.</summary>
    public static string Label(string attribute) => Regex.Replace(attribute, "[^A-Za-z0-9]+", "_");

    /// <summary>The series that an expression asks for.</summary>
    public static IEnumerable<string> Asked(string expression) => Name().Matches(Clause().Replace(Quoted().Replace(expression, ""), " ")).Select(name => name.Value).Except(Words);

    /// <summary>The labels that it asks for.</summary>
    public static IEnumerable<string> Labels(string expression) =>
        Clause().Matches(Quoted().Replace(expression, "\"\"")).SelectMany(clause => Name().Matches(Regex.Replace(clause.Value, @"^\s*(by|without|on|ignoring|group_left|group_right)\b", ""))).Select(label => label.Value).Distinct();

    private static readonly string[] Words = ["and", "or", "unless", "offset", "bool", "inf", "nan"];

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();

    // What stands in braces, in brackets, or behind by and the like.
    [GeneratedRegex(@"\{[^}]*\}|\[[^\]]*\]|\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)")]
    private static partial Regex Clause();

    // A word that is no function and no number.
    [GeneratedRegex(@"(?<![\w.$])[A-Za-z_:][\w:]*\b(?!\s*\()")]
    private static partial Regex Name();
}
