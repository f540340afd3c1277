using System.Globalization;
using Governance.Shared;

namespace Governance.Audit.Past;

/// <summary>Why a point of the past cannot be read, and which there are.</summary>
public static class AsOfRules
{
    /// <summary>What will be known at a moment to come nobody knows.</summary>
    public static Refusal Future(DateTimeOffset now) =>
        new("as-of.future", $"This moment is still to come. Give one up to {Told(now)}, or leave asOf out to read what is now.", RefusalKind.Content, AsOf.MomentName);

    /// <summary>The moment is before the log.</summary>
    public static Refusal BeforeLog(DateTimeOffset? began) => began is { } first
        ? new("as-of.before-log", $"Your organisation's log was signed first at {Told(first)}. Give a moment from then on.", RefusalKind.Unknown, AsOf.MomentName)
        : new("as-of.before-log", "Your organisation's log holds nothing yet.", RefusalKind.Unknown, AsOf.MomentName);

    /// <summary>The log has fewer leaves.</summary>
    public static Refusal BeyondLog(long size) =>
        new("as-of.beyond-log", $"Your organisation's log has {size.ToString(CultureInfo.InvariantCulture)} leaves. Give a position up to that.", RefusalKind.Unknown, AsOf.PositionName);

    /// <summary>The stream is shorter.</summary>
    public static Refusal NoSuchVersion(long versions) =>
        new("as-of.no-such-version", $"Its history has {versions.ToString(CultureInfo.InvariantCulture)} versions. Give one up to that.", RefusalKind.Unknown, AsOf.VersionName);

    /// <summary>What was there before its forms were kept.</summary>
    public static Refusal NotKept(string from) =>
        new("as-of.not-kept", from == "0" ? "This list is kept from the next signed position on. Ask for it without asOf, position and version." : $"This list is kept from position {from} on, when this installation began to keep the past. Give that or a later one; a single thing is read at any.", RefusalKind.Unknown, AsOf.PositionName);

    /// <summary>A list has no versions.</summary>
    public static readonly Refusal ListHasNoVersion = new("request.invalid", "A version is one of a single thing's history. Read a list as of a moment (asOf) or a position of the log.", RefusalKind.Content, AsOf.VersionName);

    /// <summary>The read answers of now only.</summary>
    public static Refusal OnlyNow(string why, string field) => new("as-of.only-now", $"{why} Ask without {AsOf.MomentName}, {AsOf.PositionName} and {AsOf.VersionName}.", RefusalKind.Content, field);

    private static string Told(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
