using System.Collections.Concurrent;
using NodaTime;
using PublicHoliday;

namespace Governance.Flows;

/// <summary>
/// National public holidays by ISO 3166 code: those of the whole country, so <c>de</c> has none of a single Land, <c>us</c> the federal
/// ones, and <c>gb</c> those of England and Wales. A holiday is free on its own day and on the day the country observes it instead.
/// </summary>
internal static class HolidayTables
{
    // Each agrees with a second, independent table for 2024 to 2032, Monday to Saturday, apart from what follows. Left out: Italy (lacks
    // 4 October, a holiday again from 2026), Slovakia (has days that are no longer free), Denmark, Portugal, Romania and Sweden (have days
    // that only custom makes free), and Australia, Canada, New Zealand, Spain and Switzerland (many of theirs are regional).
    // `us` observes Veterans Day on the nearest weekday, as the law says (5 U.S.C. 6103); the second table does not.
    // `nl` has 5 May of every year: it follows the law on time limits (Algemene termijnenwet), not the custom of one year in five.
    // `ie` keeps a holiday at the weekend where it is: Irish law gives another day's leave for it, not the Monday.
    // The names that the package has are never asked for: they need cultures, which the service runs without.
    private static readonly SortedDictionary<string, IPublicHolidays> Countries = new(StringComparer.Ordinal)
    {
        ["at"] = new AustriaPublicHoliday(),
        ["be"] = new BelgiumPublicHoliday(),
        ["de"] = new GermanPublicHoliday(),
        ["fi"] = new FinlandPublicHoliday(),
        ["fr"] = new FrancePublicHoliday(),
        ["gb"] = new UKBankHoliday(),
        ["ie"] = new IrelandPublicHoliday(),
        ["lu"] = new LuxembourgPublicHoliday(),
        ["nl"] = new DutchPublicHoliday(),
        ["no"] = new NorwayPublicHoliday(),
        ["pl"] = new PolandPublicHoliday(),
        ["us"] = new USAPublicHoliday(),
    };

    // Where a fixed day is moved off a weekend, the package gives only the day it is moved to. Saturday, 25 December, is free all the same.
    private static readonly (string Country, int Since, int Month, int Day)[] OwnDays =
    [
        ("gb", 1, 1, 1), ("gb", 1, 12, 25), ("gb", 1, 12, 26),
        ("us", 1, 1, 1), ("us", 2021, 6, 19), ("us", 1, 7, 4), ("us", 1, 11, 11), ("us", 1, 12, 25),
    ];

    private static readonly ConcurrentDictionary<(string Country, int Year), HashSet<LocalDate>> Years = new();

    /// <summary>The version of the package, and of the corrections made here.</summary>
    public static string Version { get; } = $"PublicHoliday {typeof(IPublicHolidays).Assembly.GetName().Version?.ToString(3)}, corrections 1";

    /// <summary>The countries there is a table of: sorted codes.</summary>
    public static IReadOnlyCollection<string> Codes => Countries.Keys;

    /// <summary>Whether a day is a public holiday of a country that has a table.</summary>
    public static bool Has(string country, LocalDate day) => day.Year > 0 && Years.GetOrAdd((country, day.Year), Read).Contains(day);

    // A New Year's Day that is observed on 31 December stands in the list of its own year.
    private static HashSet<LocalDate> Read((string Country, int Year) of) =>
    [
        .. Enumerable.Range(of.Year, 2).Where(y => y <= DateTime.MaxValue.Year).SelectMany(Countries[of.Country].PublicHolidays).Select(LocalDate.FromDateTime),
        .. OwnDays.Where(d => d.Country == of.Country && of.Year >= d.Since).Select(d => new LocalDate(of.Year, d.Month, d.Day)),
    ];
}
