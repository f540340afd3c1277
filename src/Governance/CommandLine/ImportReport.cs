using System.Globalization;
using System.Text.Json;
using Governance.Shared;

namespace Governance.CommandLine;

/// <summary>What became of one file.</summary>
/// <param name="File">The path as it was typed.</param>
/// <param name="PolicyId">The policy, or null when the file does not say.</param>
/// <param name="Outcome">drafted, revised, unchanged, refused, error, or with <c>--dry-run</c> good.</param>
/// <param name="Version">The version of the policy's stream afterwards, or null.</param>
/// <param name="Code">The code of a refusal, or null.</param>
/// <param name="Sentence">The sentence of a refusal, or null.</param>
/// <param name="Errors">What is wrong in the file, or null.</param>
public sealed record ImportLine(string File, string? PolicyId, string Outcome, long? Version = null, string? Code = null, string? Sentence = null, IReadOnlyList<FileError>? Errors = null)
{
    /// <summary>The outcome of a file with errors.</summary>
    public const string Error = "error";

    /// <summary>The outcome of a file that the service did not take.</summary>
    public const string Refused = "refused";

    /// <summary>The outcome of a file without errors that was not to be sent.</summary>
    public const string Good = "good";
}

/// <summary>Tells of an import, one line a file in aligned columns, or one JSON object a line for programs.</summary>
public sealed class ImportReport(Terminal terminal, bool json, IReadOnlyList<PolicyFile> files)
{
    private readonly List<ImportLine> lines = [];
    private readonly int[] widths = [files.Max(file => file.Name.Length), files.Max(file => file.PolicyId?.Length ?? 0), "unchanged".Length];

    /// <summary>Whether no file was refused or had an error.</summary>
    public bool WentWell => lines.All(line => line.Outcome is not (ImportLine.Error or ImportLine.Refused));

    /// <summary>Says which file is on its way.</summary>
    public void Sends(PolicyFile file)
    {
        if (!json) terminal.Progress($"{lines.Count + 1} of {files.Count}: {file.Name} …");
    }

    /// <summary>Tells of one file.</summary>
    public void Add(ImportLine line)
    {
        lines.Add(line);
        if (json) Write(line);
        else if (line.Errors is { } errors) foreach (var error in errors) terminal.Line($"{line.File}:{error.Line}: {error.Reason}");
        else terminal.Line($"{line.File.PadRight(widths[0])}  {line.PolicyId?.PadRight(widths[1])}  {line.Outcome.PadRight(widths[2])}  {Refusal(line)}".TrimEnd());
    }

    /// <summary>The last line: how many files had which outcome.</summary>
    public void Sum()
    {
        var counts = lines.CountBy(line => line.Outcome).ToDictionary();
        if (files.Count > lines.Count) counts["not sent"] = files.Count - lines.Count;
        if (json) Write(new { Files = files.Count, Outcomes = counts });
        else terminal.Heading($"{Files(files.Count)}: {string.Join(", ", counts.Select(count => $"{count.Value.ToString(CultureInfo.InvariantCulture)} {Words(count.Key, count.Value)}"))}.");
    }

    private static string Refusal(ImportLine line) => line.Code is null ? "" : $"{line.Code}: {line.Sentence}";

    private static string Files(int count) => count == 1 ? "1 file" : $"{count.ToString(CultureInfo.InvariantCulture)} files";

    private static string Words(string outcome, int count) => outcome != ImportLine.Error ? outcome : count == 1 ? "has an error" : "have errors";

    private void Write<T>(T line) => terminal.Line(JsonSerializer.Serialize(line, Json.Options));
}
