using System.Globalization;
using System.Text.RegularExpressions;

namespace Governance.Policies.Text;

/// <summary>Instants as RFC 3339, section 5.6, writes them.</summary>
public static partial class Rfc3339
{
    /// <summary>The instant in UTC with <c>Z</c>, seconds with as many decimals (up to 7) as are not zero.</summary>
    public static string Write(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>The instant in UTC, or null when the text is not date, time and offset in full.</summary>
    public static DateTimeOffset? Read(string text) =>
        DateAndTime().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant : null;

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,7})?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex DateAndTime();
}
