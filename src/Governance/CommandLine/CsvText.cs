using System.Text;

namespace Governance.CommandLine;

/// <summary>One record of a CSV file.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Fields">Its fields, as they stand without their quotes.</param>
/// <param name="Fault">Why it cannot be read, or null.</param>
public sealed record CsvRecord(int Line, IReadOnlyList<string> Fields, string? Fault = null);

/// <summary>
/// Comma-separated values (RFC 4180): a field in quotes may hold commas, quotes written twice, and line breaks. Line breaks may be those of
/// any system; empty lines are passed over. A record that cannot be read is told, and the next line is read as the next record.
/// </summary>
public static class CsvText
{
    /// <summary>The records of a text, in order. Never throws.</summary>
    public static IEnumerable<CsvRecord> Read(string text)
    {
        text = text.ReplaceLineEndings("\n");
        for (int at = 0, line = 1; at < text.Length;)
        {
            var (record, end) = Record(text, at, line);
            if (record is not { Fields: [""], Fault: null }) yield return record;
            line += text.AsSpan(at, end - at).Count('\n');
            at = end;
        }
    }

    private static (CsvRecord Record, int End) Record(string text, int at, int line)
    {
        var fields = new List<string>();
        for (var start = at; ;)
        {
            var (field, end) = start < text.Length && text[start] == '"' ? Quoted(text, start) : Plain(text, start);
            if (field is null) return (new(line, fields, "A quote is not closed, or something stands behind it. Write a quote within quotes twice."), NextLine(text, at));
            fields.Add(field);
            if (end >= text.Length) return (new(line, fields), text.Length);
            start = end + 1;
            if (text[end] == '\n') return (new(line, fields), start);
            if (text[end] != ',') return (new(line, fields, "Something stands behind a closing quote. Write a quote within quotes twice."), NextLine(text, at));
        }
    }

    private static (string? Field, int End) Plain(string text, int start)
    {
        var end = text.AsSpan(start).IndexOfAny(',', '\n') is >= 0 and var length ? start + length : text.Length;
        return (text[start..end].Trim(), end);
    }

    private static (string? Field, int End) Quoted(string text, int start)
    {
        var field = new StringBuilder();
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] != '"') field.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == '"') field.Append(text[at++]);
            else return (field.ToString(), at + 1);
        }

        return (null, text.Length);
    }

    private static int NextLine(string text, int at) => text.IndexOf('\n', at) is >= 0 and var end ? end + 1 : text.Length;
}
