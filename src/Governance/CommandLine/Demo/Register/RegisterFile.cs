using System.Security.Cryptography;
using System.Text;
using Governance.Accounts;
using Governance.Platforms;

namespace Governance.CommandLine.Demo.Register;

/// <summary>The register that is imported, with an owner for each line of an account that differently named organisations have as theirs.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Lines">The lines, in their order.</param>
/// <param name="Owners">The people who answer for these organisations: their names by their ids.</param>
/// <param name="Contested">How many accounts that are.</param>
/// <param name="Twice">How many accounts stand there more than once.</param>
internal sealed record RegisterFile(string Name, IReadOnlyList<ImportedAccount> Lines, IReadOnlyDictionary<string, string> Owners, int Contested, int Twice)
{
    // The file's own words for languages, and their BCP 47 tags.
    private static readonly Dictionary<string, string> Languages = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Arabic"] = "ar",
        ["Cantonese"] = "yue",
        ["Catalan"] = "ca",
        ["Croatian"] = "hr",
        ["Czech"] = "cs",
        ["English"] = "en",
        ["French"] = "fr",
        ["Georgian"] = "ka",
        ["German"] = "de",
        ["Hungarian"] = "hu",
        ["Indonesian"] = "id",
        ["Italian"] = "it",
        ["Japanese"] = "ja",
        ["Khmer"] = "km",
        ["Korean"] = "ko",
        ["Latvian"] = "lv",
        ["Lithuanian"] = "lt",
        ["Malagasy"] = "mg",
        ["Malay"] = "ms",
        ["Mandarin"] = "cmn",
        ["Moldovan"] = "ro-MD",
        ["Polish"] = "pl",
        ["Portuguese"] = "pt",
        ["Russian"] = "ru",
        ["Serbian"] = "sr",
        ["Slovak"] = "sk",
        ["Spanish"] = "es",
        ["Tetun-Dili"] = "tdt",
        ["Thai"] = "th",
        ["Turkish"] = "tr",
        ["Ukranian"] = "uk",
        ["Vietnamese"] = "vi",
    };

    private sealed record Row(int Line, string Url, string Organisation, string Language, string? Key);

    /// <summary>Reads the file.</summary>
    /// <exception cref="CommandFault">It is not there, or has no such columns.</exception>
    public static RegisterFile Read(string path, Terminal terminal)
    {
        var platforms = Path.Combine(AppContext.BaseDirectory, "policies", "platforms.yaml");
        var shelf = PlatformFile.Read("platforms.yaml", Text(platforms, terminal));
        var rows = Records(path, terminal, "account_url", "organisation", "language")
            .Select(row => new Row(row.Line, row.Fields[0], row.Fields[1], row.Fields[2], shelf.Read(row.Fields[0]) is AddressReading.Account account ? account.Address.Key : null)).ToList();
        var twice = rows.Where(row => row.Key is not null).GroupBy(row => row.Key!).Where(group => group.Count() > 1).ToList();
        var contested = twice.Where(group => group.Select(row => row.Organisation).Distinct(StringComparer.Ordinal).Count() > 1).ToDictionary(group => group.Key);
        var lines = rows.Select(row => new ImportedAccount(
            row.Line, row.Url, Owner: row.Key is not null && contested.ContainsKey(row.Key) ? PersonOf(row.Organisation) : null, Unit: row.Organisation, Language: Languages.GetValueOrDefault(row.Language)));
        var owners = contested.Values.SelectMany(group => group).Select(row => row.Organisation).Distinct(StringComparer.Ordinal).ToDictionary(PersonOf);
        return new(Path.GetFileName(path), [.. lines], owners, contested.Count, twice.Count);
    }

    /// <summary>The fields of these columns, record by record.</summary>
    internal static IEnumerable<CsvRecord> Records(string path, Terminal terminal, params string[] columns)
    {
        var records = CsvText.Read(Text(path, terminal)).Where(record => record.Fault is null).ToList();
        int[] at = [.. columns.Select(column => records.Count == 0 ? -1 : records[0].Fields.ToList().IndexOf(column))];
        if (at.Contains(-1)) throw new CommandFault($"{path} has no heading with {string.Join(", ", columns)}.", CommandFault.WrongUsage);
        return records.Skip(1).Select(record => record with { Fields = [.. at.Select(index => record.Fields.ElementAtOrDefault(index) ?? "")] });
    }

    private static string Text(string path, Terminal terminal) =>
        SourceText.Read(path, terminal) is { Text: { } text } ? text : throw new CommandFault($"{path} cannot be read. Name another with --register.", CommandFault.WrongUsage);

    // The same for the same organisation, however often the demo is played.
    private static string PersonOf(string organisation) => $"p-org{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(organisation)))[..10]}";
}
