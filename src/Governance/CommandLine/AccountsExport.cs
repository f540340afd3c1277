using System.CommandLine;

namespace Governance.CommandLine;

/// <summary><c>governance accounts export</c>: the whole register on standard output.</summary>
public static class AccountsExport
{
    private const string Explanation =
        """
        Write the whole register to standard output: as CSV, which an import reads back, or as JSON.

        Exit codes: 0 all went well, 1 the service refused, 2 wrong usage.
        Example: governance accounts export --as-of 2027-03-03 > register.csv
        """;

    /// <summary>The command.</summary>
    public static Command Command(Terminal terminal)
    {
        var (url, key) = (AccountsCommands.Url(), AccountsCommands.Key("anybody of the organisation"));
        var json = new Option<bool>("--json") { Description = "As JSON instead of CSV" };
        var asOf = new Option<string?>("--as-of") { Description = "As it was at a moment, such as 2027-03-03 or 2027-03-03T09:00:00Z", HelpName = "MOMENT" };
        var export = new Command("export", Explanation) { url, key, json, asOf };
        export.SetAction(async (parsed, cancellation) =>
        {
            using var service = new ServiceClient(AccountsCommands.UrlOf(parsed, url, terminal));
            var moment = parsed.GetValue(asOf) is { } at ? $"&asOf={Uri.EscapeDataString(at)}" : "";
            await service.Copy($"accounts/export?format={(parsed.GetValue(json) ? "json" : "csv")}{moment}", AccountsCommands.KeyOf(parsed, key, terminal), terminal.Output, cancellation);
            return 0;
        });
        return export;
    }
}
