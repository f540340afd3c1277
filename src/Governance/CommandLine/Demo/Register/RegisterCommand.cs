using System.CommandLine;

namespace Governance.CommandLine.Demo.Register;

/// <summary><c>governance demo register</c>: the register of accounts on real data, played over HTTP by the people of the sample organisation.</summary>
internal static class RegisterCommand
{
    private const string Explanation =
        """
        Show the register of accounts: import 1,262 real accounts, let Legal decide where two organisations name one account as theirs, follow somebody's leaving to a successor, tell a rename from a replacement, prove control by every method that a machine can check, and ask what was so before.

        It starts a service of its own, in a folder that is gone afterwards, and a pretend internet on this machine for the proofs. With --url it plays on a service that runs, in local mode, and leaves the proofs out. It can be repeated.

        Exit codes: 0 everything was as it should be, 1 something was not and is named, 2 wrong usage.
        """;

    /// <summary>The command.</summary>
    public static Command Command(Terminal terminal)
    {
        var url = new Option<string?>("--url") { Description = "Play on this service instead of one of its own", HelpName = "ADDRESS" };
        var keys = new Option<string?>("--keys") { Description = "With --url: the keys that local mode wrote [.data/local-keys.json]", HelpName = "FILE" };
        var register = new Option<string?>("--register") { Description = "The accounts to import [those that came with the program]", HelpName = "FILE" };
        var command = new Command("register", Explanation) { url, keys, register };
        command.SetAction(async (parsed, cancellation) =>
        {
            var file = RegisterFile.Read(parsed.GetValue(register) ?? Beside("us-registry-2011.csv"), terminal);
            var moves = HandleEvents.Read(Beside("handle-events-2012-2017.csv"), terminal);
            if (parsed.GetValue(url) is { } address)
            {
                using var client = new ServiceClient(address);
                var path = parsed.GetValue(keys) ?? Path.Combine(terminal.Variable("Database__DataFolder") ?? ".data", "local-keys.json");
                await new RegisterStory(new DemoStage(client, terminal, DemoCommand.Keys(path, terminal), cancellation), file, moves, own: null).Play();
                return 0;
            }

            terminal.Progress("starting a service and a pretend internet …");
            await using var own = await OwnService.Start(cancellation);
            await new RegisterStory(new DemoStage(own.Client, terminal, DemoCommand.Keys(own.Keys, terminal), cancellation), file, moves, own).Play();
            return 0;
        });
        return command;
    }

    private static string Beside(string name) => Path.Combine(AppContext.BaseDirectory, "register", name);
}
