using System.Globalization;

namespace Governance.Shared;

/// <summary>Versions as entity tags, and If-Match (RFC 9110 section 13.1.1).</summary>
public static class Precondition
{
    /// <summary>The strong entity tag of a version: <c>"3"</c>.</summary>
    public static string ETag(long version) => $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>Null when If-Match is absent or names <paramref name="current"/>; otherwise the refusal. 0 is a stream that is not there yet.</summary>
    public static Refusal? Check(HttpRequest request, long current)
    {
        var header = request.Headers.IfMatch;
        if (header.Count == 0) return null;
        var tags = header.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        var holds = current > 0 && (tags.Contains("*") || tags.Contains(ETag(current)));
        return holds ? null : new Refusal("precondition.stale",
            $"It is at version {current} now, not at the one that If-Match names. Read it again, look at what changed, and decide on that.", RefusalKind.Stale);
    }
}
