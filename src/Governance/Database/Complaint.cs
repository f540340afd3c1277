using System.Text.RegularExpressions;

namespace Governance.Database;

/// <summary>Turns what PostgreSQL said when it gave up into one sentence with the way out.</summary>
internal static partial class Complaint
{
    /// <param name="folder">The data folder.</param>
    /// <param name="said">PostgreSQL's lines, oldest first.</param>
    public static StartFailure Over(string folder, IEnumerable<string> said)
    {
        var words = said.Select(x => x.Trim()).Where(x => x.Length > 0).ToList();
        var reason = Last(words, Reason()) ?? words.LastOrDefault() ?? "it said nothing";
        if (words.Any(x => DiskFull().IsMatch(x)))
            return new($"The disk that holds the data folder {folder} is full: free some space and start again ({reason}).");

        var hint = Last(words, Hint()) ?? "If the folder was moved or restored, check that all of it is there and belongs to the account that PostgreSQL runs under.";
        return new($"PostgreSQL could not start in the data folder {folder}: {reason.TrimEnd('.')}. {hint}");
    }

    /// <summary>True when processes of a server that was killed have not all gone yet, which they do by themselves.</summary>
    public static bool IsPassing(IEnumerable<string> said) => said.Any(x => x.Contains("is still in use", StringComparison.Ordinal));

    [GeneratedRegex("No space left on device|Check free disk space", RegexOptions.CultureInvariant)]
    private static partial Regex DiskFull();

    private static string? Last(List<string> words, Regex kind) =>
        words.Select(x => kind.Match(x)).LastOrDefault(x => x.Success)?.Groups["text"].Value;

    [GeneratedRegex(@"(FATAL|PANIC|error):\s+(?<text>.+)", RegexOptions.CultureInvariant)]
    private static partial Regex Reason();

    [GeneratedRegex(@"(HINT|hint):\s+(?<text>.+)", RegexOptions.CultureInvariant)]
    private static partial Regex Hint();
}
