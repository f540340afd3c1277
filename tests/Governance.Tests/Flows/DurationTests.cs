using Governance.Flows;

namespace Governance.Tests.Flows;

public class DurationTests
{
    [Theory]
    [InlineData("90 minutes", 90, DurationUnit.Minutes, "90 minutes")]
    [InlineData("1 hour", 1, DurationUnit.Hours, "1 hour")]
    [InlineData("1 days", 1, DurationUnit.Days, "1 day")]
    [InlineData("3 workday", 3, DurationUnit.Workdays, "3 workdays")]
    [InlineData("10000 days", 10_000, DurationUnit.Days, "10000 days")]
    public void A_duration_reads_in_the_singular_and_the_plural_and_has_one_canonical_form(string text, int count, DurationUnit unit, string canonical)
    {
        Assert.Equal(new Duration(count, unit), Duration.Read(text));
        Assert.Equal(canonical, Duration.Read(text)!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("3")]
    [InlineData("days")]
    [InlineData("3  days")]
    [InlineData("3days")]
    [InlineData(" 3 days")]
    [InlineData("3 days\n")]
    [InlineData("3 Days")]
    [InlineData("-3 days")]
    [InlineData("1.5 days")]
    [InlineData("03 days")]
    [InlineData("0 days")]
    [InlineData("10001 days")]
    [InlineData("99999999999999 days")]
    [InlineData("3 weeks")]
    [InlineData("３ days")]
    public void What_is_not_exactly_a_duration_is_none(string text) => Assert.Null(Duration.Read(text));

    [Fact]
    public void A_duration_of_nothing_cannot_be_made()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Duration(0, DurationUnit.Days));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Duration(10_001, DurationUnit.Days));
    }

    [Theory]
    [InlineData("due: 3 workdays", null)]
    [InlineData("due: \"3 workdays\"", null)]
    [InlineData("due: 3", "f:1:6: `due` must be a duration such as `3 workdays`: a whole number of minutes, hours, days or workdays.")]
    [InlineData("due: [3 days]", "f:1:6: `due` must be a duration such as `3 workdays`: a whole number of minutes, hours, days or workdays.")]
    [InlineData("due: three days", "f:1:6: `due` must be a duration such as `3 workdays`: a whole number of minutes, hours, days or workdays.")]
    [InlineData("due: 20000 minutes", "f:1:6: `due` must be a duration such as `3 workdays`: a whole number of minutes, hours, days or workdays. The number is from 1 to 10000.")]
    [InlineData("{}", "f:1:1: A stage needs `due`.")]
    public void A_key_that_is_no_duration_says_what_was_expected(string yaml, string? error)
    {
        var findings = new Findings("f");
        var read = Mapping.Open(YamlReader.Read(yaml, findings)!, findings, "A stage", ["due"])!.Duration("due");
        Assert.Equal(error, findings.InOrder() is [var one] ? one.ToString() : null);
        Assert.Equal(error is null ? new Duration(3, DurationUnit.Workdays) : null, read);
    }
}
