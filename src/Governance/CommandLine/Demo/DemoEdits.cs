using System.Text.RegularExpressions;
using Governance.Policies;

namespace Governance.CommandLine.Demo;

/// <summary>What the drafters of the sample organisation change in the social media policy.</summary>
internal static partial class DemoEdits
{
    /// <summary>The clause that communications wants changed.</summary>
    public const string Review = "conduct-review";

    /// <summary>The clause that the second version adds.</summary>
    public const string Generated = "conduct-generated";

    private const string FiveDays = "Somebody who took no part in the first decision answers within 5 workdays.";
    private const string OneDay = "We acknowledge the request within 1 workday, and somebody who took no part in the first decision answers within 5 workdays.";
    private const string LongBlock = "Every block ends after 12 months unless";
    private const string ShortBlock = "Every block ends after 6 months unless";
    private const string Automated = "{#conduct-automated}";

    /// <summary>What was asked for: whoever complains hears from us the next day.</summary>
    public static PolicyContent Acknowledged(PolicyContent content) => Changed(content, FiveDays, OneDay);

    /// <summary>Something to begin with where the document itself is in force already: more time for those who report an account.</summary>
    public static PolicyContent LongerAmnesty(PolicyContent content) => Changed(content, "within 60 days of that date", "within 90 days of that date");

    /// <summary>The second version: blocks end sooner, and a new clause on generated content pushes the numbers after it up by one.</summary>
    public static PolicyContent Second(PolicyContent content)
    {
        var shorter = Changed(content, LongBlock, ShortBlock);
        var (before, after) = Halves(shorter.Body);
        var renumbered = Clause4().Replace(after, clause => $"4.{int.Parse(clause.ValueSpan[2..]) + 1}");
        return shorter with { Body = $"{before}\n\n4.5 Content that a generative tool made or altered must be labelled as disclosure-and-advertising-labels requires, and the approval request names the tool. {{#{Generated}}}{renumbered}" };
    }

    private static (string Before, string After) Halves(string body)
    {
        var cut = body.IndexOf(Automated, StringComparison.Ordinal);
        return cut < 0 ? throw Missing(Automated) : (body[..(cut + Automated.Length)], body[(cut + Automated.Length)..]);
    }

    private static PolicyContent Changed(PolicyContent content, string from, string to) =>
        content.Body.Contains(from, StringComparison.Ordinal) ? content with { Body = content.Body.Replace(from, to, StringComparison.Ordinal) } : throw Missing(from);

    private static CommandFault Missing(string words) => new($"The demo stopped: expected the social media policy to say “{words}”, but it does not. The demo edits the document as it came with the program.");

    [GeneratedRegex(@"(?<=\n\n)4\.[0-9]+(?= )")]
    private static partial Regex Clause4();
}
