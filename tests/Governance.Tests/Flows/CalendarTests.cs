using Governance.Flows;
using NodaTime;

namespace Governance.Tests.Flows;

public class CalendarTests
{
    private const string ShortFriday = "{zone: Europe/Dublin, work: \"Mon-Thu 09:00-17:30, Fri 08:00-13:00\"}";
    private const string Weekend = "{zone: Asia/Riyadh, work: \"Sun-Thu 08:00-16:00\"}";
    private const string NewYork = "{zone: America/New_York, work: \"Mon-Fri 09:00-17:00\", holidays: us}";
    private const string Night = "{zone: Europe/Dublin, work: \"Mon-Sun 00:00-24:00\"}";

    [Theory]
    [InlineData("2026-06-10 10:00 +01", "1 workday", "2026-06-11 10:00 +01")]
    [InlineData("2026-06-10 10:00 +01", "3 workdays", "2026-06-15 10:00 +01")]
    [InlineData("2026-06-12 17:29 +01", "1 workday", "2026-06-15 17:29 +01")]
    [InlineData("2026-06-10 10:00 +01", "90 minutes", "2026-06-10 11:30 +01")]
    [InlineData("2026-06-10 10:00 +01", "2 days", "2026-06-12 10:00 +01")]
    [InlineData("2026-06-10 10:00 +01", "30 days", "2026-07-10 10:00 +01")]
    public void Workdays_and_days_keep_the_local_time_of_day(string start, string duration, string due) => Assert.Equal(due, Calendars.Due(Calendars.Dublin, start, duration));

    [Theory]
    [InlineData("2026-06-12 17:30 +01", "1 workday", "2026-06-16 09:00 +01")]
    [InlineData("2026-06-13 12:00 +01", "1 workday", "2026-06-16 09:00 +01")]
    [InlineData("2026-06-10 05:00 +01", "1 workday", "2026-06-11 09:00 +01")]
    public void A_start_outside_working_hours_counts_from_the_next_opening(string start, string duration, string due) => Assert.Equal(due, Calendars.Due(Calendars.Dublin, start, duration));

    [Theory]
    [InlineData("2026-06-10 10:00 +01", "8 hours", "2026-06-11 09:00 +01")]
    [InlineData("2026-06-10 17:00 +01", "30 minutes", "2026-06-11 09:00 +01")]
    [InlineData("2026-06-10 17:00 +01", "29 minutes", "2026-06-10 17:29 +01")]
    [InlineData("2026-06-12 10:00 +01", "1 day", "2026-06-15 09:00 +01")]
    [InlineData("2026-06-12 09:00 +01", "24 hours", "2026-06-15 09:00 +01")]
    public void A_deadline_outside_working_hours_moves_to_the_next_opening(string start, string duration, string due) => Assert.Equal(due, Calendars.Due(Calendars.Dublin, start, duration));

    [Theory]
    [InlineData("2026-06-11 12:00 +01", "1 workday", "2026-06-12 12:00 +01")]
    [InlineData("2026-06-11 15:00 +01", "1 workday", "2026-06-15 09:00 +01")]
    [InlineData("2026-06-11 15:00 +01", "2 workdays", "2026-06-15 15:00 +01")]
    [InlineData("2026-06-12 08:00 +01", "1 workday", "2026-06-15 09:00 +01")]
    public void A_shorter_day_is_a_whole_workday(string start, string duration, string due) => Assert.Equal(due, Calendars.Due(ShortFriday, start, duration));

    [Theory]
    [InlineData("2026-04-02 10:00 +01", "2 workdays", "2026-04-07 10:00 +01")]
    [InlineData("2026-05-01 12:00 +01", "1 workday", "2026-05-05 12:00 +01")]
    [InlineData("2026-12-24 10:00 +00", "1 workday", "2026-12-28 10:00 +00")]
    [InlineData("2026-12-23 10:00 +00", "2 days", "2026-12-28 09:00 +00")]
    [InlineData("2027-12-24 10:00 +00", "1 workday", "2027-12-27 10:00 +00")]
    public void Irish_holidays_are_no_workdays_and_those_at_a_weekend_are_not_moved(string start, string duration, string due) => Assert.Equal(due, Calendars.Due(Calendars.Dublin, start, duration));

    [Fact]
    public void A_flow_adds_the_days_its_people_have_off() => Assert.Equal(
        "2026-12-29 10:00 +00", Calendars.Due(Calendars.Dublin.Replace("ie", "[ie, 2026-12-28, \"2026-12-24\"]", StringComparison.Ordinal), "2026-12-23 10:00 +00", "1 workday"));

    [Theory]
    [InlineData("{zone: Europe/London, work: \"Mon-Sat 09:00-17:00\", holidays: gb}", "2026-12-24 10:00 +00", "2026-12-29 10:00 +00")]
    [InlineData("{zone: Europe/London, work: \"Mon-Sat 09:00-17:00\", holidays: gb}", "2027-12-24 10:00 +00", "2027-12-29 10:00 +00")]
    [InlineData("{zone: America/New_York, work: \"Mon-Sat 09:00-17:00\", holidays: us}", "2026-07-02 10:00 -04", "2026-07-06 10:00 -04")]
    [InlineData("{zone: America/New_York, work: \"Mon-Sat 09:00-17:00\", holidays: us}", "2027-12-30 10:00 -05", "2028-01-03 10:00 -05")]
    public void Where_a_holiday_is_moved_off_the_weekend_both_days_are_free(string calendar, string start, string due) => Assert.Equal(due, Calendars.Due(calendar, start, "1 workday"));

    [Theory]
    [InlineData("2026-03-27 16:00 +00", "1 workday", "2026-03-30 16:00 +01")]
    [InlineData("2026-03-27 16:00 +00", "3 days", "2026-03-30 16:00 +01")]
    [InlineData("2026-03-27 16:00 +00", "66 hours", "2026-03-30 11:00 +01")]
    [InlineData("2026-10-23 16:00 +01", "1 workday", "2026-10-27 16:00 +00")]
    [InlineData("2026-10-23 10:00 +01", "4 days", "2026-10-27 10:00 +00")]
    [InlineData("2026-10-23 10:00 +01", "96 hours", "2026-10-27 09:00 +00")]
    public void Days_cross_a_change_of_the_clock_in_Europe_by_the_calendar_and_hours_by_the_clock(string start, string duration, string due) =>
        Assert.Equal(due, Calendars.Due(Calendars.Dublin, start, duration));

    [Theory]
    [InlineData("2026-03-06 16:00 -05", "1 workday", "2026-03-09 16:00 -04")]
    [InlineData("2026-03-06 16:00 -05", "72 hours", "2026-03-10 09:00 -04")]
    [InlineData("2026-10-30 16:00 -04", "1 workday", "2026-11-02 16:00 -05")]
    [InlineData("2026-10-30 16:00 -04", "72 hours", "2026-11-02 15:00 -05")]
    public void The_same_holds_for_the_United_States(string start, string duration, string due) => Assert.Equal(due, Calendars.Due(NewYork, start, duration));

    [Theory]
    [InlineData("2026-03-28 01:30 +00", "1 day", "2026-03-29 02:30 +01")]
    [InlineData("2026-10-24 01:30 +01", "1 day", "2026-10-25 01:30 +01")]
    [InlineData("2026-10-25 01:30 +00", "1 day", "2026-10-26 01:30 +00")]
    public void A_local_time_that_is_skipped_moves_by_the_gap_and_of_two_the_earlier_is_meant(string start, string duration, string due) =>
        Assert.Equal(due, Calendars.Due(Night, start, duration));

    [Theory]
    [InlineData("01:00-02:00", "2026-04-05 01:00 +01")]
    [InlineData("01:30-02:00", "2026-04-05 01:30 +01")]
    [InlineData("01:00-03:00", "2026-03-29 02:00 +01")]
    public void A_working_period_that_the_clock_skips_is_none(string hours, string due) =>
        Assert.Equal(due, Calendars.Due($"{{zone: Europe/Dublin, work: Sun {hours}}}", "2026-03-28 12:00 +00", "2 hours"));

    [Fact]
    public void A_day_that_the_zone_skips_has_no_working_period() => Assert.Equal(
        "2012-01-02 10:00 +14", Calendars.Due("{zone: Pacific/Apia, work: \"Mon-Fri 09:00-17:00\"}", "2011-12-29 10:00 -10", "1 workday"));

    [Theory]
    [InlineData("{zone: Asia/Kolkata, work: \"Mon-Fri 09:30-18:00\"}", "2026-06-12 17:45 +05:30", "1 workday", "2026-06-15 17:45 +05:30")]
    [InlineData("{zone: Asia/Kathmandu, work: \"Sun-Fri 10:00-17:00\"}", "2026-06-12 11:15 +05:45", "7 hours", "2026-06-14 10:00 +05:45")]
    [InlineData("{zone: Australia/Lord_Howe, work: \"Mon-Fri 09:00-17:00\"}", "2026-10-02 12:00 +10:30", "1 workday", "2026-10-05 12:00 +11")]
    public void A_zone_may_be_half_an_hour_off(string calendar, string start, string duration, string due) => Assert.Equal(due, Calendars.Due(calendar, start, duration));

    [Theory]
    [InlineData("2026-06-11 12:00 +03", "1 workday", "2026-06-14 12:00 +03")]
    [InlineData("2026-06-12 12:00 +03", "1 workday", "2026-06-15 08:00 +03")]
    [InlineData("2026-06-09 12:00 +03", "3 days", "2026-06-14 08:00 +03")]
    public void A_working_week_may_begin_on_Sunday(string start, string duration, string due) => Assert.Equal(due, Calendars.Due(Weekend, start, duration));

    [Theory]
    [InlineData("2028-02-28 10:00 +00", "1 workday", "2028-02-29 10:00 +00")]
    [InlineData("2028-02-28 10:00 +00", "2 days", "2028-03-01 10:00 +00")]
    [InlineData("2027-02-26 10:00 +00", "3 days", "2027-03-01 10:00 +00")]
    public void A_leap_day_is_a_day_like_any_other(string start, string duration, string due) => Assert.Equal(due, Calendars.Due(Calendars.Dublin, start, duration));

    [Theory]
    [InlineData("10 minutes", "2026-06-13 23:10 +00")]
    [InlineData("2 days", "2026-06-15 23:00 +00")]
    [InlineData("2 workdays", "2026-06-15 23:00 +00")]
    public void Without_a_calendar_every_moment_is_working_time_in_UTC(string duration, string due)
    {
        Assert.Equal(due, Calendars.Due(WorkCalendar.Always, "2026-06-14 01:00 +02", duration));
        Assert.False(WorkCalendar.Always.HasWorkdays);
    }

    [Fact]
    public void A_deadline_says_all_that_it_was_computed_from()
    {
        var (start, day) = (DateTimeOffset.UnixEpoch, Calendars.Duration("1 day"));
        var version = DateTimeZoneProviders.Tzdb.VersionId;
        Assert.Equal(new Deadline(start.AddDays(1), "UTC", "", version), WorkCalendar.Always.After(start, day));
        Assert.Equal(new Deadline(start.AddDays(1), "Europe/Paris", "", version), Calendars.Of("{zone: Europe/Paris}").After(start, day));
        Assert.Equal("Mon-Fri 09:00-17:30; holidays ie (PublicHoliday 3.17.0, corrections 1)", Calendars.Of(Calendars.Dublin).After(start, day).Calendar);
        Assert.Equal("Mon 09:00-17:30; holidays 2026-12-24", Calendars.Of("{zone: UTC, work: Mon 09:00-17:30, holidays: 2026-12-24}").After(start, day).Calendar);
    }

    [Fact]
    public void The_farthest_workday_is_20000_days_away_and_the_last_moment_ends_all_counting()
    {
        var sundays = Calendars.Of("{zone: Europe/Dublin, work: \"Sun 09:00-10:00\", holidays: gb}");
        Assert.Equal("2081-03-23 09:00 +00", Calendars.Due(sundays, "2026-06-14 09:30 +01", "10000 workdays"));
        foreach (var start in (DateTimeOffset[])[DateTimeOffset.MinValue, DateTimeOffset.MaxValue, new(9800, 12, 31, 0, 0, 0, TimeSpan.Zero)])
            foreach (var duration in (string[])["10000 workdays", "10000 days", "10000 hours", "1 minute"])
                Assert.InRange(sundays.After(start, Calendars.Duration(duration)).At, start, DateTimeOffset.MaxValue);
    }
}
