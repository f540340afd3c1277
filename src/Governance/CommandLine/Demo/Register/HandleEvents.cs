namespace Governance.CommandLine.Demo.Register;

/// <summary>One dated event of a handle.</summary>
/// <param name="Day">The day on which it was recorded.</param>
/// <param name="Holder">Whose account it is.</param>
/// <param name="Platform">The platform.</param>
/// <param name="Event">What happened.</param>
/// <param name="OldUrl">The address before.</param>
/// <param name="NewUrl">The address after.</param>
/// <param name="OldId">The platform's id before.</param>
/// <param name="NewId">The platform's id after.</param>
internal sealed record HandleEvent(string Day, string Holder, string Platform, string Event, string OldUrl, string NewUrl, string OldId, string NewId);

/// <summary>Real renames and replacements, in the order in which they happened.</summary>
internal static class HandleEvents
{
    /// <summary>The same account under another handle.</summary>
    public const string Renamed = "HandleRenamedSameId";

    /// <summary>Another account in its place.</summary>
    public const string Replaced = "AccountReplacedDifferentId";

    /// <summary>Reads those of both kinds; of holders to whom both happened first.</summary>
    public static IReadOnlyList<HandleEvent> Read(string path, Terminal terminal)
    {
        var events = RegisterFile.Records(path, terminal, "committed_at", "bioguide", "platform", "event", "old_handle", "new_handle", "old_platform_id", "new_platform_id")
            .Select(record => record.Fields).Where(fields => fields[3] is Renamed or Replaced)
            .Select(fields => new HandleEvent(fields[0][..10], fields[1], fields[2], fields[3], Url(fields[2], fields[4]), Url(fields[2], fields[5]), fields[6], fields[7])).ToList();
        var both = events.GroupBy(each => each.Holder).Where(group => group.Select(each => each.Event).Distinct().Count() > 1).Select(group => group.Key).ToHashSet();
        return [.. events.OrderByDescending(each => both.Contains(each.Holder))];
    }

    private static string Url(string platform, string handle) => platform switch
    {
        "twitter" => $"https://x.com/{handle}",
        "youtube" when handle.StartsWith("UC", StringComparison.Ordinal) => $"https://www.youtube.com/channel/{handle}",
        "youtube" => $"https://www.youtube.com/{handle}",
        _ => $"https://www.{platform}.com/{handle}",
    };
}
