using System.Net.Sockets;
using Npgsql;

namespace Governance.Database;

/// <summary>Checks the operator's server before any other service starts: it is there, lets the service in, has the database, and is new enough.</summary>
internal sealed class OperatorsDatabase(DatabaseConnection connection) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var asked = new NpgsqlConnectionStringBuilder(connection.ConnectionString) { Pooling = false };
        try
        {
            // Knocks at the door and asks for nothing else, not even the catalogue of types.
            await using var door = new NpgsqlDataSourceBuilder(asked.ConnectionString) { Name = "governance-start" }.ConfigureTypeLoading(x => x.EnableTypeLoading(false)).Build();
            await using var session = await door.OpenConnectionAsync(cancellationToken);
            if (session.PostgreSqlVersion.Major < PostgresBinaries.OldestMajor)
                throw new StartFailure($"The server at {Place(asked)} is PostgreSQL {session.PostgreSqlVersion}: the service needs {PostgresBinaries.OldestMajor} or later, so upgrade it or name another with ConnectionStrings__Governance.");
        }
        catch (Exception e) when (e is NpgsqlException or SocketException or TimeoutException or ArgumentException)
        {
            throw new StartFailure(WhyNot(asked, e), e);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new StartFailure("Stopped before the database answered.", e);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string Place(NpgsqlConnectionStringBuilder to) => $"{to.Host}:{to.Port}";

    private static string WhyNot(NpgsqlConnectionStringBuilder to, Exception e) => (e as PostgresException)?.SqlState switch
    {
        PostgresErrorCodes.InvalidCatalogName =>
            $"The server at {Place(to)} has no database {to.Database}: create it with CREATE DATABASE \"{to.Database}\" OWNER \"{to.Username}\", or name another in ConnectionStrings__Governance.",
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"The server at {Place(to)} does not let {to.Username} into the database {to.Database} ({Reason(e)}): correct the user and password in ConnectionStrings__Governance, or the server's pg_hba.conf.",
        { } => $"The server at {Place(to)} refuses the connection ({Reason(e)}): see to it there, or name another server in ConnectionStrings__Governance.",
        null => $"No PostgreSQL server answers at {Place(to)} ({Reason(e)}): start it, correct ConnectionStrings__Governance, or leave that out for a private database.",
    };

    private static string Reason(Exception e) => e is PostgresException refused ? refused.MessageText : (e.InnerException ?? e).Message.TrimEnd('.');
}
