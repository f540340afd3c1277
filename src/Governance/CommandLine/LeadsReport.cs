using System.Globalization;
using System.Text.Json;
using Governance.Leads;
using Governance.Shared;

namespace Governance.CommandLine;

/// <summary>What became of one line.</summary>
/// <param name="Line">Its number in the file.</param>
/// <param name="Text">The address or the handle as it stands there.</param>
/// <param name="Outcome">new, seenBefore, rejectedBefore, passedOn, inTheRegister, refused, error, or with <c>--dry-run</c> good.</param>
/// <param name="LeadId">The lead, or null.</param>
/// <param name="AccountId">The account of the register, or null.</param>
/// <param name="Code">The code of a refusal, or null.</param>
/// <param name="Sentence">Why, or null.</param>
public sealed record ReportedLead(int Line, string Text, string Outcome, string? LeadId = null, string? AccountId = null, string? Code = null, string? Sentence = null);

/// <summary>Tells of an import of leads, one line each, or one JSON object a line for programs.</summary>
public sealed class LeadsReport(Terminal terminal, bool json, LeadFile file)
{
    private const int Widest = 60;

    private static readonly Dictionary<string, string> Words = new()
    {
        ["new"] = "new",
        ["seenBefore"] = "seen before",
        ["rejectedBefore"] = "rejected before",
        ["passedOn"] = "passed on",
        ["inTheRegister"] = "in the register",
        ["refused"] = "refused",
        ["error"] = "with an error",
        ["good"] = "good",
    };

    private readonly List<string> outcomes = [];
    private readonly int width = Math.Min(Widest, file.Lines.Select(line => line.Text.Length).DefaultIfEmpty(0).Max());

    /// <summary>Whether no line was refused or had an error.</summary>
    public bool WentWell => !outcomes.Exists(outcome => outcome is "refused" or "error");

    /// <summary>Says how far it is.</summary>
    public void Sends(int lines)
    {
        if (!json) terminal.Progress($"{outcomes.Count + lines} of {file.Lines.Count} lines …");
    }

    /// <summary>Tells of a line that could not be sent.</summary>
    public void Faulty(LeadLine line) => Add(new(line.Line, line.Text, "error", Sentence: line.Fault));

    /// <summary>Tells of a line that was not to be sent.</summary>
    public void Good(LeadLine line) => Add(new(line.Line, line.Text, "good"));

    /// <summary>Tells what the service said of a line.</summary>
    public void Add(LeadLine line, SightingAnswer answer) =>
        Add(new(line.Line, line.Text, JsonNamingPolicy.CamelCase.ConvertName(answer.Outcome.ToString()), answer.LeadId, answer.AccountId, answer.Code, answer.Sentence));

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

        var told = counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {Words[count.Key]}")).ToList();
        if (left > 0) told.Add(string.Create(CultureInfo.InvariantCulture, $"{left} not sent: run the same import again, and what was recorded stays recorded"));
        terminal.Heading($"{(file.Lines.Count == 1 ? "1 line" : string.Create(CultureInfo.InvariantCulture, $"{file.Lines.Count} lines"))}: {string.Join(", ", told)}.");
    }

    private void Add(ReportedLead line)
    {
        outcomes.Add(line.Outcome);
        if (json) Write(line);
        else if (line.Sentence is not null) terminal.Line($"{file.Name}:{line.Line}: {line.Text}: {(line.Code is null ? "" : $"{line.Code}: ")}{line.Sentence}");
        else terminal.Line($"{file.Name}:{line.Line}: {line.Text.PadRight(width)}  {Words[line.Outcome]}  {line.AccountId ?? line.LeadId}".TrimEnd());
    }

    private void Write<T>(T line) => terminal.Line(JsonSerializer.Serialize(line, Json.Options));
}
