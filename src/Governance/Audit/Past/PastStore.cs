using Governance.Hosting;
using Governance.Shared;
using JasperFx;
using Marten;

using Npgsql;

namespace Governance.Audit.Past;

/// <summary>
/// The store once more, over views that show a point of the past: the same documents and events, read by the same code. Made when somebody
/// first asks for the past; it makes and writes nothing.
/// </summary>
public sealed class PastStore(IServiceProvider services, NpgsqlDataSource database) : IDisposable
{
    private readonly Lazy<DocumentStore> store = new(() => Make(services, database));

    /// <summary>A session of an organisation, in the transaction that says which point is shown.</summary>
    public IQuerySession Session(string tenant, NpgsqlTransaction transaction)
    {
        var options = Marten.Services.SessionOptions.ForTransaction(transaction);
        options.TenantId = tenant;
        return store.Value.QuerySession(options);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (store.IsValueCreated) store.Value.Dispose();
    }

    private static DocumentStore Make(IServiceProvider services, NpgsqlDataSource database)
    {
        var options = new StoreOptions();
        Store.Shape(options);
        // What features say of the store is said to Marten; what else configures it is about writing.
        foreach (var feature in services.GetServices<IConfigureMarten>().Where(one => one.GetType().Assembly == typeof(StoreOptions).Assembly)) feature.Configure(services, options);
        options.Connection(database);
        options.DatabaseSchemaName = PastReads.Schema;
        options.AutoCreateSchemaObjects = AutoCreate.None;
        return new DocumentStore(options);
    }
}
