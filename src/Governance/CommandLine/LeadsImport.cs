using System.CommandLine;
using Governance.Leads;

namespace Governance.CommandLine;

/// <summary><c>governance leads import</c>: a list of accounts that people have already becomes leads, line by line.</summary>
public static class LeadsImport
{
    private const string Explanation =
        """
        Take a list of accounts that were seen, as leads for the stewards.

        The CSV file has a heading: url, and if known seenAt and note; or service and account, and if known comment. Each line is answered: new, seen before, rejected before, passed on, in the register, or refused with the reason. Importing the same list twice is importing it once, so an import that was interrupted is simply run again.

        Exit codes: 0 all went well, 1 a line was refused or has an error, 2 wrong usage.
        Example: governance leads import leads.csv --key gov_…
        """;

    private const int LinesAtOnce = 200;
    private const int CharactersAtOnce = 300_000;
    private const int Races = 5;

    /// <summary>The command and the one it belongs to.</summary>
    public static Command Command(Terminal terminal)
    {
        var path = new Argument<string[]>("file") { Description = "The list; - is standard input", Arity = ArgumentArity.OneOrMore, HelpName = "FILE" }.WithoutOptions();
        var url = new Option<string?>("--url") { Description = $"Where the service is [GOVERNANCE_URL, else {ServiceClient.UsualAddress}]", HelpName = "ADDRESS" };
        var key = new Option<string?>("--key") { Description = "Your key [GOVERNANCE_KEY, which no list of processes shows]", HelpName = "KEY" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only look for errors in the file: ask no service" };
        var json = new Option<bool>("--json") { Description = "Report one JSON object a line" };
        var import = new Command("import", Explanation) { path, url, key, dryRun, json };
        import.SetAction((parsed, cancellation) =>
        {
            // Several are taken, so that a mistyped option is told as such, and not as a file too many.
            if (parsed.GetValue(path) is not [var one]) throw new CommandFault("Name one list at a time.", CommandFault.WrongUsage);
            var file = LeadFile.Read(one, terminal);
            var report = new LeadsReport(terminal, parsed.GetValue(json), file);
            return parsed.GetValue(dryRun)
                ? Task.FromResult(Check(file, report))
                : Send(file, report, parsed.GetValue(url) ?? terminal.Variable("GOVERNANCE_URL") ?? ServiceClient.UsualAddress, parsed.GetValue(key) ?? terminal.Variable("GOVERNANCE_KEY"), cancellation);
        });
        return new Command("leads", "Bring accounts that were seen into a running service") { import };
    }

    private static int Check(LeadFile file, LeadsReport report)
    {
        foreach (var line in file.Lines)
            if (line.Sighting is null) report.Faulty(line);
            else report.Good(line);
        report.Sum();
        return report.WentWell ? 0 : CommandFault.Failed;
    }

    private static async Task<int> Send(LeadFile file, LeadsReport report, string url, string? key, CancellationToken cancellation)
    {
        using var service = new ServiceClient(url);
        if (key is null)
            throw new CommandFault("Whose import is it? Give your key with --key or GOVERNANCE_KEY. In local mode ops/run prints a key for each person.", CommandFault.WrongUsage);
        try
        {
            foreach (var part in Parts(file.Lines)) await Send(part, report, service, key, cancellation);
        }
        finally
        {
            report.Sum();
        }

        return report.WentWell ? 0 : CommandFault.Failed;
    }

    private static async Task Send(IReadOnlyList<LeadLine> part, LeadsReport report, ServiceClient service, string key, CancellationToken cancellation)
    {
        report.Sends(part.Count);
        var good = part.Where(line => line.Sighting is not null).ToList();
        var answers = new Queue<SightingAnswer>(good.Count == 0 ? [] : await Ask(new ImportLeads([.. good.Select(line => line.Sighting!)]), service, key, cancellation));
        foreach (var line in part)
            if (line.Sighting is null) report.Faulty(line);
            else report.Add(line, answers.Dequeue());
    }

    private static async Task<IReadOnlyList<SightingAnswer>> Ask(ImportLeads import, ServiceClient service, string key, CancellationToken cancellation)
    {
        for (var left = Races; ; left--)
        {
            var answer = await service.Post("leads/import", key, import, cancellation);
            if (answer.Code == "conflict.lost-race" && left > 1) continue;
            if (answer.Code?.StartsWith("access.", StringComparison.Ordinal) == true) throw new CommandFault($"The key may not import leads. {answer.Sentence}");
            if (!answer.Succeeded) throw new CommandFault($"The service does not take these lines. {answer.Sentence}");
            if (answer.Read<SightingAnswers>() is not { Items: { } items } || items.Count != import.Sightings.Count || items.Any(item => item is null)) throw service.Strange(answer);
            return items;
        }
    }

    // As many lines at once as one body holds.
    private static IEnumerable<IReadOnlyList<LeadLine>> Parts(IReadOnlyList<LeadLine> lines)
    {
        var (part, characters) = (new List<LeadLine>(), 0);
        foreach (var line in lines)
        {
            var length = line.Sighting is { } sighting ? (sighting.Url?.Length ?? 0) + (sighting.Handle?.Length ?? 0) + (sighting.SeenAt?.Length ?? 0) + (sighting.Note?.Length ?? 0) : 0;
            if (part.Count > 0 && (part.Count == LinesAtOnce || characters + length > CharactersAtOnce))
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
