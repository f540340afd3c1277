using System.CommandLine;

namespace Governance.CommandLine;

/// <summary><c>governance accounts</c>: bring a register in, and take the whole register out.</summary>
public static class AccountsCommands
{
    /// <summary>The command with those that belong to it.</summary>
    public static Command Command(Terminal terminal) => new("accounts", "Bring a register of accounts in, and take it out") { AccountsImport.Command(terminal), AccountsExport.Command(terminal) };

    internal static Option<string?> Url() => new("--url") { Description = $"Where the service is [GOVERNANCE_URL, else {ServiceClient.UsualAddress}]", HelpName = "ADDRESS" };

    internal static Option<string?> Key(string whose) => new("--key") { Description = $"The key of {whose} [GOVERNANCE_KEY, which no list of processes shows]", HelpName = "KEY" };

    internal static string KeyOf(ParseResult parsed, Option<string?> key, Terminal terminal) =>
        parsed.GetValue(key) ?? terminal.Variable("GOVERNANCE_KEY")
        ?? throw new CommandFault("Who asks? Give a key with --key or GOVERNANCE_KEY. In local mode ops/run prints a key for each person.", CommandFault.WrongUsage);

    internal static string UrlOf(ParseResult parsed, Option<string?> url, Terminal terminal) => parsed.GetValue(url) ?? terminal.Variable("GOVERNANCE_URL") ?? ServiceClient.UsualAddress;
}
