using System.Globalization;

namespace Governance.Shared;

/// <summary>
/// As of which point a read is asked for: one of a version of the stream that it is about, a moment, and a position of the organisation's
/// log. Every GET understands it, but for those that say that they answer of now only; see <see cref="AsOfPoint"/>.
/// </summary>
/// <param name="Version">A version of the stream, from 1: the log right behind that version.</param>
/// <param name="Moment">A moment: the newest state of the log that was signed at or before it. Never a clock that a writer could set.</param>
/// <param name="Position">A number of leaves, from 1: these and nothing else.</param>
public sealed record AsOf(long? Version, DateTimeOffset? Moment, long? Position)
{
    /// <summary>The parameters of a query.</summary>
    public const string VersionName = "version", MomentName = "asOf", PositionName = "position";

    /// <summary>Whether a query asks for another point than now.</summary>
    public static bool IsAsked(IQueryCollection query) => query.ContainsKey(MomentName) || query.ContainsKey(PositionName) || query.ContainsKey(VersionName);

    /// <summary>What a query asks for, or why it asks for nothing that there is.</summary>
    public static (AsOf? Asked, Refusal? Fault) In(IQueryCollection query)
    {
        string[] given = [.. ((string[])[VersionName, PositionName, MomentName]).Where(query.ContainsKey)];
        if (given.Length > 1) return (null, Invalid("Give one of version, asOf and position.", given[^1]));
        var text = query[given[0]] is [{ } only] ? only : null;
        if (given[0] == MomentName)
            return Instant.TryParse(text, out var moment) ? (new AsOf(null, moment.Value, null), null) : (null, Invalid($"{Instant.Form[..^1]} for its beginning in UTC.", MomentName));
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > int.MaxValue)
            return (null, Invalid(given[0] == VersionName ? "A version is a number from 1." : "A position is a number from 1: how many leaves of the log count.", given[0]));
        return (given[0] == VersionName ? new AsOf(number, null, null) : new AsOf(null, null, number), null);
    }

    private static Refusal Invalid(string sentence, string field) => new("request.invalid", sentence, RefusalKind.Content, field);
}
