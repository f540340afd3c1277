using System.CommandLine;
using System.CommandLine.Parsing;
using Governance.CommandLine.Demo;
using Governance.Policies.Text;

namespace Governance.CommandLine;

/// <summary>The <c>governance</c> command: without words it is the service, with words it does one thing and ends.</summary>
public static class Commands
{
    private const int Interrupted = 130;
    private static readonly TimeSpan TidyUp = TimeSpan.FromSeconds(20);

    /// <summary>Whether arguments ask for a command or for help. Those that only configure the service, such as <c>--urls …</c>, do not.</summary>
    public static bool AreAskedBy(string[] arguments) =>
        arguments is [var first, ..] && (IsWord(first) || arguments.Any(argument => argument is "--help" or "-h" or "-?") || first == "--version");

    /// <summary>Does what the arguments ask for and answers the exit code: 0 all went well, 1 something did not, 2 wrong usage.</summary>
    public static Task<int> Run(string[] arguments) => Run(arguments, Terminal.OfProcess);

    /// <summary>The same, elsewhere than on the process's own terminal.</summary>
    public static async Task<int> Run(string[] arguments, Terminal terminal)
    {
        // A file may be called @name: it is not to be taken for a list of arguments.
        var parsed = Root(terminal).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0) return Explain(parsed, terminal);
        try
        {
            // Whoever interrupts a command lets it tidy up: the demo stops a service and its database.
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = terminal.Output, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TidyUp });
        }
        catch (CommandFault fault)
        {
            terminal.Reason(fault.Message);
            return fault.ExitCode;
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
    }

    /// <summary>Refuses words that look like options and are none: a mistyped <c>--dry-run</c> must not be taken for a file.</summary>
    internal static Argument<string[]> WithoutOptions(this Argument<string[]> argument)
    {
        argument.Validators.Add(result =>
        {
            foreach (var word in result.Tokens.Select(token => token.Value).Where(word => word.StartsWith('-') && word != SourceText.Dash))
                result.AddError($"{word} is not an option of this command.{Nearest.Hint(word, OptionsOf(result))} A file of that name is ./{word}");
        });
        return argument;
    }

    private static IEnumerable<string> OptionsOf(ArgumentResult result) =>
        result.Parent is CommandResult { Command: { } command } ? [.. command.Options.Select(option => option.Name), "--help"] : ["--help"];

    private static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand(
            "Governance and policy workflow for an organisation's social media. Without a command this is the service: it takes --urls and any setting of its configuration.")
        {
            PoliciesImport.Command(terminal),
            LeadsImport.Command(terminal),
            FlowsCommands.Command(terminal),
            AccountsCommands.Command(terminal),
            LedgerCommands.Command(terminal),
            DemoCommand.Command(terminal),
        };
        var words = new Argument<string[]>("command") { Description = "The command to explain, such as: policies import", Arity = ArgumentArity.ZeroOrMore };
        var help = new Command("help", "Explain a command") { words };
        help.SetAction(parsed =>
        {
            string[] asked = parsed.GetValue(words) ?? [];
            // With --help an unknown word would be passed over.
            return root.Parse(asked) is { UnmatchedTokens.Count: > 0 } unknown ? Task.FromResult(Explain(unknown, terminal)) : Run([.. asked, "--help"], terminal);
        });
        root.Add(help);
        return root;
    }

    // The host's configuration is written --key value, --key=value, /key value or key=value.
    private static bool IsWord(string argument) => argument.Length > 0 && argument[0] is not ('-' or '/') && !argument.Contains('=', StringComparison.Ordinal);

    private static int Explain(ParseResult parsed, Terminal terminal)
    {
        var command = parsed.CommandResult.Command;
        var known = command.Subcommands.Select(sub => sub.Name).Concat(command.Options.Select(option => option.Name)).ToList();
        foreach (var word in parsed.UnmatchedTokens) terminal.Reason($"{word} is not known here.{Nearest.Hint(word, known)}");
        if (parsed.UnmatchedTokens.Count == 0)
            foreach (var error in parsed.Errors) terminal.Reason(error.Message);
        terminal.Reason($"Read on: {string.Join(' ', Path(parsed.CommandResult))} --help");
        return CommandFault.WrongUsage;
    }

    private static IEnumerable<string> Path(CommandResult result) =>
        result.Parent is CommandResult parent ? [.. Path(parent), result.Command.Name] : ["governance"];
}
