using System.Text.RegularExpressions;

namespace Governance.Policies.Text;

/// <summary>How single lines of a policy's text are recognised. A clause begins in the first column, so never inside a list or a quotation.</summary>
internal static partial class ClauseLines
{
    /// <summary>A clause's first line, taken apart: <c>#</c> count (0 for a paragraph), number without final dot, the words after it.</summary>
    internal sealed record Opening(int HeadingDepth, string Number, string Rest)
    {
        internal int Level => Number.Count(c => c == '.') + 1;
    }

    /// <summary>The heading clause or paragraph clause that this line opens, or null. A paragraph needs at least two parts in its number.</summary>
    internal static Opening? Open(string line)
    {
        if (line.Length == 0 || line[0] != '#' && !char.IsAsciiDigit(line[0])) return null;
        var match = line[0] == '#' ? HeadingClause().Match(line) : ParagraphClause().Match(line);
        return match.Success ? new(match.Groups[1].Length, match.Groups[2].Value, match.Groups[3].Value) : null;
    }

    /// <summary>Splits a line at its id mark <c>{#id}</c>: the words before it, and the id as written (not yet checked) or null.</summary>
    internal static (string Words, string? Id) SplitMark(string line)
    {
        if (!line.EndsWith('}')) return (line, null);
        var start = line.LastIndexOf("{#", StringComparison.Ordinal);
        if (start < 0 || start > 0 && line[start - 1] == '\\' || line.IndexOf('}', start) != line.Length - 1) return (line, null);
        return (line[..start].TrimEnd(), line[(start + 2)..^1]);
    }

    /// <summary>The line after the paragraph that begins at <paramref name="start"/>: it ends before a blank line or another kind of block.</summary>
    internal static int ParagraphEnd(IReadOnlyList<string> lines, int start)
    {
        var end = start + 1;
        while (end < lines.Count && lines[end].Length > 0 && !InterruptsParagraph().IsMatch(lines[end])) end++;
        return end;
    }

    /// <summary>A heading's words without the closing runs of <c>#</c> that Markdown allows.</summary>
    internal static string WithoutClosing(string heading)
    {
        while (heading.EndsWith('#'))
        {
            var bare = heading.TrimEnd('#');
            if (bare.Length > 0 && !char.IsWhiteSpace(bare[^1])) break;
            heading = bare.TrimEnd();
        }

        return heading;
    }

    internal static bool IsHeading(string line) => Heading().IsMatch(line);

    /// <summary>The run of fence characters when this line opens a fenced code block, else null.</summary>
    internal static string? OpensFence(string line) => OpeningFence().Match(line) is { Success: true } match ? match.Groups[1].Value : null;

    internal static bool ClosesFence(string line, string fence)
    {
        var run = line.Trim(' ');
        return run.Length >= fence.Length && line.Length - line.TrimStart(' ').Length < 4 && run.All(c => c == fence[0]);
    }

    internal static bool IsId(string id) => ClauseId().IsMatch(id);

    [GeneratedRegex(@"^(#{1,6})[ \t]+([0-9]{1,3}(?=\.)|[0-9]{1,3}(?:\.[0-9]{1,3}){1,8})\.?(?:[ \t]+(.*))?$", RegexOptions.CultureInvariant)]
    private static partial Regex HeadingClause();

    [GeneratedRegex(@"^()([0-9]{1,3}(?:\.[0-9]{1,3}){1,8})\.?[ \t]+(\S.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex ParagraphClause();

    [GeneratedRegex(@"^ {0,3}(?:#{1,6}(?:[ \t]|$)|>|\||```|~~~|(?:[-*+]|1[.)]|[a-zA-Z]\))[ \t]|([-*_])(?:[ \t]*\1){2,}$)")]
    private static partial Regex InterruptsParagraph();

    [GeneratedRegex(@"^ {0,3}#{1,6}(?:[ \t]|$)")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^ {0,3}(`{3,}(?=[^`]*$)|~{3,})")]
    private static partial Regex OpeningFence();

    [GeneratedRegex(@"^[a-z][a-z0-9-]{1,63}\z")]
    private static partial Regex ClauseId();
}
