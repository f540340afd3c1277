using System.CommandLine;

namespace Governance.CommandLine;

/// <summary><c>governance ledger export</c>: the log, or what it holds of one thing, as a bundle that somebody checks without the service.</summary>
public static class LedgerExport
{
    private const string Explanation =
        """
        Take the log away as a bundle that governance-verify checks without network, service or database: the whole log, or the whole life
        of one policy, account or request.

        Give --from the size of the bundle you checked before, and the new one proves that the log only grew since.
        Exit codes: 0 the bundle is written, 1 the service refused, 2 wrong usage.
        Example: governance ledger export --policy social-media-policy --to ./policy-bundle
        """;

    private const string SizeOf = "the size of an earlier bundle";

    /// <summary>The command.</summary>
    public static Command Command(Terminal terminal)
    {
        var (url, key) = (AccountsCommands.Url(), AccountsCommands.Key("an auditor or an administrator"));
        var to = new Option<string>("--to") { Description = "The folder to write, which is not there yet", Required = true, HelpName = "FOLDER" };
        var policy = new Option<string?>("--policy") { Description = "Only what proves the life of this policy", HelpName = "REFERENCE" };
        var account = new Option<string?>("--account") { Description = "Only what proves the life of this account", HelpName = "ID" };
        var request = new Option<string?>("--request") { Description = "Only what proves the life of this request", HelpName = "ID" };
        var from = new Option<long[]>("--from") { Description = $"Prove consistency from {SizeOf}; may be given several times", HelpName = "SIZE" };
        var withhold = new Option<bool>("--withhold") { Description = "Leave out names and other personal data; the bundle says that they are withheld" };
        var command = new Command("export", Explanation) { to, policy, account, request, from, withhold, url, key };
        command.SetAction(async (parsed, cancellation) =>
        {
            string[] subject =
            [
                .. parsed.GetValue(policy) is { } p ? [$"policies/{Uri.EscapeDataString(p)}"] : Array.Empty<string>(),
                .. parsed.GetValue(account) is { } a ? [$"accounts/{Uri.EscapeDataString(a)}"] : Array.Empty<string>(),
                .. parsed.GetValue(request) is { } r ? [$"requests/{Uri.EscapeDataString(r)}"] : Array.Empty<string>(),
            ];
            if (subject.Length > 1) throw new CommandFault("Name one thing: --policy, --account or --request. Without any, the whole log is taken.", CommandFault.WrongUsage);
            using var service = new ServiceClient(AccountsCommands.UrlOf(parsed, url, terminal));
            var export = new BundleWriter(service, AccountsCommands.KeyOf(parsed, key, terminal), parsed.GetValue(to)!, terminal);
            await export.Write(subject.SingleOrDefault(), parsed.GetValue(from) ?? [], parsed.GetValue(withhold), cancellation);
            return 0;
        });
        return command;
    }
}
