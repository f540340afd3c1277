using System.CommandLine;
using Governance.Flows;

namespace Governance.CommandLine;

/// <summary><c>governance flows test</c>: the worked cases beside each flow.</summary>
public static class FlowsTest
{
    private const string Explanation =
        """
        Run the worked cases of each flow: NAME.cases.yaml beside NAME.yaml. Given people and a request, when people act, then this is the state and these are the reasons. A flow without cases is an error.

        Exit codes: 0 every case holds, 1 one does not or a file has an error, 2 wrong usage.
        Example: governance flows test policies/flows
        """;

    /// <summary>The command.</summary>
    public static Command Command(Terminal terminal)
    {
        var paths = FlowsCommands.Files("Flows, or folders of flows");
        var test = new Command("test", Explanation) { paths };
        test.SetAction(parsed => parsed.GetValue(paths)!.Contains(SourceText.Dash)
            ? throw new CommandFault("Cases are looked for beside the flow's file, and standard input has no place. Name a file.", CommandFault.WrongUsage)
            : Run(FlowsCommands.FlowsIn(parsed.GetValue(paths)!), terminal));
        return test;
    }

    private static int Run(IReadOnlyList<string> flows, Terminal terminal)
    {
        var runs = flows.Select(flow => Tell(flow, Play(flow, terminal), terminal)).ToList();
        var failed = runs.Sum(run => run.Results.Count(result => !result.Holds));
        var faulty = runs.Count(run => run.Errors.Count > 0);
        var total = runs.Sum(run => run.Results.Count);
        terminal.Heading($"{total} {(total == 1 ? "case" : "cases")}, {failed} failed{(faulty == 0 ? "." : $"; of {faulty} {(faulty == 1 ? "flow" : "flows")} none could be run.")}");
        return runs.All(run => run.Holds) ? 0 : CommandFault.Failed;
    }

    private static CasesRun Play(string path, Terminal terminal)
    {
        var flow = SourceText.Read(path, terminal);
        if (flow.Text is null) return new CasesRun([new FlowError(flow.Name, 1, 1, flow.Fault!)], []);
        var beside = FlowsCommands.CasesBeside(path);
        if (!File.Exists(beside)) return new CasesRun([new FlowError(flow.Name, 1, 1, $"This flow has no worked cases. Write some in {beside}.")], []);
        var cases = SourceText.Read(beside, terminal);
        return cases.Text is { } text ? FlowCases.Run(flow.Text, text, flow.Name, cases.Name) : new CasesRun([new FlowError(cases.Name, 1, 1, cases.Fault!)], []);
    }

    private static CasesRun Tell(string flow, CasesRun run, Terminal terminal)
    {
        terminal.Heading(flow);
        foreach (var error in run.Errors) terminal.Line($"  {error}");
        foreach (var result in run.Results)
        {
            terminal.Line($"  {(result.Holds ? "+" : "x")} {result.Name}");
            foreach (var failure in result.Failures) terminal.Line($"      {failure}");
        }

        return run;
    }
}
