using System.Diagnostics;
using Npgsql;

namespace Governance.Watching;

/// <summary>How the database's part of a trace is called, and which commands have one.</summary>
public static class DatabaseTraces
{
    private static readonly string[] Verbs = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "MERGE", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "SET", "LOCK", "CALL", "COPY"];

    /// <summary>The connections, which are called by a name of ours in metrics and traces: their own would say where the database is.</summary>
    public static NpgsqlDataSource Source(string connectionString, string name)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = name };
        // What the service asks by itself, many times a second, belongs to nobody's request and would bury those.
        builder.ConfigureTracing(traces => traces
            .ConfigureCommandFilter(_ => Activity.Current is not null)
            .ConfigureBatchFilter(_ => Activity.Current is not null)
            .ConfigureCopyOperationFilter(_ => Activity.Current is not null)
            .ConfigureCommandSpanNameProvider(command => NameOf(command.CommandText))
            .ConfigureBatchSpanNameProvider(batch => batch.BatchCommands.Count == 0 ? null : NameOf(batch.BatchCommands[0].CommandText))
            .EnableFirstResponseEvent(false)
            .EnablePhysicalOpenTracing(false));
        return builder.Build();
    }

    /// <summary>The operation that a statement begins with, in capitals; "statement" when it is none of the usual ones.</summary>
    public static string NameOf(string sql)
    {
        var first = sql.AsSpan().TrimStart();
        foreach (var verb in Verbs)
            if (first.StartsWith(verb, StringComparison.OrdinalIgnoreCase)) return verb;
        return "statement";
    }
}
