using System.Globalization;

namespace Governance.Verify;

/// <summary>The report for a person. What a bundle says is shown without control characters: it must not steer the terminal.</summary>
public static class TextReport
{
    private const int MostShown = 40;

    /// <summary>Writes the report.</summary>
    public static void Write(Report report, TextWriter to)
    {
        foreach (var (name, text) in Facts(report)) Line(to, name, text);
        foreach (var note in report.Findings.Notes) Line(to, "Note", note);
        Problems(report, to);
        to.WriteLine();
        to.WriteLine(Verdict(report));
    }

    /// <summary>The last line: what it all comes to.</summary>
    public static string Verdict(Report report)
    {
        if (!report.Verified) return Printable($"NOT VERIFIED. {First(report.Findings.Problems[0])}");
        var trusted = report.TrustSource == TrustSource.Bundle
            ? "The key came from the bundle itself, so this shows only that the bundle agrees with itself: get the log's key from somebody you trust and check again with --key."
            : "The log's key is the one that you gave.";
        return $"VERIFIED. Everything in this bundle is as the log recorded it. {trusted}";
    }

    /// <summary>Without control characters.</summary>
    internal static string Printable(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(x => char.IsControl(x) ? ' ' : x)) : text;

    private static IEnumerable<(string, string)> Facts(Report report)
    {
        var size = report.Checkpoint?.Size ?? 0;
        yield return ("Bundle", $"{report.Bundle}: {(report.Checkpoint is null ? "no log" : report.Whole ? $"the whole log {report.Checkpoint.Origin}" : $"an excerpt, {Counted(report.Leaves, "leaf", "leaves")} of the log {report.Checkpoint.Origin}")}");
        if (report.Checkpoint is { } checkpoint) yield return ("Checkpoint", $"{Counted(size, "leaf", "leaves")}, root {checkpoint.Root}{(report.Vouching?.LogKey is { } key ? $", signed by {Shortened(key)}" : ", NOT signed by a trusted key")}");
        yield return ("Trust", report.TrustSource switch
        {
            TrustSource.Keys => "the key that you gave",
            TrustSource.PolicyFile => "the policy that you gave",
            TrustSource.Bundle => "WARNING: only the key that the bundle itself names",
            _ => "none",
        });
        if (report.Vouching is { Witnesses.Count: > 0 } vouching) yield return ("Witnesses", $"cosigned by {string.Join(", ", vouching.Witnesses)}");
        yield return ("Files", $"{Counted(report.Files, "file", "files")} as the manifest says");
        if (report.Whole) yield return ("Tree", $"{Counted(report.Tiles, "tile", "tiles")}");
        yield return ("Events", $"{Counted(report.Events, "event", "events")} in {Counted(report.Streams, "stream", "streams")}, {report.Sealed:N0} with a valid seal of {Counted(report.Nodes, "known node", "known nodes")}");
        if (report.Disclosed + report.Withheld + report.Erased > 0) yield return ("Personal", $"{report.Disclosed:N0} disclosed, {report.Withheld:N0} withheld, {report.Erased:N0} lawfully erased");
        yield return ("Replay", $"{Counted(report.Played, "event", "events")} played again, {Counted(report.States, "state", "states")} as the bundle says");
        if (report.Since is { } since) yield return ("Since", $"compared with the checkpoint of {Counted(since, "leaf", "leaves")} that you kept");
        if (!report.Whole && report.Checkpoint is not null) yield return ("Note", "An excerpt shows that what is in it is in the log. It cannot show that nothing was left out after the last event of a stream; the whole log can.");
    }

    private static void Problems(Report report, TextWriter to)
    {
        foreach (var accepted in report.Findings.Accepted.Take(MostShown)) Line(to, "Known", $"{Place(accepted)}{accepted.Sentence}");
        if (report.Verified) return;
        to.WriteLine();
        to.WriteLine(report.Findings.Count == 1 ? "1 problem:" : $"{report.Findings.Count:N0} problems:");
        foreach (var problem in report.Findings.Problems.Take(MostShown)) to.WriteLine(Printable($"  {Place(problem)}{problem.Sentence} [{problem.Code}]"));
        if (report.Findings.Count > MostShown) to.WriteLine($"  … and {report.Findings.Count - MostShown:N0} more; --json shows up to {Limits.Findings:N0}.");
    }

    private static string First(Finding problem) =>
        problem.Leaf is { } leaf ? $"The first bad event is at leaf {leaf}{(problem.Stream is { } stream ? $", {stream} version {problem.Version}" : "")}: {problem.Sentence}"
        : problem.Sentence;

    private static string Place(Finding problem) => problem switch
    {
        { Leaf: { } leaf, Stream: { } stream } => $"leaf {leaf}, {stream} version {problem.Version}{(problem.Type is { } type ? $", {type}" : "")}{(problem.At is { } at ? string.Create(CultureInfo.InvariantCulture, $", recorded {at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC") : "")}: ",
        { Leaf: { } leaf } => $"leaf {leaf}: ",
        { File: { } file } => $"{file}: ",
        _ => "",
    };

    private static void Line(TextWriter to, string name, string text) => to.WriteLine(Printable($"{name,-11} {text}"));

    private static string Shortened(string key) => key.Length <= 120 ? key : key[..120] + "…";

    private static string Counted(long count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");
}
