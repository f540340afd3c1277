using System.CommandLine;
using System.Text.Json;
using Governance.Flows;

namespace Governance.CommandLine;

/// <summary><c>governance flows evaluate</c>: where a request stands under a flow, and why.</summary>
public static class FlowsEvaluate
{
    private const string Explanation =
        """
        Evaluate a request's history under a flow and print the explained tree: per need who counted, who did not and why, and who could still act.

        The history is a JSON file with the people and the ordered events. Where the request stands is in the answer, not in the exit code. Every conclusion that the history records is looked at again: one that does not follow from what people did is an error.

        Exit codes: 0 evaluated, 1 a file has an error or the history records what does not follow, 2 wrong usage.
        Example: governance flows evaluate --flow policies/flows/publish-policy.yaml --history history.json --text
        """;

    private static readonly JsonSerializerOptions Layout = new(FlowJson.Options) { WriteIndented = true };

    /// <summary>The command.</summary>
    public static Command Command(Terminal terminal)
    {
        var flow = new Option<string>("--flow") { Description = "The flow; - is standard input", Required = true, HelpName = "FILE" };
        var history = new Option<string>("--history") { Description = "The history; - is standard input", Required = true, HelpName = "FILE" };
        var text = new Option<bool>("--text") { Description = "Print it for people instead of as JSON" };
        var evaluate = new Command("evaluate", Explanation) { flow, history, text };
        evaluate.SetAction(parsed => Run(parsed.GetRequiredValue(flow), parsed.GetRequiredValue(history), parsed.GetValue(text), terminal));
        return evaluate;
    }

    private static int Run(string flowPath, string historyPath, bool asText, Terminal terminal)
    {
        if (flowPath == SourceText.Dash && historyPath == SourceText.Dash)
            throw new CommandFault("Standard input can be the flow or the history, not both.", CommandFault.WrongUsage);
        var parse = FlowsCheck.Read(flowPath, terminal);
        var read = Read(historyPath, terminal);
        if (parse.Flow is not { } flow || read.History is not { } history)
        {
            foreach (var error in parse.Errors.Concat(read.Errors)) terminal.Reason(error.ToString());
            return CommandFault.Failed;
        }

        var evaluation = history.Evaluate(flow);
        terminal.Output.Write(asText ? EvaluationText.Render(evaluation) : JsonSerializer.Serialize(evaluation, Layout) + "\n");
        return evaluation.Unfounded is null ? 0 : CommandFault.Failed;
    }

    private static HistoryRead Read(string path, Terminal terminal)
    {
        var source = SourceText.Read(path, terminal);
        return source.Text is { } json ? FlowHistory.Read(json, source.Name) : new HistoryRead(null, [new FlowError(source.Name, 1, 1, source.Fault!)]);
    }
}
