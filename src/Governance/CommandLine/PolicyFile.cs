using Governance.Policies.Text;

namespace Governance.CommandLine;

/// <summary>What is wrong in a file.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Reason">What to do.</param>
public sealed record FileError(int Line, string Reason);

/// <summary>A file on its way into the service: a document, or the errors why not.</summary>
/// <param name="Name">The path as it was typed.</param>
/// <param name="Text">Its text; empty when it could not be read.</param>
/// <param name="PolicyId">The policy that it is; null with errors.</param>
/// <param name="Errors">In the order of lines.</param>
public sealed record PolicyFile(string Name, string Text, string? PolicyId, IReadOnlyList<FileError> Errors)
{
    /// <summary>Reads every file that paths name, so that all errors are known before anything is sent.</summary>
    public static IReadOnlyList<PolicyFile> ReadAll(IEnumerable<string> paths, Terminal terminal)
    {
        var files = SourceText.Find(paths, ".md").Select(path => Of(SourceText.Read(path, terminal))).ToList();
        // Each would undo what the other did, in this import and in every one after it.
        var twins = files.Where(file => file.PolicyId is not null).GroupBy(file => file.PolicyId).Where(group => group.Count() > 1).ToDictionary(group => group.Key!);
        return [.. files.Select(file => file.PolicyId is { } id && twins.TryGetValue(id, out var same) ? file.BesideItsTwin(same.First(other => other != file)) : file)];
    }

    private static PolicyFile Of(SourceText source)
    {
        if (source.Text is not { } text) return new(source.Name, "", null, [new(1, source.Fault!)]);
        var reading = PolicyDocument.Read(source.Name, text);
        return new(source.Name, text, reading.Document?.Reference, [.. reading.Errors.Select(error => new FileError(error.Line, error.Reason))]);
    }

    private PolicyFile BesideItsTwin(PolicyFile twin)
    {
        var line = Text.Split('\n').TakeWhile(words => !words.StartsWith("reference", StringComparison.Ordinal)).Count() + 1;
        return this with { PolicyId = null, Errors = [new(line, $"{twin.Name} has the same reference, {PolicyId}. Give each policy its own.")] };
    }
}
