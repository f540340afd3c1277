using System.Collections.Concurrent;
using Marten;
using Marten.Services;
using Npgsql;
using NpgsqlTypes;

namespace Governance.Database;

/// <summary>
/// Lets the database parse and plan once what every command asks and writes: the store says each statement here before it runs, and those that
/// come again are prepared on the connections that write. Npgsql then takes the prepared one whenever the same text is asked on that connection.
/// It is not left to Npgsql to prepare them: a statement that fails while Npgsql does, as in a lost race, leaves the connection out of step
/// for whoever has it next (npgsql/npgsql#6391). Here each is prepared by itself, before it is run.
/// </summary>
public sealed class PreparedStatements : IMartenLogger, IMartenSessionLogger
{
    private const int AfterUses = 3;
    private const int Most = 64;
    private const int MostSeen = 1000;
    private const int MostConnections = 1000;

    private readonly ConcurrentDictionary<string, int> seen = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, int> done = new();
    private volatile IReadOnlyList<(string Text, NpgsqlDbType[] Types)> statements = [];

    /// <summary>Gives a connection what it needs to use what is prepared here and to prepare nothing by itself.</summary>
    public static void Admit(NpgsqlConnectionStringBuilder connection) => (connection.MaxAutoPrepare, connection.AutoPrepareMinUsages) = (1, int.MaxValue);

    /// <inheritdoc/>
    public IMartenSessionLogger StartSession(IQuerySession session) => this;

    /// <inheritdoc/>
    public void OnBeforeExecute(NpgsqlCommand command)
    {
        if (IsByKey(command.CommandText)) Count(command.CommandText, command.Parameters);
    }

    /// <inheritdoc/>
    public void OnBeforeExecute(NpgsqlBatch batch)
    {
        // What is written is the same few statements again and again; what is read is prepared when it asks for rows by their key: for everything else the best plan hangs on the values.
        var writes = batch.Connection is not null;
        foreach (NpgsqlBatchCommand step in batch.BatchCommands)
            if (writes || IsByKey(step.CommandText)) Count(step.CommandText, step.Parameters);
        if (batch.Connection is { } connection) Prepare(connection);
    }

    private static bool IsByKey(string text) =>
        (text.Contains("id = $", StringComparison.Ordinal) || text.Contains("id = ANY($", StringComparison.Ordinal)) && !text.Contains("limit", StringComparison.OrdinalIgnoreCase);

    private void Count(string text, NpgsqlParameterCollection parameters)
    {
        if (statements.Count >= Most || seen.GetValueOrDefault(text) >= AfterUses || seen.Count >= MostSeen) return;
        if (seen.AddOrUpdate(text, 1, (_, times) => times + 1) != AfterUses) return;
        NpgsqlDbType[] types = [.. parameters.Select(parameter => parameter.NpgsqlDbType)];
        lock (seen) statements = [.. statements, (text, types)];
    }

    private void Prepare(NpgsqlConnection connection)
    {
        var all = statements;
        var from = done.GetValueOrDefault(connection.ProcessID);
        if (from >= all.Count) return;
        if (done.Count > MostConnections) done.Clear();
        foreach (var (text, types) in all.Skip(from))
        {
            using var command = new NpgsqlCommand(text, connection);
            foreach (var type in types) command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
            command.Prepare();
        }

        done[connection.ProcessID] = all.Count;
    }

    /// <inheritdoc/>
    public void SchemaChange(string sql)
    {
    }

    /// <inheritdoc/>
    public void LogSuccess(NpgsqlCommand command)
    {
    }

    /// <inheritdoc/>
    public void LogFailure(NpgsqlCommand command, Exception ex)
    {
    }

    /// <inheritdoc/>
    public void LogSuccess(NpgsqlBatch batch)
    {
    }

    /// <inheritdoc/>
    public void LogFailure(NpgsqlBatch batch, Exception ex)
    {
    }

    /// <inheritdoc/>
    public void LogFailure(Exception ex, string message)
    {
    }

    /// <inheritdoc/>
    public void RecordSavedChanges(IDocumentSession session, IChangeSet commit)
    {
    }
}
