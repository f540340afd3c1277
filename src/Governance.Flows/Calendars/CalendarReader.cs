using System.Collections.Frozen;
using NodaTime;
using NodaTime.Text;

namespace Governance.Flows;

/// <summary>Reads <c>calendar</c>: the time zone of a flow, when its people work, and their holidays.</summary>
internal sealed class CalendarReader(Findings findings)
{
    // The provider also makes zones of ids such as UTC+05:30, which are in no database.
    private static readonly FrozenSet<string> Zones = DateTimeZoneProviders.Tzdb.Ids.ToFrozenSet(StringComparer.Ordinal);

    private static WorkHours StandIn { get; } = new(new WorkPeriod?[7]);

    /// <summary>Null exactly when the flow has no calendar. One with findings stands in for what it should be, so that nothing else seems to lack it.</summary>
    public WorkCalendar? Read(Mapping flow)
    {
        if (flow.Find("calendar") is not { } node) return null;
        if (Mapping.Open(node, findings, "`calendar`", ["zone", "work", "holidays"]) is not { } map) return new WorkCalendar(DateTimeZone.Utc, StandIn, Flows.Holidays.None);
        var (zone, hours) = (Zone(map), Hours(map));
        if (hours is null && map.Find("holidays") is { } at) findings.Add(at, "`holidays` goes with `work` only: without working hours every day is the same.");
        return new WorkCalendar(zone, hours, Holidays(map));
    }

    private DateTimeZone Zone(Mapping map)
    {
        if (map.Need("zone") is not { } node || map.TextOf(node, "`zone`") is not { } id) return DateTimeZone.Utc;
        if (Zones.Contains(id)) return DateTimeZoneProviders.Tzdb[id];
        findings.Add(node, $"There is no time zone `{id}`; an id of the IANA database was expected here, as in `Europe/Dublin`.{Suggestion.Nearest(id, Zones)}");
        return DateTimeZone.Utc;
    }

    private WorkHours? Hours(Mapping map) =>
        map.Find("work") is not { } work ? null : map.TextOf(work, "`work`") is null ? StandIn : new WorkHoursReader(findings, (YamlScalar)work).Read();

    private Holidays Holidays(Mapping map)
    {
        var names = map.Names("holidays", NameOf).Select(n => n.Text).ToList();
        return new Holidays([.. names.Select(n => LocalDatePattern.Iso.Parse(n)).Where(d => d.Success).Select(d => d.Value)], [.. names.Where(HolidayTables.Codes.Contains)]);
    }

    private string? NameOf(YamlNode node, string what)
    {
        if (node is not YamlScalar { IsText: true } scalar)
            findings.Add(node, $"{what} must be the code of a country, or days as in `2026-12-24`, or a list of both; this is {node.Kind}.");
        else if (HolidayTables.Codes.Contains(scalar.Text) || LocalDatePattern.Iso.Parse(scalar.Text).Success) return scalar.Text;
        else if (scalar.Text is [>= '0' and <= '9', ..]) findings.Add(node, $"`{scalar.Text}` is not a day of the calendar; one was expected here as in `2026-12-24`.");
        else findings.Add(node, $"There are no holidays of `{scalar.Text}`; known are {string.Join(", ", HolidayTables.Codes)}. List the days of another country, as in `2026-12-24`.{Near(scalar.Text)}");
        return null;
    }

    // One letter of two is no likeness; only the case of a code is forgiven.
    private static string Near(string code) =>
        HolidayTables.Codes.FirstOrDefault(c => string.Equals(c, code, StringComparison.OrdinalIgnoreCase)) is { } known ? $" Did you mean `{known}`?" : "";
}
