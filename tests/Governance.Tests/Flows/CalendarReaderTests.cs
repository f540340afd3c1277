using Governance.Flows;

namespace Governance.Tests.Flows;

public class CalendarReaderTests
{
    [Fact]
    public void A_flow_may_have_no_calendar() => Assert.Equal((null, 0), (Calendars.Read("{}").Calendar, Calendars.Read("{}").Errors.Count));

    [Theory]
    [InlineData("calendar: Dublin", 1, 11, "`calendar` must be a mapping of keys to values; this is text.")]
    [InlineData("calendar: {}", 1, 11, "`calendar` needs `zone`.")]
    [InlineData("calendar: {zone: Europe/Dublin, hours: x}", 1, 33, "`calendar` has no key `hours`. Known here: holidays, work, zone.")]
    [InlineData("calendar: {zone: 1}", 1, 18, "`zone` must be text; this is a number. Put it in quotes.")]
    [InlineData("calendar: {zone: Europe/Dubln}", 1, 18, "There is no time zone `Europe/Dubln`; an id of the IANA database was expected here, as in `Europe/Dublin`. Did you mean `Europe/Dublin`?")]
    [InlineData("calendar: {zone: europe/dublin}", 1, 18, "There is no time zone `europe/dublin`; an id of the IANA database was expected here, as in `Europe/Dublin`. Did you mean `Europe/Dublin`?")]
    [InlineData("calendar: {zone: \"\"}", 1, 18, "There is no time zone ``; an id of the IANA database was expected here, as in `Europe/Dublin`.")]
    [InlineData("calendar: {zone: UTC+05:30}", 1, 18, "There is no time zone `UTC+05:30`; an id of the IANA database was expected here, as in `Europe/Dublin`.")]
    [InlineData("calendar: {zone: UTC, work: }", 1, 29, "`work` must be text; this is nothing.")]
    [InlineData("calendar: {zone: UTC, work: \"\"}", 1, 30, "`` is not a working time: days and hours were expected here, as in `Mon-Fri 09:00-17:30`.")]
    [InlineData("calendar: {zone: UTC, work: Mon-Fri 9-17}", 1, 29, "`Mon-Fri 9-17` is not a working time: days and hours were expected here, as in `Mon-Fri 09:00-17:30`.")]
    [InlineData("calendar: {zone: UTC, work: \"Mon 09:00-17:00,  Tue\"}", 1, 48, "`Tue` is not a working time: days and hours were expected here, as in `Mon-Fri 09:00-17:30`.")]
    [InlineData("calendar: {zone: UTC, work: Mon-Fry 09:00-17:00}", 1, 33, "`Fry` is not a day: Mon, Tue, Wed, Thu, Fri, Sat, Sun were expected here. Did you mean `Fri`?")]
    [InlineData("calendar: {zone: UTC, work: Mon 09:60-17:00}", 1, 33, "`09:60` is not a time of day: 00:00 to 24:00 was expected here.")]
    [InlineData("calendar: {zone: UTC, work: Mon 09:00-24:01}", 1, 39, "`24:01` is not a time of day: 00:00 to 24:00 was expected here.")]
    [InlineData("calendar: {zone: UTC, work: Mon 22:00-06:00}", 1, 29, "`Mon 22:00-06:00` must end after it starts, at 24:00 at the latest.")]
    [InlineData("calendar: {zone: UTC, work: \"Mon-Fri 09:00-12:00, Fri 13:00-17:00\"}", 1, 51, "`Fri` has working hours already; a weekday has one period at most.")]
    [InlineData("calendar: {zone: UTC, holidays: ie}", 1, 33, "`holidays` goes with `work` only: without working hours every day is the same.")]
    [InlineData("calendar: {zone: UTC, work: Mon 09:00-17:00, holidays: uk}", 1, 56, "There are no holidays of `uk`; known are at, be, de, fi, fr, gb, ie, lu, nl, no, pl, us. List the days of another country, as in `2026-12-24`.")]
    [InlineData("calendar: {zone: UTC, work: Mon 09:00-17:00, holidays: IE}", 1, 56, "There are no holidays of `IE`; known are at, be, de, fi, fr, gb, ie, lu, nl, no, pl, us. List the days of another country, as in `2026-12-24`. Did you mean `ie`?")]
    [InlineData("calendar: {zone: UTC, work: Mon 09:00-17:00, holidays: [ie, 2026-02-29]}", 1, 61, "`2026-02-29` is not a day of the calendar; one was expected here as in `2026-12-24`.")]
    [InlineData("calendar: {zone: UTC, work: Mon 09:00-17:00, holidays: [20261224]}", 1, 57, "`holidays` must be the code of a country, or days as in `2026-12-24`, or a list of both; this is a number.")]
    [InlineData("calendar: {zone: UTC, work: Mon 09:00-17:00, holidays: [ie, ie]}", 1, 61, "`ie` is in `holidays` twice.")]
    public void An_error_says_where_it_is_and_what_was_expected(string yaml, int line, int column, string message) =>
        Assert.Equal(new FlowError("f", line, column, message), Assert.Single(Calendars.Read(yaml).Errors));

    [Fact]
    public void All_errors_of_a_calendar_are_told_at_once_and_it_still_has_its_workdays()
    {
        var (calendar, errors) = Calendars.Read("""
            calendar:
              zone: Atlantis
              work: Mon-Fri 9-5, Sat 10:00-09:00, Sun 10:00-12:00
              holidays: [xx, 2026-13-01]
            """);
        Assert.Equal([(2, 9), (3, 9), (3, 22), (4, 14), (4, 18)], errors.Select(e => (e.Line, e.Column)));
        Assert.True(calendar!.HasWorkdays);
    }

    [Theory]
    [InlineData("Mon-Fri 09:00-17:30", "Mon-Fri 09:00-17:30")]
    [InlineData("Tue 09:00-17:30,Mon 09:00-17:30", "Mon-Tue 09:00-17:30")]
    [InlineData("Sun-Thu 08:00-16:00", "Mon-Thu 08:00-16:00, Sun 08:00-16:00")]
    [InlineData("Mon-Mon 00:00-24:00", "Mon 00:00-24:00")]
    [InlineData("Sat 10:00-12:00, Mon-Thu 09:00-17:30, Fri 08:00-13:00", "Mon-Thu 09:00-17:30, Fri 08:00-13:00, Sat 10:00-12:00")]
    public void Working_hours_have_one_canonical_form(string work, string canonical) => Assert.Equal(canonical, Calendars.Of($"{{zone: UTC, work: \"{work}\"}}").Canonical["work"]);

    [Fact]
    public void Calendars_that_mean_the_same_are_the_same()
    {
        var one = Calendars.Of("{zone: UTC, work: \"Mon-Tue 09:00-17:00\", holidays: [ie, \"2026-12-24\", 2026-01-02]}");
        var other = Calendars.Of("{holidays: [2026-01-02, ie, 2026-12-24], work: \"Tue 09:00-17:00, Mon 09:00-17:00\", zone: UTC}");
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, Calendars.Of("{zone: Europe/Dublin, work: \"Mon-Tue 09:00-17:00\", holidays: [ie, 2026-12-24, 2026-01-02]}"));
        Assert.Equal(["2026-01-02", "2026-12-24", "ie"], Assert.IsAssignableFrom<IEnumerable<string>>(one.Canonical["holidays"]));
        Assert.Equal(["holidays", "work", "zone"], one.Canonical.Keys);
    }
}
