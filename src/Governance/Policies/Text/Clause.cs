namespace Governance.Policies.Text;

/// <summary>One numbered clause of a policy's text, with everything up to the next.</summary>
/// <param name="Id">What names the clause for ever, <c>[a-z][a-z0-9-]{1,63}</c>; null as long as none is written or given.</param>
/// <param name="Number">Its number without a final dot: <c>1</c>, <c>2.3.1</c>.</param>
/// <param name="Level">How many parts the number has.</param>
/// <param name="HeadingDepth">How many <c>#</c> its heading has; 0 for a numbered paragraph.</param>
/// <param name="Heading">The heading's words without number and id mark; null for a numbered paragraph.</param>
/// <param name="Markdown">What it says: the Markdown without number, heading line and id mark.</param>
/// <param name="Line">The line it begins on, from 1.</param>
public sealed record Clause(string? Id, string Number, int Level, int HeadingDepth, string? Heading, string Markdown, int Line)
{
    /// <summary>Heading and text as one, for counting and comparing words.</summary>
    internal string Words => Heading is null ? Markdown : $"{Heading}\n\n{Markdown}";

    /// <summary>Whether both say the same in the same form, whatever their numbers and ids.</summary>
    internal bool SaysTheSameAs(Clause other) =>
        HeadingDepth == other.HeadingDepth && Heading == other.Heading && Markdown == other.Markdown;

    /// <summary>The clause in its written form, with or without its id mark, without a final line end.</summary>
    internal string Written(bool withMark)
    {
        var mark = withMark && Id is not null ? $"{{#{Id}}}" : "";
        if (Heading is null) return WrittenAsParagraph(mark);
        var number = Level == 1 ? Number + "." : Number;
        var line = Joined(new string('#', HeadingDepth), number, Heading, mark);
        return Markdown.Length == 0 ? line : $"{line}\n\n{Markdown}";
    }

    private string WrittenAsParagraph(string mark)
    {
        var lines = Markdown.Split('\n');
        var end = ClauseLines.ParagraphEnd(lines, 0);
        lines[end - 1] = Joined(lines[end - 1], mark);
        lines[0] = Joined(Number, lines[0]);
        return string.Join('\n', lines);
    }

    private static string Joined(params string[] parts) => string.Join(' ', parts.Where(part => part.Length > 0));
}
