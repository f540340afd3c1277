using NodaTime;

namespace Governance.Flows;

/// <summary>
/// When the people of a flow work. Only the parser makes one, so that there is a working day at least every few years: single
/// holidays are at most 128, and no country has one on every Sunday, or whatever day is worked.
/// </summary>
public sealed record WorkCalendar
{
    // In days: enough for the longest duration in a week of four workdays. Nothing here walks further, whatever the calendar.
    private const int Furthest = 20_000;

    // Two walks from here still end in the year 9909, which every type can hold.
    private const int LastYear = 9_800;
    private readonly DateTimeZone _zone;
    private readonly WorkHours? _hours;
    private readonly Holidays _holidays;

    internal WorkCalendar(DateTimeZone zone, WorkHours? hours, Holidays holidays) => (_zone, _hours, _holidays) = (zone, hours, holidays);

    /// <summary>IANA id of the time zone.</summary>
    public string Zone => _zone.Id;

    /// <summary>Whether there are working hours, so that workdays can be counted.</summary>
    public bool HasWorkdays => _hours is not null;

    /// <summary>Of a flow without a calendar: in UTC every moment is working time, and there are no workdays.</summary>
    internal static WorkCalendar Always { get; } = new(DateTimeZone.Utc, null, Holidays.None);

    /// <summary>A calendar of its own, outside any flow: the same hours from Monday to Friday, without the public holidays of a country.</summary>
    /// <param name="zone">IANA id of the time zone.</param>
    /// <param name="opens">In minutes from midnight.</param>
    /// <param name="closes">In minutes from midnight, later than <paramref name="opens"/>.</param>
    /// <param name="country">Two letters, one of those that flows may name.</param>
    public static WorkCalendar MondayToFriday(string zone, int opens, int closes, string country)
    {
        if (closes <= opens || opens < 0 || closes > 24 * 60) throw new ArgumentOutOfRangeException(nameof(closes), closes, "Hours end after they begin, within one day.");
        if (!HolidayTables.Codes.Contains(country)) throw new ArgumentOutOfRangeException(nameof(country), country, "There are no holidays of this country.");
        var day = new WorkPeriod(opens, closes);
        return new(DateTimeZoneProviders.Tzdb[zone], new WorkHours([day, day, day, day, day, null, null]), new Holidays([], [country]));
    }

    /// <summary>The canonical form, with every default. The version of the holiday tables is no part of it: a flow stays the same flow.</summary>
    internal SortedDictionary<string, object?> Canonical => new(StringComparer.Ordinal)
    {
        ["zone"] = Zone,
        ["work"] = _hours?.ToString(),
        ["holidays"] = _holidays.Names,
    };

    private string Text => _hours is null ? "" : _holidays.Names.Count == 0 ? $"{_hours}" : $"{_hours}; {_holidays}";

    /// <summary>
    /// The moment a duration ends. Minutes and hours are elapsed time. Days are calendar days in the zone, at the same local time: one that
    /// the zone skips moves forward by the length of the gap, and of two the earlier is meant. Workdays begin at the start, or at the next
    /// opening when that is outside working time, and go so many working periods ahead to the same local time; without working hours they are
    /// days. Whatever then ends outside working time moves to the next opening; an opening is working time, a closing is not, and a holiday has none.
    /// </summary>
    /// <remarks>
    /// Total. Workdays go at most 20,000 days ahead (54 years). From a start after the year 9800 it is the last moment there is.
    /// A later start never ends earlier, except for days and workdays counted from or to the hours around a change of the clock that fall into working time.
    /// </remarks>
    public Deadline After(DateTimeOffset start, Duration duration)
    {
        var at = start.UtcDateTime.Year > LastYear ? Instant.FromDateTimeOffset(DateTimeOffset.MaxValue) : Opening(End(Instant.FromDateTimeOffset(start), duration));
        return new Deadline(at.ToDateTimeOffset(), Zone, Text, DateTimeZoneProviders.Tzdb.VersionId);
    }

    /// <summary>Two calendars are the same when their canonical forms are.</summary>
    public bool Equals(WorkCalendar? other) => other is not null && Zone == other.Zone && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Zone, Text);

    private Instant End(Instant start, Duration duration) => duration.Unit switch
    {
        DurationUnit.Minutes => start + NodaTime.Duration.FromMinutes(duration.Count),
        DurationUnit.Hours => start + NodaTime.Duration.FromHours(duration.Count),
        DurationUnit.Workdays when HasWorkdays => OnDay(Opening(start), day => Workday(day, duration.Count)),
        _ => OnDay(start, day => day.PlusDays(duration.Count)),
    };

    private Instant OnDay(Instant start, Func<LocalDate, LocalDate> later)
    {
        var (day, time) = start.InZone(_zone).LocalDateTime;
        return (later(day) + time).InZoneLeniently(_zone).ToInstant();
    }

    private LocalDate Workday(LocalDate day, int count)
    {
        for (var walked = 0; count > 0 && walked < Furthest; walked++)
        {
            day = day.PlusDays(1);
            if (PeriodOn(day) is not null) count--;
        }
        return day;
    }

    // How the parser makes calendars, this walk is short.
    private Instant Opening(Instant at)
    {
        if (_hours is null) return at;
        var day = at.InZone(_zone).Date;
        for (var walked = 0; walked < Furthest; walked++, day = day.PlusDays(1))
            if (PeriodOn(day) is { } period && at < period.End) return Instant.Max(at, period.Start);
        return at;
    }

    // A change of the clock can skip a short period, or a whole day as in Samoa in 2011: then there is none.
    private Interval? PeriodOn(LocalDate day)
    {
        if (_hours!.On(day.DayOfWeek) is not { } period || _holidays.Contains(day)) return null;
        var (opens, closes) = (At(day, period.Opens), At(day, period.Closes));
        return opens < closes && opens.InZone(_zone).Date == day ? new Interval(opens, closes) : null;
    }

    private Instant At(LocalDate day, int minutes) => day.AtMidnight().PlusMinutes(minutes).InZoneLeniently(_zone).ToInstant();
}
