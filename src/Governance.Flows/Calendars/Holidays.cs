using NodaTime;
using NodaTime.Text;

namespace Governance.Flows;

/// <summary>Days without a working period: single days, and the public holidays of countries.</summary>
internal sealed class Holidays(IReadOnlyList<LocalDate> days, IReadOnlyList<string> countries)
{
    private readonly HashSet<LocalDate> _days = [.. days];

    public static Holidays None { get; } = new([], []);

    /// <summary>The canonical form: ISO dates, then codes of countries, sorted.</summary>
    public IReadOnlyList<string> Names { get; } = [.. days.Select(LocalDatePattern.Iso.Format).Concat(countries).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public bool Contains(LocalDate day)
    {
        if (_days.Contains(day)) return true;
        foreach (var country in countries)
            if (HolidayTables.Has(country, day)) return true;
        return false;
    }

    /// <summary>The canonical form with the version of the tables, where one is used; empty when there are none.</summary>
    public override string ToString() =>
        Names.Count == 0 ? "" : $"holidays {string.Join(", ", Names)}{(countries.Count == 0 ? "" : $" ({HolidayTables.Version})")}";
}
