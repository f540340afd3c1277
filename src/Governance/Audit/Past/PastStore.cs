using Governance.Database;
using Governance.Hosting;
using Governance.Shared;
using Governance.Watching;
using JasperFx;
using Marten;
using Npgsql;

namespace Governance.Audit.Past;

/// <summary>
/// The store once more, over views that show a point of the past: the same documents and events, read by the same code. Made when somebody
/// first asks for the past; it makes and writes nothing. Its connections are its own and few: however many read of then, whoever works now
/// waits for none of them.
/// </summary>
public sealed class PastStore : IDisposable
{
    private const int Connections = 8;

    private readonly IDocumentStore now;
    private readonly Lazy<DocumentStore> then;

    /// <summary>Over the database of the service.</summary>
    public PastStore(DatabaseConnection connection, IDocumentStore now, IServiceProvider services)
    {
        this.now = now;
        // What a reader sets ends with its transaction: there is nothing to reset between two.
        var few = new NpgsqlConnectionStringBuilder(connection.ConnectionString) { MaxPoolSize = Connections, NoResetOnClose = true };
        Database = DatabaseTraces.Source(few.ConnectionString, "governance-past");
        then = new(() => Make(services, Database));
    }

    /// <summary>The connections on which the past is read.</summary>
    public NpgsqlDataSource Database { get; }

    /// <summary>A session of an organisation that shows the point which the transaction names.</summary>
    public IQuerySession Then(string tenant, NpgsqlTransaction transaction) => Session(then.Value, tenant, transaction);

    /// <summary>A session that shows what is now, in the same transaction.</summary>
    public IQuerySession Now(string tenant, NpgsqlTransaction transaction) => Session(now, tenant, transaction);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (then.IsValueCreated) then.Value.Dispose();
        Database.Dispose();
    }

    private static IQuerySession Session(IDocumentStore store, string tenant, NpgsqlTransaction transaction)
    {
        var options = Marten.Services.SessionOptions.ForTransaction(transaction);
        options.TenantId = tenant;
        return store.QuerySession(options);
    }

    private static DocumentStore Make(IServiceProvider services, NpgsqlDataSource database)
    {
        var options = Store.Again(services);
        options.Connection(database);
        options.DatabaseSchemaName = PastReads.Schema;
        options.AutoCreateSchemaObjects = AutoCreate.None;
        return new DocumentStore(options);
    }
}
