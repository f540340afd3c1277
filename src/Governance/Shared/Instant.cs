using System.Globalization;

namespace Governance.Shared;

/// <summary>A moment in a query: date, time and offset in full (RFC 3339 section 5.6), or a date alone for its beginning in UTC. In UTC.</summary>
/// <param name="Value">The moment, or the beginning of the day.</param>
/// <param name="IsDay">Whether a date alone was given: a read that asks what holds on it takes the whole day.</param>
public readonly record struct Instant(DateTimeOffset Value, bool IsDay = false)
{
    /// <summary>What a moment in a query looks like.</summary>
    public const string Form = "A moment is a date with time and offset, with seconds and at most 7 decimals, such as 2027-03-03T12:00:00Z, or a date alone.";

    /// <summary>What a moment in a body looks like.</summary>
    public const string InBody = "Give a date with time and offset, with seconds and at most 7 decimals, such as 2027-03-03T12:00:00Z.";

    private const string Day = "yyyy-MM-dd";
    private const string Seconds = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF";
    private static readonly string[] Forms = [Seconds + "'Z'", Seconds + "zzz", Day];

    /// <summary>The moment itself, or the last one of the day that the database tells from the next.</summary>
    public DateTimeOffset Last => IsDay ? Value + (TimeSpan.FromDays(1) - TimeSpan.FromMicroseconds(1)) : Value;

    /// <summary>The moment that a text names; false when it names none, or one that two readers could take for two.</summary>
    public static bool TryParse(string? text, out Instant instant)
    {
        var known = DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var value);
        instant = new(value, known && text!.Length == Day.Length);
        return known;
    }
}
