using System.Text.Json;
using Governance.Accounts;

namespace Governance.CommandLine;

/// <summary>One line of an earlier register: what is sent of it, or why nothing is; never both.</summary>
/// <param name="Line">Its number in the file, from 1.</param>
/// <param name="Text">What reports call it: the address as it stands there.</param>
/// <param name="Account">What is sent, or null.</param>
/// <param name="Fault">One sentence, or null.</param>
public sealed record AccountLine(int Line, string Text, ImportedAccount? Account, string? Fault);

/// <summary>
/// An earlier register as a CSV file with a heading. The column <c>url</c> must be there; known besides are those of an export. Columns may
/// stand in any order and be renamed with <c>--column</c>, and others are passed over.
/// </summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Lines">Its lines, in order.</param>
public sealed record AccountFile(string Name, IReadOnlyList<AccountLine> Lines)
{
    /// <summary>The columns that are known.</summary>
    public static IReadOnlyList<string> Known { get; } =
        ["url", "platformId", "owner", "backupOwner", "type", "class", "displayName", "purpose", "audience", "unit", "brand", "market", "language"];

    /// <summary>Reads a file; <paramref name="renamed"/> says which column of the file stands for which that is known.</summary>
    /// <exception cref="CommandFault">It is no such file at all.</exception>
    public static AccountFile Read(string path, IReadOnlyDictionary<string, string> renamed, Terminal terminal)
    {
        var source = SourceText.Read(path, terminal);
        if (source.Text is not { } text) throw new CommandFault($"{source.Name}: {source.Fault}", CommandFault.WrongUsage);
        var records = CsvText.Read(text).ToList();
        if (records is not [{ Fault: null } heading, .. var lines]) throw new CommandFault($"{source.Name}:1: A heading is expected here, with the column url.", CommandFault.WrongUsage);
        var columns = Known.ToDictionary(name => name, name => heading.Fields.ToList().FindIndex(field => field.Equals(renamed.GetValueOrDefault(name, name), StringComparison.OrdinalIgnoreCase)));
        if (renamed.FirstOrDefault(pair => columns[pair.Key] < 0) is { Key: not null } absent) throw new CommandFault($"{source.Name}:1: There is no column {absent.Value} here. There are: {string.Join(", ", heading.Fields)}.", CommandFault.WrongUsage);
        if (columns["url"] < 0) throw new CommandFault($"{source.Name}:1: No column is called url here. Say which it is, such as --column url={heading.Fields[0]}.", CommandFault.WrongUsage);
        return new(source.Name, [.. lines.Select(record => Line(record, columns))]);
    }

    private static AccountLine Line(CsvRecord record, Dictionary<string, int> columns)
    {
        var url = Field("url");
        if (record.Fault is not null) return new(record.Line, url ?? "", null, record.Fault);
        if (url is null) return new(record.Line, "", null, "There is no address in this line.");
        if (!Word<AccountType>(Field("type"), out var type)) return new(record.Line, url, null, $"A type is one of: {Words<AccountType>()}.");
        if (!Word<AccountClass>(Field("class"), out var @class)) return new(record.Line, url, null, $"A class is one of: {Words<AccountClass>()}.");
        return new(record.Line, url, new ImportedAccount(
            record.Line, url, Field("platformId"), Field("owner"), Field("backupOwner"), type, Field("displayName"), Field("purpose"), Field("audience"), Field("unit"), Field("brand"), Field("market"), Field("language"), @class), null);

        string? Field(string name) => columns[name] is >= 0 and var at && at < record.Fields.Count ? Plain(record.Fields[at].Trim()) : null;
    }

    // The apostrophe before what a spreadsheet would take for a formula is no part of the text.
    private static string? Plain(string field) =>
        field.Length == 0 ? null : field is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r', ..] ? field[1..] : field;

    private static bool Word<T>(string? text, out T? word) where T : struct, Enum
    {
        word = Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text![0]) ? value : null;
        return text is null || word is not null;
    }

    private static string Words<T>() where T : struct, Enum => string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName));
}
