using System.Collections.Concurrent;
using Governance.Flows;
using NodaTime;
using NodaTime.Text;

namespace Governance.Tests.Flows;

/// <summary>Calendars as a flow writes them, and moments as people of a zone say them.</summary>
internal static class Calendars
{
    public const string Dublin = "{zone: Europe/Dublin, work: \"Mon-Fri 09:00-17:30\", holidays: ie}";

    private static readonly OffsetDateTimePattern Moment = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm o<g>");

    private static readonly ConcurrentDictionary<string, WorkCalendar> Parsed = new();

    public static WorkCalendar Of(string calendar) => Parsed.GetOrAdd(calendar, static text =>
    {
        var (read, errors) = Read($"calendar: {text}");
        Assert.Empty(errors);
        return read!;
    });

    public static (WorkCalendar? Calendar, IReadOnlyList<FlowError> Errors) Read(string yaml)
    {
        var findings = new Findings("f");
        var map = Mapping.Open(YamlReader.Read(yaml, findings)!, findings, "A flow", ["calendar"]);
        return (new CalendarReader(findings).Read(map!), findings.InOrder());
    }

    /// <summary>A deadline as the clocks of the zone show it.</summary>
    /// <param name="calendar">The value of <c>calendar</c>.</param>
    /// <param name="start"><c>2026-03-27 16:00 +00</c>.</param>
    /// <param name="duration"><c>3 workdays</c>.</param>
    public static string Due(string calendar, string start, string duration) => Due(Of(calendar), start, duration);

    public static string Due(WorkCalendar calendar, string start, string duration)
    {
        var deadline = calendar.After(Moment.Parse(start).Value.ToDateTimeOffset(), Duration(duration));
        Assert.Equal(TimeSpan.Zero, deadline.At.Offset);
        return Moment.Format(Instant.FromDateTimeOffset(deadline.At).InZone(DateTimeZoneProviders.Tzdb[deadline.Zone]).ToOffsetDateTime());
    }

    public static Governance.Flows.Duration Duration(string text) => Governance.Flows.Duration.Read(text) ?? throw new ArgumentException(text);
}
