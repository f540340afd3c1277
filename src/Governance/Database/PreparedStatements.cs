using System.Collections.Concurrent;
using System.Data;
using Marten;
using Marten.Services;
using Npgsql;
using NpgsqlTypes;

namespace Governance.Database;

/// <summary>
/// Lets the database parse and plan once a connection what every command asks and writes. A session that writes tells here what it asks by
/// key and what it is about to write; what has come again and again is prepared on the connection that it writes on, before it writes.
/// Npgsql then takes the prepared one whenever the same text is asked on that connection.
/// <para>
/// It is not left to Npgsql to prepare them: a statement that fails while Npgsql does, as in a lost race, leaves the connection out of step
/// for whoever has it next (npgsql/npgsql#6391). Here each is prepared by itself, before it is run. To prepare one is to wait for its
/// tables, so only what the session itself asked and writes is: no command waits for a table that it does not touch.
/// </para>
/// </summary>
/// <param name="wanted">Whether anything is prepared at all, as <see cref="AreWanted"/> says.</param>
public sealed class PreparedStatements(bool wanted) : IMartenLogger
{
    /// <summary>Says in a statement of our own that it asks by a key, whatever the values.</summary>
    public const string ByKey = "/* by key */";

    private const int AfterUses = 3;
    private const int MostOnAConnection = 64;
    private const int MostSeen = 1000;
    private const int MostConnections = 100;
    private const int MostOfASession = 16;

    private readonly ConcurrentDictionary<string, int> seen = new(StringComparer.Ordinal);

    // By the connection's process at the server; after that was ended, another with its number has less prepared than is said here, and parses.
    // What is forgotten here is not prepared again: Npgsql knows that it has it.
    private readonly ConcurrentDictionary<int, ConcurrentDictionary<string, bool>> prepared = new();

    /// <summary>Gives a connection what it needs to use what is prepared here and to prepare nothing by itself.</summary>
    public static void Admit(NpgsqlConnectionStringBuilder connection) => (connection.MaxAutoPrepare, connection.AutoPrepareMinUsages) = (Math.Max(1, connection.MaxAutoPrepare), int.MaxValue);

    /// <summary>Whether whoever wrote the connection string lets statements be prepared: <c>Max Auto Prepare=0</c> says no, for a pooler between that cannot bear it.</summary>
    public static bool AreWanted(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString) is { MaxAutoPrepare: > 0, Multiplexing: false };

    /// <summary>Prepares a question that every request asks, on the connection that it will be asked on; nothing happens when that was done before.</summary>
    public Task Prepare(NpgsqlCommand question, CancellationToken cancellation) => wanted ? question.PrepareAsync(cancellation) : Task.CompletedTask;

    /// <summary>Hears what a session says; one that only reads writes nothing, and nothing is prepared for it.</summary>
    public IMartenSessionLogger StartSession(IQuerySession session) =>
        // A session for another organisation beside one has the connection of that one, and what is said there.
        session.Logger is Listener beside ? beside : Listen(writes: session is IDocumentSession);

    /// <summary>Hears what one session says, with its connection's.</summary>
    public Listener Listen(bool writes) => new(wanted && writes ? this : null);

    /// <inheritdoc/>
    public void SchemaChange(string sql)
    {
    }

    // Rows by the key of their table, as the store asks for them. For everything else that is read the best plan hangs on the values.
    private static bool IsByKey(string text) =>
        text.Contains(" where id = $", StringComparison.OrdinalIgnoreCase) || text.Contains(" where id = ANY($", StringComparison.OrdinalIgnoreCase) || text.Contains(ByKey, StringComparison.Ordinal);

    private bool ComesAgain(string text)
    {
        if (seen.TryGetValue(text, out var times) && times >= AfterUses) return true;
        return (times > 0 || seen.Count < MostSeen) && seen.AddOrUpdate(text, 1, (_, before) => before + 1) >= AfterUses;
    }

    private ConcurrentDictionary<string, bool> On(NpgsqlConnection connection)
    {
        if (prepared.Count > MostConnections) prepared.Clear();
        return prepared.GetOrAdd(connection.ProcessID, _ => new(StringComparer.Ordinal));
    }

    /// <summary>What one session asks by key, until it writes.</summary>
    public sealed class Listener : IMartenSessionLogger
    {
        private readonly PreparedStatements? all;
        private readonly List<(string Text, NpgsqlParameterCollection Parameters)> asked = [];

        internal Listener(PreparedStatements? all) => this.all = all;

        /// <summary>Something is asked.</summary>
        public void OnBeforeExecute(NpgsqlCommand command) => Asks(command.CommandText, command.Parameters);

        /// <summary>Something is asked, or written on the connection that it will have.</summary>
        public void OnBeforeExecute(NpgsqlBatch batch)
        {
            if (all is null) return;
            // A question that is asked once more has the connection that broke beneath it.
            if (batch.Connection is { State: ConnectionState.Open } connection) Prepare(all, connection, batch);
            else foreach (NpgsqlBatchCommand step in batch.BatchCommands) Asks(step.CommandText, step.Parameters);
        }

        private void Asks(string text, NpgsqlParameterCollection parameters)
        {
            if (all is not null && asked.Count < MostOfASession && IsByKey(text)) asked.Add((text, parameters));
        }

        private void Prepare(PreparedStatements all, NpgsqlConnection connection, NpgsqlBatch batch)
        {
            var there = all.On(connection);
            foreach (var (text, parameters) in asked) Prepare(all, connection, there, text, Types(parameters));
            foreach (NpgsqlBatchCommand step in batch.BatchCommands) Prepare(all, connection, there, step.CommandText, Types(step.Parameters));
            asked.Clear();
        }

        private static void Prepare(PreparedStatements all, NpgsqlConnection connection, ConcurrentDictionary<string, bool> there, string text, IEnumerable<NpgsqlDbType> types)
        {
            if (there.ContainsKey(text) || !all.ComesAgain(text) || there.Count >= MostOnAConnection) return;
            using var command = new NpgsqlCommand(text, connection);
            foreach (var type in types) command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
            // The store says what it is about to do and waits for no answer: what waits for a table's lock here would wait for it right after.
            command.Prepare();
            there.TryAdd(text, true);
        }

        private static IEnumerable<NpgsqlDbType> Types(NpgsqlParameterCollection parameters) => parameters.Select(parameter => parameter.NpgsqlDbType);

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
}
