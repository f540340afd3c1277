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
public sealed class PreparedStatements : IMartenLogger
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

    /// <summary>Hears what a session says; only one that writes has statements prepared on its connection, before its transaction has done anything.</summary>
    public IMartenSessionLogger StartSession(IQuerySession session) => new Listener(this, session is IDocumentSession);

    /// <inheritdoc/>
    public void SchemaChange(string sql)
    {
    }

    /// <summary>A statement is about to run.</summary>
    public void Hear(NpgsqlCommand command)
    {
        if (IsByKey(command.CommandText)) Count(command.CommandText, command.Parameters);
    }

    /// <summary>Some are about to run, on the connection that they will have if it is a session that writes.</summary>
    public void Hear(NpgsqlBatch batch, NpgsqlConnection? writer)
    {
        // What is written is the same few statements again and again; what is read is prepared when it asks for rows by their key: for everything else the best plan hangs on the values.
        foreach (NpgsqlBatchCommand step in batch.BatchCommands)
            if (writer is not null || IsByKey(step.CommandText)) Count(step.CommandText, step.Parameters);
        if (writer is not null) Prepare(writer);
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

    private sealed class Listener(PreparedStatements all, bool writes) : IMartenSessionLogger
    {
        public void OnBeforeExecute(NpgsqlCommand command) => all.Hear(command);

        public void OnBeforeExecute(NpgsqlBatch batch) => all.Hear(batch, writes ? batch.Connection : null);

        public void LogSuccess(NpgsqlCommand command)
        {
        }

        public void LogFailure(NpgsqlCommand command, Exception ex)
        {
        }

        public void LogSuccess(NpgsqlBatch batch)
        {
        }

        public void LogFailure(NpgsqlBatch batch, Exception ex)
        {
        }

        public void LogFailure(Exception ex, string message)
        {
        }

        public void RecordSavedChanges(IDocumentSession session, IChangeSet commit)
        {
        }
    }
}
