using System.CommandLine;

namespace Governance.CommandLine;

/// <summary><c>governance flows</c>: what can be told of flows from files alone, without a service or a database; and what a service's past says of one.</summary>
public static class FlowsCommands
{
    private const string CasesEnd = ".cases.yaml";

    /// <summary>The command with those below it.</summary>
    public static Command Command(Terminal terminal) =>
        new("flows", "Check, test and try approval flows without a service, or replay one over a service's past")
        {
            FlowsCheck.Command(terminal), FlowsTest.Command(terminal), FlowsEvaluate.Command(terminal), FlowsReplay.Command(terminal),
        };

    /// <summary>Folders and files that hold flows.</summary>
    internal static Argument<string[]> Files(string description) =>
        new Argument<string[]>("files") { Description = description, Arity = ArgumentArity.OneOrMore, HelpName = "FOLDER|FILE" }.WithoutOptions();

    /// <summary>The flows among them: worked cases lie beside the flow that they belong to.</summary>
    /// <exception cref="CommandFault">There is none.</exception>
    internal static IReadOnlyList<string> FlowsIn(string[] paths) =>
        SourceText.Find(paths, ".yaml").Where(path => !path.EndsWith(CasesEnd, StringComparison.Ordinal)).ToList() is { Count: > 0 } flows
            ? flows
            : throw new CommandFault($"There is no flow in {string.Join(", ", paths)}: a flow is a *.yaml file whose name does not end in {CasesEnd}.", CommandFault.WrongUsage);

    /// <summary>Where the worked cases of a flow are.</summary>
    internal static string CasesBeside(string flow) => Path.ChangeExtension(flow, null) + CasesEnd;
}
