using Governance.Leads;

namespace Governance.CommandLine;

/// <summary>One line of a list of accounts that were seen: a sighting, or why it is none; never both.</summary>
/// <param name="Line">Its number in the file, from 1.</param>
/// <param name="Text">What reports call it: the address or the handle as it stands there.</param>
/// <param name="Sighting">The sighting, or null.</param>
/// <param name="Fault">One sentence, or null.</param>
public sealed record LeadLine(int Line, string Text, ReportSighting? Sighting, string? Fault);

/// <summary>
/// A list of accounts as a CSV file with a heading: <c>url</c>, and if known <c>seenAt</c> and <c>note</c>; or <c>service</c>, <c>account</c> and <c>comment</c>.
/// Columns may stand in any order, and others are passed over. Where no place is given the file's name is the place.
/// </summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Lines">Its lines, in order.</param>
public sealed record LeadFile(string Name, IReadOnlyList<LeadLine> Lines)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="CommandFault">It is no such list at all.</exception>
    public static LeadFile Read(string path, Terminal terminal)
    {
        var source = SourceText.Read(path, terminal);
        if (source.Text is not { } text) throw new CommandFault($"{source.Name}: {source.Fault}", CommandFault.WrongUsage);
        var records = CsvText.Read(text).ToList();
        if (records is not [{ Fault: null } heading, .. var lines] || Columns.Of(heading.Fields) is not { } columns)
            throw new CommandFault($"{source.Name}:1: A heading is expected here: url with seenAt and note, or service and account with comment.", CommandFault.WrongUsage);
        var place = Path.GetFileName(source.Name);
        return new(source.Name, [.. lines.Select(record => columns.Line(record, place))]);
    }

    // Where in a record each member stands; -1 where the file does not have it.
    private sealed record Columns(int Url, int Service, int Account, int SeenAt, int Note)
    {
        public static Columns? Of(IReadOnlyList<string> heading)
        {
            var columns = new Columns(At("url"), At("service", "platform"), At("account", "handle"), At("seenAt", "seen_at"), At("note", "comment"));
            return columns.Url >= 0 || columns is { Service: >= 0, Account: >= 0 } ? columns : null;

            int At(params string[] names) => heading.ToList().FindIndex(name => names.Contains(name, StringComparer.OrdinalIgnoreCase));
        }

        public LeadLine Line(CsvRecord record, string place)
        {
            var (url, account) = (Field(record, Url), Field(record, Account));
            var text = url ?? account ?? "";
            if (record.Fault is not null) return new(record.Line, text, null, record.Fault);
            if (url is null && account is null) return new(record.Line, text, null, "There is no account in this line.");
            var (seenAt, note) = (Field(record, SeenAt) ?? place, Field(record, Note));
            return new(record.Line, text, url is null ? new(null, Field(record, Service) ?? "", account, seenAt, note) : new(url, null, null, seenAt, note), null);
        }

        private static string? Field(CsvRecord record, int column) => column >= 0 && column < record.Fields.Count && record.Fields[column].Trim() is { Length: > 0 } field ? field : null;
    }
}
