using Governance.Flows;
using NodaTime;

namespace Governance.Tests.Flows;

/// <summary>The days of the tables against the dates that governments publish, Monday to Friday.</summary>
public class HolidayTests
{
    [Theory]
    [InlineData("ie", 2025, "01-01 02-03 03-17 04-21 05-05 06-02 08-04 10-27 12-25 12-26")]
    [InlineData("ie", 2026, "01-01 02-02 03-17 04-06 05-04 06-01 08-03 10-26 12-25")]
    [InlineData("ie", 2027, "01-01 02-01 03-17 03-29 05-03 06-07 08-02 10-25")]
    [InlineData("gb", 2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26")]
    [InlineData("gb", 2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28")]
    [InlineData("gb", 2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28")]
    [InlineData("us", 2025, "01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25")]
    [InlineData("us", 2026, "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25")]
    [InlineData("us", 2027, "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31")]
    [InlineData("fr", 2025, "01-01 04-21 05-01 05-08 05-29 06-09 07-14 08-15 11-11 12-25")]
    [InlineData("fr", 2026, "01-01 04-06 05-01 05-08 05-14 05-25 07-14 11-11 12-25")]
    [InlineData("fr", 2027, "01-01 03-29 05-06 05-17 07-14 11-01 11-11")]
    [InlineData("de", 2025, "01-01 04-18 04-21 05-01 05-29 06-09 10-03 12-25 12-26")]
    [InlineData("de", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 12-25")]
    [InlineData("de", 2027, "01-01 03-26 03-29 05-06 05-17")]
    [InlineData("nl", 2025, "01-01 04-21 05-05 05-29 06-09 12-25 12-26")]
    [InlineData("nl", 2026, "01-01 04-06 04-27 05-05 05-14 05-25 12-25")]
    [InlineData("nl", 2027, "01-01 03-29 04-27 05-05 05-06 05-17")]
    [InlineData("at", 2026, "01-01 01-06 04-06 05-01 05-14 05-25 06-04 10-26 12-08 12-25")]
    [InlineData("be", 2026, "01-01 04-06 05-01 05-14 05-25 07-21 11-11 12-25")]
    [InlineData("fi", 2026, "01-01 01-06 04-03 04-06 05-01 05-14 12-25")]
    [InlineData("lu", 2026, "01-01 04-06 05-01 05-14 05-25 06-23 12-25")]
    [InlineData("no", 2026, "01-01 04-02 04-03 04-06 05-01 05-14 05-25 12-25")]
    [InlineData("pl", 2026, "01-01 01-06 04-06 05-01 06-04 11-11 12-24 12-25")]
    public void The_working_week_of_a_country_is_free_on_exactly_these_days(string country, int year, string days) => Assert.Equal(
        days,
        string.Join(' ', Enumerable.Range(0, 366).Select(n => new LocalDate(year, 1, 1).PlusDays(n))
            .Where(d => d.Year == year && d.DayOfWeek < IsoDayOfWeek.Saturday && HolidayTables.Has(country, d)).Select(d => $"{d.Month:00}-{d.Day:00}")));

    [Fact]
    public void Saint_Brigid_has_the_first_Monday_of_February_or_the_first_when_that_is_a_Friday()
    {
        Assert.True(HolidayTables.Has("ie", new LocalDate(2030, 2, 1)));
        Assert.False(HolidayTables.Has("ie", new LocalDate(2030, 2, 4)));
    }

    [Fact]
    public void Every_table_answers_for_every_year_that_a_deadline_can_be_in()
    {
        foreach (var country in HolidayTables.Codes)
            for (var year = 0; year <= 9999; year += 7) HolidayTables.Has(country, new LocalDate(year, 1, 2));
    }
}
