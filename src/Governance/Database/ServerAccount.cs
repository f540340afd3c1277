namespace Governance.Database;

/// <summary>The account that PostgreSQL runs under: the service's own, or <c>postgres</c> when that is root, which PostgreSQL refuses.</summary>
/// <param name="Name">The account's name.</param>
/// <param name="Prefix">The words before a command that make it run under the account.</param>
internal sealed record ServerAccount(string Name, IReadOnlyList<string> Prefix)
{
    /// <summary>True when PostgreSQL's account is not the service's, so that what it owns must be handed over to it.</summary>
    public bool Separate => Prefix.Count > 0;

    /// <exception cref="StartFailure">The service runs as root and cannot change to <c>postgres</c>.</exception>
    public static async Task<ServerAccount> FindAsync()
    {
        if (!Environment.IsPrivilegedProcess) return new ServerAccount(Environment.UserName, []);

        var account = new ServerAccount("postgres", ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"]);
        var tried = await account.RunAsync(["true"]);
        return tried.Succeeded
            ? account
            : throw new StartFailure(
                $"PostgreSQL does not run as root, and root could not change to the account postgres ({tried.Output.Trim()}): install your distribution's packages postgresql and util-linux, or start the service as another user.");
    }

    /// <summary>Runs a program under the account, to its end.</summary>
    public Task<Command> RunAsync(IEnumerable<string> words, string input = "", CancellationToken cancel = default) =>
        Command.RunAsync(Prefix.Concat(words), input, cancel);
}
