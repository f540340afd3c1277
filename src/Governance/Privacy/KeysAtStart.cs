using System.Security.Cryptography;
using Governance.Database;
using Governance.Shared;
using Npgsql;

namespace Governance.Privacy;

/// <summary>
/// Opens the keys before anything is read or written. The database names its folder of keys: a new database gets one, and one whose
/// folder is not there is not served, for every name in it would be unreadable and new keys would grow beside the lost ones.
/// </summary>
public sealed class KeysAtStart(KeySettings settings, PersonalKeys ring, NpgsqlDataSource database) : IHostedLifecycleService
{
    // The schema is the store's; here it may be asked for first.
    private const string Table = """
        do $$ begin if to_regnamespace('governance') is null then create schema governance; end if; end $$;
        create table if not exists governance.personal_keys (only_one boolean primary key default true check (only_one), folder text not null, since timestamptz not null default clock_timestamp());
        """;

    /// <summary>Runs when the database is up and before any other service starts.</summary>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            ring.Open(await Find(Prepared(), cancellationToken));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartFailure($"The key folder {settings.Folder} cannot be used ({error.Message.TrimEnd('.')}): let {Environment.UserName} read and write it, or name another with Keys__Folder=/some/folder.", error);
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string Prepared()
    {
        var people = Path.Combine(settings.Folder, "people");
        Disk.MakeFolder(people);
        foreach (var open in (string?[])[Disk.IsTooOpen(settings.Folder) ? settings.Folder : null, Disk.TooOpen(people)])
            if (open is not null) throw new StartFailure($"Others than its owner can open {open}, and whoever reads keys reads personal data: chmod -R go= {settings.Folder}, and think about who may have read them.");
        return people;
    }

    private async Task<KeyFolder> Find(string people, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Of two services that start at once on a new database one makes the folder.
        await Run(connection, "select pg_advisory_xact_lock(hashtextextended('governance.personal_keys', 0))", cancellation);
        await Run(connection, Table, cancellation);
        await using var ask = new NpgsqlCommand("select folder from governance.personal_keys", connection);
        var named = (string?)await ask.ExecuteScalarAsync(cancellation);
        if (named is null && await Ask(connection, "select to_regclass('governance.mt_doc_personcard') is not null", cancellation)) await RefuseOlder(connection, cancellation);
        // The name comes from the database: it leads nowhere but into the folder of keys.
        if (named is not null && (named.Length != 16 || !named.All(char.IsAsciiHexDigitLower))) throw new StartFailure("The database names a folder of keys that no service made: somebody wrote it there. Find out who, and put a backup of the database back.");
        var name = named ?? RandomNumberGenerator.GetHexString(16, lowercase: true);
        var folder = named is null ? KeyFolder.Make(Path.Combine(people, name)) : KeyFolder.Open(Path.Combine(people, name)) ?? throw Missing(Path.Combine(people, name));
        if (named is null) await Run(connection, $"insert into governance.personal_keys (folder) values ('{name}')", cancellation);
        await transaction.CommitAsync(cancellation);
        return folder;
    }

    // Names stood in the open there, under ids that nobody reads any more: served as it is, it would lose every one of them.
    private static async Task RefuseOlder(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (await Ask(connection, "select exists (select from governance.mt_doc_personcard)", cancellation))
            throw new StartFailure("This database was written before names were concealed, and this version does not take it over: name a new data folder with Database__DataFolder=/some/folder, or an empty database.");
    }

    private static async Task<bool> Ask(NpgsqlConnection connection, string question, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(question, connection);
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    private static StartFailure Missing(string path) =>
        new($"The keys of this database are not in {path}: restore that folder from its backup, or name the right key folder with Keys__Folder=/some/folder. Without them no name in the database can be read.");

    private static async Task Run(NpgsqlConnection connection, string statement, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
