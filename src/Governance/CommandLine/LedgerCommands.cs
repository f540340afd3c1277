using System.CommandLine;
using Governance.Audit.Ledger;
using Governance.Database;
using Command = System.CommandLine.Command;

namespace Governance.CommandLine;

/// <summary><c>governance ledger</c>: how the ledger is, take it away to check it, and its keys.</summary>
public static class LedgerCommands
{
    /// <summary>The command with those that belong to it.</summary>
    public static Command Command(Terminal terminal) => new("ledger", "How the ledger is, take it away to check it, and its keys")
    {
        LedgerStatusCommand.Command(terminal), LedgerExport.Command(terminal), MakeKeys(terminal), RotateKey(terminal),
    };

    private static Option<string> Folder() => new("--folder")
    {
        Description = "The folder of keys [Keys__Folder, else keys in the data folder]",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => KeyRing.FolderFrom(new ConfigurationBuilder().AddEnvironmentVariables().Build()),
    };

    private static Command MakeKeys(Terminal terminal)
    {
        var folder = Folder();
        var command = new Command("make-keys", "Make the keys that seal events and sign the log, where they are missing. Keep a copy somewhere safe: without them nobody can go on with the log.") { folder };
        command.SetAction(parsed => Try(terminal, () =>
        {
            var path = Path.GetFullPath(parsed.GetValue(folder)!);
            SecretFile.MakeFolder(path);
            KeyRing.Make(path);
            terminal.Line($"The keys are in {path}: node.key seals events, log.key signs the log.");
        }));
        return command;
    }

    private static Command RotateKey(Terminal terminal)
    {
        var folder = Folder();
        var command = new Command("rotate-key", "Bring a new key that signs the logs. The running service takes it up within a second: the old key vouches for the new one in every log, and both sign for 30 days.") { folder };
        command.SetAction(parsed => Try(terminal, () =>
        {
            var path = Path.GetFullPath(parsed.GetValue(folder)!);
            if (SecretFile.Read(Path.Combine(path, "log.key")) is null) throw new CommandFault($"There is no log.key in {path}: name the folder of keys with --folder, or make keys with `governance ledger make-keys`.");
            if (!KeyRing.Rotate(path)) throw new CommandFault("A rotation is under way already: the service ends it once every log has the new key. Is it running?");
            terminal.Line("A new key is there. Give whoever verifies the log its new verifier key, which `governance ledger status` shows once the service has taken it up.");
        }));
        return command;
    }

    private static int Try(Terminal terminal, Action act)
    {
        try
        {
            act();
            return 0;
        }
        catch (StartFailure failure)
        {
            terminal.Reason(failure.Message);
            return 1;
        }
    }
}
