using System.Globalization;

namespace Governance.Shared;

/// <summary>A moment in a query: date, time and offset in full (RFC 3339 section 5.6), or a date alone for its beginning in UTC. In UTC.</summary>
public readonly record struct Instant(DateTimeOffset Value)
{
    private const string Seconds = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF";
    private static readonly string[] Forms = [Seconds + "'Z'", Seconds + "zzz", "yyyy-MM-dd"];

    /// <summary>The moment that a text names; false when it names none, or one that two readers could take for two.</summary>
    public static bool TryParse(string? text, out Instant instant)
    {
        var known = DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var value);
        instant = new(value);
        return known;
    }
}
