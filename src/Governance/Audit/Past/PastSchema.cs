using System.Security.Cryptography;
using System.Text;
using Governance.Database;
using Governance.Shared;
using Marten;
using Npgsql;
using static System.Reflection.CustomAttributeExtensions;

namespace Governance.Audit.Past;

/// <summary>
/// Makes the schema <c>past</c>, and takes in once what was there before it. Runs after the store and the ledger have made their tables and
/// before anybody appends; when nothing has changed since the last start it asks one question.
/// </summary>
public sealed class PastSchema(IDocumentStore store, NpgsqlDataSource database) : IHostedService
{
    private const long Lock = 7236541904;

    private const string OfAnotherCluster =
        "The database was restored from a dump into a PostgreSQL that has numbered fewer transactions than the one it comes from: what is recorded now would be mistaken for what was recorded then. "
        + "Restore a copy of the data directory instead, or stop PostgreSQL and let pg_resetwal --next-transaction-id take it beyond the greatest number in audit.leaves.";

    private static readonly Type[] Kept = [.. typeof(Program).Assembly.GetTypes().Where(type => type.IsDefined(typeof(KeptAttribute), false)).OrderBy(type => type.Name, StringComparer.Ordinal)];
    private static readonly Type[] Passed = [.. typeof(Program).Assembly.GetTypes().Where(type => type.IsDefined(typeof(TimelessAttribute), false)).OrderBy(type => type.Name, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Two services that start at once make it one after the other.
        await Run(connection, "select pg_advisory_xact_lock($1)", cancellationToken, Lock);
        if (await IsOfAnotherCluster(connection, cancellationToken)) throw new StartFailure(OfAnotherCluster);
        if (await Wanted(connection, cancellationToken) is not { } wanted) return;
        await Run(connection, PastSchemaSql.Ground, cancellationToken);
        await Run(connection, PastSchemaSql.Keep, cancellationToken);
        foreach (var type in Kept) await Run(connection, "select past.keep($1, $2)", cancellationToken, Table(type), type.GetCustomAttribute<KeptAttribute>()!.Without);
        foreach (var type in Passed) await Run(connection, "select past.pass($1)", cancellationToken, Table(type));
        await Run(connection, $"comment on schema past is '{wanted}'", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The word for what is to be made, or null when it was made.
    private async Task<string?> Wanted(NpgsqlConnection connection, CancellationToken cancellation)
    {
        string[] tables = ["mt_events", "mt_streams", .. Kept.Select(Table), .. Passed.Select(Table)];
        await using var command = new NpgsqlCommand(PastSchemaSql.State, connection);
        command.Parameters.AddWithValue(tables);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var said = string.Join('\n', [PastSchemaSql.Ground, PastSchemaSql.Keep, .. tables, .. Kept.SelectMany(type => type.GetCustomAttribute<KeptAttribute>()!.Without), reader.GetString(0)]);
        var wanted = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said)));
        return !reader.IsDBNull(1) && reader.GetString(1) == wanted ? null : wanted;
    }

    // What is kept is told apart by the numbers of transactions, which only this cluster gives: one that came to life again from a dump counts anew, and
    // would give numbers that are taken.
    private static async Task<bool> IsOfAnotherCluster(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(PastSchemaSql.IsAhead, connection);
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    private string Table(Type document) => store.Options.FindOrResolveDocumentType(document).TableName.Name;

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken cancellation, params object[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters) command.Parameters.AddWithValue(parameter);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
