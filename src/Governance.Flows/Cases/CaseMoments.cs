using System.Globalization;

namespace Governance.Flows;

/// <summary>Reads moments and durations of a cases file.</summary>
internal sealed class CaseMoments(Findings findings)
{
    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz"];

    /// <summary>A moment with its offset; null when the key is absent or is none, after a finding.</summary>
    public DateTimeOffset? Read(Mapping map, string key)
    {
        if (map.Find(key) is not { } node) return null;
        if (node is YamlScalar { IsText: true } scalar && TryParse(scalar.Text) is { } moment) return moment;
        findings.Add(node, $"`{key}` must be a moment with its offset, such as \"2026-03-30T09:00Z\" or \"2026-03-30T09:00+01:00\".");
        return null;
    }

    /// <summary>For how long to wait; null when that is not said.</summary>
    public Duration? Wait(Mapping map) => map.Find("wait") is null ? null : new FlowDurations(findings).Read(map, "wait");

    private static DateTimeOffset? TryParse(string text) =>
        DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;
}
