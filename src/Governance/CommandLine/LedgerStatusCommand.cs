using System.CommandLine;
using System.Globalization;
using Governance.Audit.Ledger;

namespace Governance.CommandLine;

/// <summary><c>governance ledger status</c>: how the ledger is, in words.</summary>
public static class LedgerStatusCommand
{
    private const string Explanation =
        """
        Say how the ledger is: its name and key, how much of it is signed, what waits, what witnesses have seen, and what somebody must look at.

        Exit codes: 0 all is well, 1 there is an alarm or the service refused, 2 wrong usage.
        """;

    /// <summary>The command.</summary>
    public static Command Command(Terminal terminal)
    {
        var (url, key) = (AccountsCommands.Url(), AccountsCommands.Key("anybody of the organisation"));
        var json = new Option<bool>("--json") { Description = "As JSON" };
        var command = new Command("status", Explanation) { url, key, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var service = new ServiceClient(AccountsCommands.UrlOf(parsed, url, terminal));
            var answer = await service.Get("ledger", AccountsCommands.KeyOf(parsed, key, terminal), cancellation);
            if (!answer.Succeeded) throw new CommandFault(answer.Sentence);
            var view = answer.Read<LedgerStatusView>() ?? throw service.Strange(answer);
            if (parsed.GetValue(json)) terminal.Output.WriteLine(answer.Text);
            else Tell(view, terminal);
            return view.Alarms.Count == 0 ? 0 : 1;
        });
        return command;
    }

    private static void Tell(LedgerStatusView view, Terminal terminal)
    {
        terminal.Heading(view.Alarms.Count == 0 ? "The ledger is well." : "Somebody must look at the ledger.");
        foreach (var alarm in view.Alarms) terminal.Line($"  {alarm}");
        terminal.Line($"Log        {view.Origin}");
        terminal.Line($"Key        {view.Key}");
        terminal.Line(view.SignedAt is { } at ? $"Signed     {Number(view.SignedSize)} of {Number(view.Size)} leaves, at {at.ToUniversalTime():yyyy-MM-dd HH:mm:ss} UTC" : $"Signed     nothing yet, of {Number(view.Size)} leaves");
        terminal.Line(view.WaitingSince is { } since ? $"Waiting    {Number(view.Waiting)}, the oldest since {since.ToUniversalTime():HH:mm:ss} UTC" : "Waiting    nothing");
        terminal.Line($"Flagged    {Number(view.Violations)} violations, {Number(view.Mutations)} changes of stored events");
        terminal.Line($"Erased     {Number(view.Erasures)} {(view.Erasures == 1 ? "person" : "people")}");
        foreach (var witness in view.Witnesses)
            terminal.Line($"Witness    {witness.Name}: {(witness.Trouble is { } trouble ? trouble : witness.Size is { } size ? $"has seen {Number(size)} leaves" : "has not been asked yet")}");
        if (view.Witnesses.Count == 0) terminal.Line("Witness    none: nobody outside this installation would notice two histories (README, “The ledger”)");
    }

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
