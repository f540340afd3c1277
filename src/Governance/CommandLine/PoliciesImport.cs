using System.CommandLine;
using Governance.Policies;

namespace Governance.CommandLine;

/// <summary>
/// <c>governance policies import</c>: every file is read here first; a file with an error changes nothing, each good one becomes a draft,
/// or a revision when its text changed, or nothing when it did not.
/// </summary>
public static class PoliciesImport
{
    private const string Explanation =
        """
        Turn documents into drafts of policies, or into revisions where their text has changed.

        Every *.md of a folder, and below it, is one policy: YAML front matter and numbered clauses. All files are read before any is sent. A file with an error changes nothing and is reported as file:line: reason; the others go on. Importing the same text twice changes nothing the second time.

        Exit codes: 0 all went well, 1 a file was refused or has an error, 2 wrong usage.
        Example: governance policies import policies/documents --key gov_…
        """;

    /// <summary>The command and the one it belongs to.</summary>
    public static Command Command(Terminal terminal)
    {
        var paths = new Argument<string[]>("files") { Description = "Folders and files; - is standard input", Arity = ArgumentArity.OneOrMore, HelpName = "FOLDER|FILE" }.WithoutOptions();
        var url = new Option<string?>("--url") { Description = $"Where the service is [GOVERNANCE_URL, else {ServiceClient.UsualAddress}]", HelpName = "ADDRESS" };
        var key = new Option<string?>("--key") { Description = "The key of a drafter [GOVERNANCE_KEY, which no list of processes shows]", HelpName = "KEY" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only look for errors in the files: ask no service" };
        var json = new Option<bool>("--json") { Description = "Report one JSON object a line" };
        var import = new Command("import", Explanation) { paths, url, key, dryRun, json };
        import.SetAction((parsed, cancellation) =>
        {
            var files = PolicyFile.ReadAll(parsed.GetValue(paths)!, terminal);
            if (files.Count == 0) throw new CommandFault($"There is no *.md file in {string.Join(", ", parsed.GetValue(paths)!)}.", CommandFault.WrongUsage);
            var report = new ImportReport(terminal, parsed.GetValue(json), files);
            return parsed.GetValue(dryRun)
                ? Task.FromResult(Check(files, report))
                : Send(files, report, parsed.GetValue(url) ?? terminal.Variable("GOVERNANCE_URL") ?? ServiceClient.UsualAddress, parsed.GetValue(key) ?? terminal.Variable("GOVERNANCE_KEY"), cancellation);
        });
        return new Command("policies", "Bring policies into a running service") { import };
    }

    private static int Check(IReadOnlyList<PolicyFile> files, ImportReport report)
    {
        foreach (var file in files) report.Add(Faulty(file) ?? new ImportLine(file.Name, file.PolicyId, ImportLine.Good));
        report.Sum();
        return report.WentWell ? 0 : CommandFault.Failed;
    }

    private static async Task<int> Send(IReadOnlyList<PolicyFile> files, ImportReport report, string url, string? key, CancellationToken cancellation)
    {
        using var service = new ServiceClient(url);
        if (key is null)
            throw new CommandFault("Whose import is it? Give a drafter's key with --key or GOVERNANCE_KEY. In local mode ops/run prints a key for each person.", CommandFault.WrongUsage);
        await Send(files, report, service, key, cancellation);
        return report.WentWell ? 0 : CommandFault.Failed;
    }

    /// <summary>Sends each good file, one after the other, and tells of every file.</summary>
    internal static async Task Send(IReadOnlyList<PolicyFile> files, ImportReport report, ServiceClient service, string key, CancellationToken cancellation)
    {
        try
        {
            foreach (var file in files) report.Add(Faulty(file) ?? await Send(file, report, service, key, cancellation));
        }
        finally
        {
            report.Sum();
        }
    }

    private static async Task<ImportLine> Send(PolicyFile file, ImportReport report, ServiceClient service, string key, CancellationToken cancellation)
    {
        report.Sends(file);
        // The file's name is for messages, and the service keeps it short.
        var name = file.Name.Length > 300 ? Path.GetFileName(file.Name) : file.Name;
        return Outcome(file, await service.Post("policies/import", key, new ImportPolicy(name, file.Text), cancellation), service);
    }

    private static ImportLine? Faulty(PolicyFile file) => file.Errors.Count > 0 ? new(file.Name, file.PolicyId, ImportLine.Error, Errors: file.Errors) : null;

    private static ImportLine Outcome(PolicyFile file, ServiceAnswer answer, ServiceClient service)
    {
        // What the key may not do at all it may not do for the next file either.
        if (answer.Code?.StartsWith("access.", StringComparison.Ordinal) == true) throw new CommandFault($"The key may not import policies. {answer.Sentence}");
        if (!answer.Succeeded) return new(file.Name, file.PolicyId, ImportLine.Refused, Code: answer.Code, Sentence: answer.Sentence);
        if (answer.Read<ImportOutcome>() is not { PolicyId: not null } outcome) throw service.Strange(answer);
        return new(file.Name, file.PolicyId, outcome.Outcome.ToString().ToLowerInvariant(), outcome.Version);
    }
}
