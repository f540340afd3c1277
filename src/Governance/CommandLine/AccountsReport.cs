using System.Globalization;
using System.Text.Json;
using Governance.Accounts;
using Governance.Shared;

namespace Governance.CommandLine;

/// <summary>What became of one line.</summary>
/// <param name="Line">Its number in the file.</param>
/// <param name="Url">The address as it stands there.</param>
/// <param name="Outcome">added, same, changed, conflict, refused, error, or with <c>--dry-run</c> good.</param>
/// <param name="AccountId">The account, or null.</param>
/// <param name="DisputeId">The dispute, or null.</param>
/// <param name="Code">The code of a refusal or conflict, or null.</param>
/// <param name="Sentence">What to do next, or null.</param>
public sealed record ReportedAccount(int Line, string Url, string Outcome, string? AccountId = null, string? DisputeId = null, string? Code = null, string? Sentence = null);

/// <summary>Tells of an import of accounts, one line each, or one JSON object a line for programs.</summary>
public sealed class AccountsReport(Terminal terminal, bool json, bool quiet, AccountFile file)
{
    private const int Widest = 60;

    private readonly List<string> outcomes = [];
    private readonly int width = Math.Min(Widest, file.Lines.Select(line => line.Text.Length).DefaultIfEmpty(0).Max());

    /// <summary>Whether no line was refused or had an error.</summary>
    public bool WentWell => !outcomes.Exists(outcome => outcome is "refused" or "error");

    /// <summary>Says how far it is.</summary>
    public void Done()
    {
        if (!json) terminal.Progress(string.Create(CultureInfo.InvariantCulture, $"{outcomes.Count} of {file.Lines.Count} lines …"));
    }

    /// <summary>Tells of a line that was not to be sent.</summary>
    public void Looked(AccountLine line) => Add(line.Fault is null ? new(line.Line, line.Text, "good") : new(line.Line, line.Text, "error", Sentence: line.Fault));

    /// <summary>Tells what the service said of a line, or what is wrong with it.</summary>
    public void Add(AccountLine line, ImportedLine? answer) => Add(answer is null
        ? new(line.Line, line.Text, "error", Sentence: line.Fault)
        : new(line.Line, line.Text, JsonNamingPolicy.CamelCase.ConvertName(answer.Outcome.ToString()), answer.AccountId, answer.DisputeId, answer.Code, answer.Sentence));

    /// <summary>The last line: how many lines had which outcome.</summary>
    public void Sum()
    {
        var counts = outcomes.CountBy(outcome => outcome).ToDictionary();
        var left = file.Lines.Count - outcomes.Count;
        if (json)
        {
            if (left > 0) counts["notSent"] = left;
            Write(new { Lines = file.Lines.Count, Outcomes = counts });
            return;
        }

        var told = counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {(count.Key == "error" ? "with an error" : count.Key)}")).ToList();
        if (left > 0) told.Add(string.Create(CultureInfo.InvariantCulture, $"{left} not sent: run the same import again, and what was recorded stays recorded"));
        terminal.Heading($"{(file.Lines.Count == 1 ? "1 line" : string.Create(CultureInfo.InvariantCulture, $"{file.Lines.Count} lines"))}: {string.Join(", ", told)}.");
    }

    private void Add(ReportedAccount line)
    {
        outcomes.Add(line.Outcome);
        if (quiet && line.Outcome is ("added" or "same" or "changed" or "good")) return;
        if (json) Write(line);
        else if (line.Sentence is not null) terminal.Line($"{file.Name}:{line.Line}: {line.Url}: {line.Outcome}: {line.Sentence}");
        else terminal.Line($"{file.Name}:{line.Line}: {line.Url.PadRight(width)}  {line.Outcome}  {line.AccountId}".TrimEnd());
    }

    private void Write<T>(T line) => terminal.Line(JsonSerializer.Serialize(line, Json.Options));
}
