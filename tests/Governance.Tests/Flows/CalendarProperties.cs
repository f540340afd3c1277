using CsCheck;
using Governance.Flows;
using NodaTime;

namespace Governance.Tests.Flows;

/// <summary>Rules that hold for every deadline of every calendar.</summary>
public class CalendarProperties
{
    private static readonly string[] Zones = ["Europe/Dublin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Casablanca", "America/Havana", "Asia/Beirut", "UTC"];

    private static readonly string[] Weeks =
        ["Mon-Fri 09:00-17:30", "Sun-Thu 08:00-16:00", "Mon-Thu 09:00-17:30, Fri 08:00-13:00", "Mon-Sun 00:00-24:00", "Sun 01:00-02:30", "Wed 23:30-24:00", "Sat-Mon 00:00-01:15"];

    private static readonly string[] Free = ["ie", "[us, gb]", "[2026-03-29, de]", "[]"];

    private static readonly DateTime[] Changes = [new(2026, 3, 29), new(2026, 10, 25), new(2026, 3, 8), new(2026, 11, 1), new(2026, 10, 4), new(2026, 4, 5)];

    private static readonly Gen<string> Calendar = Gen.Select(OneOf(Zones), OneOf(Weeks), OneOf(Free)).Select((zone, work, free) => $"{{zone: {zone}, work: \"{work}\", holidays: {free}}}");

    private static readonly Gen<Governance.Flows.Duration> Durations =
        Gen.Select(Gen.Frequency((4, Gen.Int[1, 40]), (1, Gen.Int[1, 2_000])), Gen.Enum<DurationUnit>()).Select((count, unit) => new Governance.Flows.Duration(count, unit));

    // Minutes of the years 2024 to 2030, half of them near a change of the clock.
    private static readonly Gen<DateTimeOffset> Starts = Gen.Frequency(
        (1, Gen.Int[0, 7 * 365 * 24 * 60].Select(m => new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(m))),
        (1, Gen.Select(OneOf(Changes), Gen.Int[-4_000, 4_000])
            .Select((day, m) => new DateTimeOffset(day, TimeSpan.Zero).AddMinutes(m))));

    [Fact]
    public void A_deadline_is_never_before_its_start() => Gen.Select(Calendar, Starts, Durations).Sample(
        (calendar, start, duration) => Calendars.Of(calendar).After(start, duration).At >= start, iter: 1000);

    [Fact]
    public void A_deadline_is_within_working_hours_and_on_no_holiday() => Gen.Select(Calendar, Starts, Durations).Sample((calendar, start, duration) =>
    {
        var deadline = Calendars.Of(calendar).After(start, duration);
        var local = Instant.FromDateTimeOffset(deadline.At).InZone(DateTimeZoneProviders.Tzdb[deadline.Zone]);
        // On a day whose clocks change, hours of the day that are skipped have moved.
        var changes = local.Zone.AtStartOfDay(local.Date).Offset != local.Zone.AtStartOfDay(local.Date.PlusDays(1)).Offset;
        return !IsFree(deadline.Calendar, local.Date) && (changes || Opens(deadline.Calendar, local.DayOfWeek).Any(p => p.Opens <= local.TimeOfDay && local.TimeOfDay < p.Closes));
    }, iter: 1000);

    [Fact]
    public void A_working_moment_stays_where_it_is() => Gen.Select(Calendar, Starts, Durations).Sample((text, start, duration) =>
    {
        var calendar = Calendars.Of(text);
        var at = calendar.After(start, duration).At;
        return calendar.After(at.AddMinutes(-1), Calendars.Duration("1 minute")).At == at;
    }, iter: 1000);

    [Fact]
    public void A_longer_duration_never_ends_earlier() => Gen.Select(Calendar, Starts, Durations, Gen.Int[1, 40]).Sample((text, start, duration, more) =>
    {
        var calendar = Calendars.Of(text);
        return calendar.After(start, new(duration.Count + more, duration.Unit)).At >= calendar.After(start, duration).At;
    }, iter: 1000);

    // The hour that the clock shows twice, and the one that it skips, are an hour each.
    [Fact]
    public void A_later_start_never_ends_earlier_but_for_days_counted_at_a_change_of_the_clock() => Gen.Select(Calendar, Starts, Durations, Gen.Int[1, 5_000]).Sample((text, start, duration, later) =>
    {
        var calendar = Calendars.Of(text);
        var clock = duration.Unit is DurationUnit.Minutes or DurationUnit.Hours ? 0 : 120;
        return calendar.After(start.AddMinutes(later + clock), duration).At >= calendar.After(start, duration).At;
    }, iter: 1000);

    [Fact]
    public void Whatever_is_written_the_calendar_reader_answers()
    {
        const string sound = "calendar: {zone: Europe/Dublin, work: \"Mon-Thu 09:00-17:30, Fri 08:00-13:00\", holidays: [ie, 2026-12-24]}";
        Gen.Select(Gen.Int[10, sound.Length - 1], Gen.Int[0, 9], OneOf("", "0", ":", "-", ", ", " ", "Mon", "24:00", "x", "[", "\"", "{}", "9999-12-31")).Sample((at, cut, put) =>
        {
            var findings = new Findings("f");
            if (YamlReader.Read(sound[..at] + put + sound[Math.Min(sound.Length, at + cut)..], findings) is not YamlMap root) return;
            var calendar = new CalendarReader(findings).Read(Mapping.Open(root, findings, "A flow", ["calendar"])!);
            calendar?.After(DateTimeOffset.UnixEpoch, Calendars.Duration("3 workdays"));
        }, iter: 1000);
    }

    private static Gen<T> OneOf<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    private static bool IsFree(string calendar, LocalDate day)
    {
        var names = calendar.Split("; holidays ") is [_, var list] ? list.Split(" (")[0].Split(", ") : [];
        return names.Any(n => n == $"{day.Year:0000}-{day.Month:00}-{day.Day:00}" || HolidayTables.Codes.Contains(n) && HolidayTables.Has(n, day));
    }

    // An independent reading of the canonical text: a closing at 24:00 is later than every time of the day.
    private static IEnumerable<(LocalTime Opens, LocalTime Closes)> Opens(string calendar, IsoDayOfWeek day) =>
        from entry in calendar.Split(';')[0].Split(", ")
        let days = entry.Split(' ')[0].Split('-').Select(d => Array.IndexOf(WorkHours.Days, d) + 1).ToArray()
        where days[0] <= (int)day && (int)day <= days[^1]
        let hours = entry.Split(' ')[1].Split('-')
        select (LocalTime.FromMinutesSinceMidnight(Minutes(hours[0])), Minutes(hours[1]) == 1440 ? LocalTime.MaxValue : LocalTime.FromMinutesSinceMidnight(Minutes(hours[1])));

    private static int Minutes(string clock) => int.Parse(clock[..2], null) * 60 + int.Parse(clock[3..], null);
}
