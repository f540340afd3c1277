using System.Globalization;
using System.Text.RegularExpressions;

namespace Governance.Flows;

/// <summary>What a duration counts.</summary>
public enum DurationUnit
{
    /// <summary>Elapsed time.</summary>
    Minutes,

    /// <summary>Elapsed time.</summary>
    Hours,

    /// <summary>Calendar days: the same local time on a later day.</summary>
    Days,

    /// <summary>Working periods of the flow's calendar.</summary>
    Workdays,
}

/// <summary>How long something may take: <c>90 minutes</c>, <c>1 workday</c>, <c>30 days</c>.</summary>
/// <param name="Count">From 1 to 10,000; anything else throws.</param>
/// <param name="Unit">What is counted.</param>
public sealed partial record Duration(int Count, DurationUnit Unit)
{
    private const int Most = 10_000;

    /// <summary>From 1 to 10,000.</summary>
    public int Count { get; } = Count is >= 1 and <= Most ? Count : throw new ArgumentOutOfRangeException(nameof(Count), Count, $"A duration counts from 1 to {Most}.");

    /// <summary>A duration as flows write it, or null when the text is not one. One space; <c>1 days</c> and <c>3 workday</c> read as well.</summary>
    public static Duration? Read(string text) =>
        Form().Match(text) is { Success: true } match && int.Parse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture) is >= 1 and <= Most and var count
            ? new Duration(count, UnitOf(match.Groups["unit"].ValueSpan))
            : null;

    /// <summary>Whether the text would be a duration if its count were from 1 to 10,000.</summary>
    internal static bool IsOutOfRange(string text) => Form().IsMatch(text) && Read(text) is null;

    /// <summary>The canonical form: singular for 1, plural otherwise.</summary>
    public override string ToString()
    {
        var unit = Unit.ToString().ToLowerInvariant();
        return string.Create(CultureInfo.InvariantCulture, $"{Count} {(Count == 1 ? unit[..^1] : unit)}");
    }

    private static DurationUnit UnitOf(ReadOnlySpan<char> word) => word switch
    {
        "minute" => DurationUnit.Minutes,
        "hour" => DurationUnit.Hours,
        "day" => DurationUnit.Days,
        _ => DurationUnit.Workdays,
    };

    [GeneratedRegex(@"\A(?<count>0|[1-9][0-9]{0,8}) (?<unit>minute|hour|day|workday)s?\z")]
    private static partial Regex Form();
}
