using System.Globalization;
using System.Text;

namespace Governance.Hostile;

/// <summary>An answer that should not have been given.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Answer">What was answered.</param>
public sealed record Finding(HostileRequest Request, string Fault, Answer Answer)
{
    /// <summary>It in words, with the line that repeats it.</summary>
    public override string ToString() => $"{Request}\n  {Fault}\n  {CurlLine.Of(Request)}\n  {Answer.Status} {(Answer.Body.Length > 400 ? Answer.Body[..400] + " …" : Answer.Body)}";
}

/// <summary>What came of a run.</summary>
public sealed record HostileReport
{
    /// <summary>A slow answer takes this many times the median.</summary>
    public const int SlowTimes = 20;

    /// <summary>And at least so many milliseconds.</summary>
    public const double SlowMilliseconds = 2_000;

    /// <summary>Operations in the document.</summary>
    public required int Operations { get; init; }

    /// <summary>Ways to ask them wrongly.</summary>
    public required int Cases { get; init; }

    /// <summary>Answers by where the request went wrong, and status; 0 is a connection that ended without one.</summary>
    public required IReadOnlyDictionary<(string Kind, int Status), int> Counts { get; init; }

    /// <summary>Answers by the first part of the path, and status.</summary>
    public required IReadOnlyDictionary<(string Area, int Status), int> Areas { get; init; }

    /// <summary>Refusals by their code.</summary>
    public required IReadOnlyDictionary<string, int> Codes { get; init; }

    /// <summary>Refusals of the server itself, without a body.</summary>
    public required int Bare { get; init; }

    /// <summary>What should not have been.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>How long each took, the fastest first.</summary>
    public required IReadOnlyList<(double Milliseconds, HostileRequest Request, int Status)> Times { get; init; }

    /// <summary>Megabytes after each chapter.</summary>
    public required IReadOnlyList<double> Megabytes { get; init; }

    /// <summary>Whether a valid command was taken afterwards.</summary>
    public required bool StillWorks { get; init; }

    /// <summary>What is wrong with the log afterwards, or null.</summary>
    public required string? Ledger { get; init; }

    /// <summary>Whether nothing is to be mended.</summary>
    public bool IsClean => Findings.Count == 0 && StillWorks && Ledger is null;

    /// <summary>Answers that took much longer than others.</summary>
    public IEnumerable<(double Milliseconds, HostileRequest Request, int Status)> Slow => Times.Where(each => each.Milliseconds > SlowMilliseconds && each.Milliseconds > SlowTimes * Percentile(50));

    /// <summary>Megabytes that each further 10,000 requests take, by least squares without the first quarter, while it still compiles.</summary>
    public double Slope
    {
        get
        {
            double[] all = [.. Megabytes.Skip(Megabytes.Count / 4)];
            if (all.Length < 3) return 0;
            var (middle, mean) = ((all.Length - 1) / 2.0, all.Average());
            return all.Select((each, at) => (at - middle) * (each - mean)).Sum() / all.Select((_, at) => (at - middle) * (at - middle)).Sum() * 10_000 / HostileRun.Chapter;
        }
    }

    /// <summary>How long the fastest so many percent took at most, in milliseconds.</summary>
    public double Percentile(int percent) => Times.Count == 0 ? 0 : Times[Math.Min(Times.Count - 1, Times.Count * percent / 100)].Milliseconds;

    /// <summary>The whole report.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Counts.Values.Sum():N0} requests of {Cases:N0} kinds to {Operations} operations; {Bare:N0} refused by the server itself, without a body");
        Table(text, Counts.Select(each => (each.Key.Kind, each.Key.Status, each.Value)));
        Table(text, Areas.Select(each => (each.Key.Area, each.Key.Status, each.Value)));
        text.AppendLine(CultureInfo.InvariantCulture, $"{Codes.Count} codes: {string.Join(", ", Codes.OrderByDescending(each => each.Value).Select(each => $"{each.Key} {each.Value}"))}");
        text.AppendLine(CultureInfo.InvariantCulture, $"time: p50 {Percentile(50):N1} ms, p99 {Percentile(99):N1} ms, longest {Percentile(100):N0} ms");
        foreach (var (milliseconds, request, status) in Slow.Reverse().Take(20)) text.AppendLine(CultureInfo.InvariantCulture, $"  slow: {milliseconds:N0} ms, {status}, {request}");
        if (Megabytes.Count > 0) text.AppendLine(CultureInfo.InvariantCulture, $"memory: {string.Join(", ", Megabytes.Select(each => $"{each:F0}"))} MB; {Slope:+0.0;-0.0;0} MB per 10,000 requests");
        text.AppendLine(CultureInfo.InvariantCulture, $"afterwards: a valid command is {(StillWorks ? "taken" : "NOT TAKEN")}, the log is {(Ledger is null ? "fine" : $"NOT FINE: {Ledger}")}");
        text.AppendLine(CultureInfo.InvariantCulture, $"findings: {Findings.Count}");
        // Of many that are alike a few are enough.
        foreach (var alike in Findings.GroupBy(each => (each.Fault, each.Request.Operation, each.Request.Kind, What: each.Request.What.Split(" is ")[^1])).Take(60))
            text.AppendLine(CultureInfo.InvariantCulture, $"{alike.First()}{(alike.Count() > 1 ? $"\n  and {alike.Count() - 1} more like it" : "")}");
        return text.ToString();
    }

    private static void Table(StringBuilder text, IEnumerable<(string Row, int Status, int Count)> counts)
    {
        foreach (var row in counts.GroupBy(each => each.Row).OrderBy(each => each.Key, StringComparer.Ordinal))
            text.AppendLine(CultureInfo.InvariantCulture, $"  {row.Key,-16} {string.Join("  ", row.OrderBy(each => each.Status).Select(each => $"{(each.Status == 0 ? "closed" : each.Status)}: {each.Count}"))}");
    }
}
