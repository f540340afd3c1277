namespace Governance.Policies.Text;

/// <summary>One pass over the lines of a text, from top to bottom.</summary>
internal sealed class TextReading
{
    private readonly string _text;
    private readonly string[] _lines;
    private readonly List<TextProblem> _problems = [];
    private readonly List<(int Line, ClauseLines.Opening Opening)> _openings = [];
    private readonly bool[] _code;

    internal TextReading(string text)
    {
        _text = text;
        _lines = text.Split('\n');
        _code = new bool[_lines.Length];
    }

    internal PolicyText Read()
    {
        CheckCharacters();
        for (var i = 0; i < _lines.Length; i++) _lines[i] = _lines[i].TrimEnd();
        CheckParagraphs();
        FindCode();
        FindOpenings();
        var preamble = Block(0, _openings.Count == 0 ? _lines.Length : _openings[0].Line);
        var clauses = _openings.Select((opening, i) => ReadClause(opening, i + 1 < _openings.Count ? _openings[i + 1].Line : _lines.Length)).ToList();
        CheckMarks();
        CheckIds(clauses);
        if (_lines.All(line => line.Length == 0)) Report(0, "text.empty", "The text is empty: write at least one numbered clause.");
        else if (clauses.Count == 0) Report(0, "text.no-clauses", "No numbered clause was found: begin one with “## 1. Title” or “1.1 Words”.");
        return new(_text, preamble, clauses, [.. _problems.OrderBy(problem => problem.Line)]);
    }

    private void CheckCharacters()
    {
        for (var i = 0; i < _lines.Length; i++)
            if (TextCharacters.Fault(_lines[i], allowTab: true) is { } fault)
                Report(i, "text.character", $"{fault}: remove it.");
    }

    private void CheckParagraphs()
    {
        for (int i = 0, length = 0; i < _lines.Length; i++)
        {
            var before = length;
            length = _lines[i].Length == 0 ? 0 : length + _lines[i].Length + 1;
            if (before <= PolicyText.MaxParagraph && length > PolicyText.MaxParagraph)
                Report(i, TextProblem.ParagraphTooLong, $"More than {PolicyText.MaxParagraph} characters without a blank line: put some in.");
        }
    }

    private void FindCode()
    {
        string? fence = null;
        var opened = 0;
        for (var i = 0; i < _lines.Length; i++)
        {
            _code[i] = true;
            if (fence is not null && ClauseLines.ClosesFence(_lines[i], fence)) fence = null;
            else if (fence is null && ClauseLines.OpensFence(_lines[i]) is { } run) (fence, opened) = (run, i);
            else _code[i] = fence is not null;
        }

        if (fence is not null) Report(opened, "text.code-unclosed", $"The code block is never closed: end it with a line {fence}.");
    }

    private void FindOpenings()
    {
        for (var i = 0; i < _lines.Length; i++)
        {
            if (_code[i] || ClauseLines.Open(_lines[i]) is not { } opening) continue;
            if (opening.HeadingDepth == 0 && !BeginsBlock(i)) CheckRunOn(i, opening);
            else if (_openings.Count < PolicyText.MaxClauses) _openings.Add((i, opening));
            else
            {
                Report(i, "text.too-many-clauses", $"The text has more than {PolicyText.MaxClauses} clauses: split it into several policies.");
                return;
            }
        }
    }

    private bool BeginsBlock(int line) =>
        line == 0 || _lines[line - 1].Length == 0 || _code[line - 1] || ClauseLines.IsHeading(_lines[line - 1]);

    // A wrapped line may begin with "1.5 million"; a line that counts on from the clause above it was meant as the next clause.
    private void CheckRunOn(int line, ClauseLines.Opening opening)
    {
        if (_openings.Count == 0 || !Follows(_openings[^1].Opening.Number, opening.Number)) return;
        Report(line, "text.clause-run-on", $"{opening.Number} continues the paragraph above it: put a blank line before it.");
    }

    private static bool Follows(string number, string next)
    {
        var cut = number.LastIndexOf('.') + 1;
        return next == number + ".1" || next == $"{number[..cut]}{int.Parse(number.AsSpan(cut)) + 1}";
    }

    private Clause ReadClause((int Line, ClauseLines.Opening Opening) at, int end)
    {
        var (line, opening) = at;
        var isHeading = opening.HeadingDepth > 0;
        var markLine = isHeading ? line : ClauseLines.ParagraphEnd(_lines, line) - 1;
        var (words, id) = ClauseLines.SplitMark(markLine == line ? opening.Rest : _lines[markLine]);
        if (id is not null) _lines[markLine] = words;
        var heading = isHeading ? ClauseLines.WithoutClosing(words.Trim()) : null;
        if (!isHeading) _lines[line] = markLine == line ? words : opening.Rest;
        var markdown = Block(isHeading ? line + 1 : line, end);
        if (isHeading) _lines[line] = words;
        return new(id, opening.Number, opening.Level, opening.HeadingDepth, heading, markdown, line + 1);
    }

    private string Block(int start, int end)
    {
        while (start < end && _lines[start].Length == 0) start++;
        while (end > start && _lines[end - 1].Length == 0) end--;
        return string.Join('\n', _lines[start..end]);
    }

    // The marks of clauses are gone by now: any that is left names nothing.
    private void CheckMarks()
    {
        for (var i = 0; i < _lines.Length; i++)
            if (!_code[i] && ClauseLines.SplitMark(_lines[i]).Id is { } id)
                Report(i, "text.clause-id-misplaced", $"{{#{Shortened(id)}}} must stand once, at the end of a clause's heading or of its first paragraph.");
    }

    private void CheckIds(List<Clause> clauses)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var clause in clauses.Where(clause => clause.Id is not null))
            if (!ClauseLines.IsId(clause.Id!))
                Report(clause.Line - 1, "text.clause-id-malformed",
                    $"{{#{Shortened(clause.Id!)}}} is not an id: 2 to 64 lowercase letters, digits and hyphens, a letter first.");
            else if (!seen.TryAdd(clause.Id!, clause.Line))
                Report(clause.Line - 1, "text.clause-id-duplicate", $"The id {clause.Id} is already that of the clause on line {seen[clause.Id!]}.");
    }

    private static string Shortened(string id) => id.Length <= 80 ? id : id[..80] + "…";

    private void Report(int line, string code, string reason)
    {
        if (_problems.Count < TextProblem.Most) _problems.Add(new(line + 1, code, reason));
    }
}
