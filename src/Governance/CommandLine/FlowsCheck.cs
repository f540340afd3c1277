using System.CommandLine;
using Governance.Flows;

namespace Governance.CommandLine;

/// <summary><c>governance flows check</c>: every error of every flow, each at its place.</summary>
public static class FlowsCheck
{
    private const string Explanation =
        """
        Report every error of every flow as file:line:column: message, and each flow without errors with its version and digest.

        Exit codes: 0 no flow has an error, 1 one has, 2 wrong usage.
        Example: governance flows check policies/flows
        """;

    /// <summary>The command.</summary>
    public static Command Command(Terminal terminal)
    {
        var paths = FlowsCommands.Files("Flows, or folders of flows; - is standard input");
        var check = new Command("check", Explanation) { paths };
        check.SetAction(parsed => Run(FlowsCommands.FlowsIn(parsed.GetValue(paths)!), terminal));
        return check;
    }

    private static int Run(IReadOnlyList<string> paths, Terminal terminal)
    {
        var width = paths.Max(path => path.Length);
        var faulty = 0;
        foreach (var path in paths)
        {
            var parse = Read(path, terminal);
            if (parse.Flow is { } flow) terminal.Line($"{path.PadRight(width)}  {flow.Name} version {flow.Version}, {flow.Digest[..12]}");
            else faulty++;
            foreach (var error in parse.Errors) terminal.Line(error.ToString());
        }

        terminal.Heading(faulty == 0 ? $"No error in {paths.Count} {(paths.Count == 1 ? "flow" : "flows")}." : $"{faulty} of {paths.Count} {(paths.Count == 1 ? "flow" : "flows")} with errors.");
        return faulty == 0 ? 0 : CommandFault.Failed;
    }

    /// <summary>A flow from a file, or its errors, of which one may be that there is no such file.</summary>
    internal static FlowParse Read(string path, Terminal terminal)
    {
        var source = SourceText.Read(path, terminal);
        return source.Text is { } text ? FlowParser.Parse(text, source.Name) : new FlowParse(null, [new FlowError(source.Name, 1, 1, source.Fault!)]);
    }
}
