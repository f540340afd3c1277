using System.CommandLine;
using System.Text.Json;
using Governance.Accounts;
using Governance.Shared;

namespace Governance.CommandLine;

/// <summary><c>governance accounts import</c>: a register that people already have becomes this one, line by line.</summary>
public static class AccountsImport
{
    private const string Explanation =
        """
        Bring a register that you already have into this one.

        The CSV file has a heading with the column url, and if known platformId, owner, backupOwner (ids of people), type, class, displayName, purpose, audience, unit, brand, market and language. Columns that are called otherwise are named with --column, such as --column url=account_url. Each line is answered: added, same, changed, conflict, or refused with the reason. Two owners of one account become two claims and a dispute. What a person corrected in the register is never overwritten. The same file a second time changes nothing, so an import that was interrupted is simply run again.

        Exit codes: 0 all went well, 1 a line was refused or has an error, 2 wrong usage.
        Example: governance accounts import accounts.csv --column unit=department --key gov_…
        """;

    private const int CharactersAtOnce = 600_000;
    private const int Races = 5;

    /// <summary>The command.</summary>
    public static Command Command(Terminal terminal)
    {
        var path = new Argument<string[]>("file") { Description = "The register; - is standard input", Arity = ArgumentArity.OneOrMore, HelpName = "FILE" }.WithoutOptions();
        var column = new Option<string[]>("--column") { Description = "Which column of the file stands for one that is known, such as unit=department", HelpName = "KNOWN=THEIRS" };
        var (url, key) = (AccountsCommands.Url(), AccountsCommands.Key("a steward"));
        var quiet = new Option<bool>("--quiet") { Description = "Tell only of conflicts, refusals and errors, and the sum" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only look for errors in the file: ask no service" };
        var json = new Option<bool>("--json") { Description = "Report one JSON object a line" };
        var import = new Command("import", Explanation) { path, column, url, key, quiet, dryRun, json };
        import.SetAction(async (parsed, cancellation) =>
        {
            // Several are taken, so that a mistyped option is told as such, and not as a file too many.
            if (parsed.GetValue(path) is not [var one]) throw new CommandFault("Name one register at a time.", CommandFault.WrongUsage);
            var file = AccountFile.Read(one, Renamed(parsed.GetValue(column) ?? []), terminal);
            var report = new AccountsReport(terminal, parsed.GetValue(json), parsed.GetValue(quiet), file);
            if (parsed.GetValue(dryRun))
            {
                foreach (var line in file.Lines) report.Looked(line);
                report.Sum();
                return report.WentWell ? 0 : CommandFault.Failed;
            }

            using var service = new ServiceClient(AccountsCommands.UrlOf(parsed, url, terminal));
            await Send(file, report, service, AccountsCommands.KeyOf(parsed, key, terminal), cancellation);
            return report.WentWell ? 0 : CommandFault.Failed;
        });
        return import;
    }

    /// <summary>Sends the lines in their order and tells of each.</summary>
    internal static async Task Send(AccountFile file, AccountsReport report, ServiceClient service, string key, CancellationToken cancellation)
    {
        try
        {
            foreach (var part in Parts(file.Lines))
            {
                var good = part.Where(line => line.Account is not null).ToList();
                var answers = new Queue<ImportedLine>(good.Count == 0 ? [] : await Ask(new ImportAccounts(Source(file.Name), [.. good.Select(line => line.Account!)]), service, key, cancellation));
                foreach (var line in part) report.Add(line, line.Account is null ? null : answers.Dequeue());
                report.Done();
            }
        }
        finally
        {
            report.Sum();
        }
    }

    private static async Task<IReadOnlyList<ImportedLine>> Ask(ImportAccounts import, ServiceClient service, string key, CancellationToken cancellation)
    {
        for (var left = Races; ; left--)
        {
            var answer = await service.Post("accounts/import", key, import, cancellation);
            if (answer.Code == "conflict.lost-race" && left > 1) continue;
            if (answer.Code?.StartsWith("access.", StringComparison.Ordinal) == true) throw new CommandFault($"The key may not import accounts. {answer.Sentence}");
            if (!answer.Succeeded) throw new CommandFault($"The service does not take these lines. {answer.Sentence}");
            if (answer.Read<ImportedLines>() is not { Items: { } items } || items.Count != import.Lines.Count || items.Any(item => item is null)) throw service.Strange(answer);
            return items;
        }
    }

    private static Dictionary<string, string> Renamed(IEnumerable<string> pairs)
    {
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            if (pair.Split('=', 2) is not [var name, { Length: > 0 } theirs] || AccountFile.Known.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } known)
                throw new CommandFault($"{pair} is no pair of columns. Write KNOWN=THEIRS, where KNOWN is one of: {string.Join(", ", AccountFile.Known)}.", CommandFault.WrongUsage);
            renamed[known] = theirs;
        }

        return renamed;
    }

    private static string Source(string name) => Path.GetFileName(name) is { Length: > 0 and <= 200 } file ? file : "An earlier register";

    // As many lines at once as one call takes.
    private static IEnumerable<IReadOnlyList<AccountLine>> Parts(IReadOnlyList<AccountLine> lines)
    {
        var (part, characters) = (new List<AccountLine>(), 0);
        foreach (var line in lines)
        {
            var length = line.Account is { } account ? JsonSerializer.Serialize(account, Json.Options).Length : 0;
            if (part.Count > 0 && (part.Count == ImportAccounts.Most || characters + length > CharactersAtOnce))
            {
                yield return part;
                (part, characters) = ([], 0);
            }

            part.Add(line);
            characters += length;
        }

        if (part.Count > 0) yield return part;
    }
}
