using Governance.Accounts;
using Governance.Hosting;
using Governance.Notices;
using JasperFx;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.AspNetCore.Builder;
using Npgsql;

namespace Governance.Benchmarks.Soak;

/// <summary>
/// Every view once more, from the facts alone: the product's own projections, rebuilt into tables of their own beside those of the service, which
/// are left as they are; then both are read.
/// </summary>
internal static class SoakViews
{
    private const string Schema = "soak";

    // A whole row but for what tells when and by which program it was written.
    private const string Rows =
        "select tenant_id || ' ' || id, (to_jsonb(d) - array['mt_version', 'mt_last_modified', 'mt_dotnet_type', 'mt_created_at', 'last_modified_by', 'correlation_id', 'causation_id'])::text from ";

    /// <summary>The rows of every view as they are stored, and as they are rebuilt.</summary>
    public static async Task<(IReadOnlyList<ViewRow> Stored, IReadOnlyList<ViewRow> Rebuilt)> Read(SoakService service)
    {
        await using var app = Features(service);
        using var store = Beside(app.Services, service);
        var views = store.Options.Projections.All.Where(view => view.Lifecycle == ProjectionLifecycle.Inline).ToList();
        using (var daemon = await store.BuildProjectionDaemonAsync())
            foreach (var view in views) await daemon.RebuildProjectionAsync(view.Name, TimeSpan.FromMinutes(5), CancellationToken.None);
        // Those that keep a line for each account and a notice for each person do not say which documents they make.
        Type[] documents = [.. views.SelectMany(view => view.PublishedTypes()).Concat([typeof(RegisterLine), typeof(Notice)]).Distinct()];
        await using var connection = new NpgsqlConnection(service.ConnectionString);
        await connection.OpenAsync();
        var (stored, rebuilt) = (new List<ViewRow>(), new List<ViewRow>());
        foreach (var document in documents)
        {
            await store.Storage.Database.EnsureStorageExistsAsync(document);
            var table = ((IDocumentStore)store).Options.FindOrResolveDocumentType(document).TableName.Name;
            stored.AddRange(await Of(connection, "governance", table));
            rebuilt.AddRange(await Of(connection, Schema, table));
        }

        return (stored, rebuilt);
    }

    private static async Task<IReadOnlyList<ViewRow>> Of(NpgsqlConnection connection, string schema, string table)
    {
        await using var command = new NpgsqlCommand($"{Rows} {schema}.{table} d", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<ViewRow>();
        while (await reader.ReadAsync()) rows.Add(new ViewRow(table["mt_doc_".Length..], reader.GetString(0), reader.GetString(1)));
        return rows;
    }

    private static DocumentStore Beside(IServiceProvider services, SoakService service)
    {
        var options = Store.Again(services);
        options.Connection(service.ConnectionString);
        options.DatabaseSchemaName = Schema;
        options.Events.DatabaseSchemaName = "governance";
        options.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
        options.Listeners.Clear();
        return new DocumentStore(options);
    }

    // The features of Program.cs, built and never started: what they say of the store is all that is asked of them.
    private static WebApplication Features(SoakService service)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration["ConnectionStrings:Governance"] = null;
        builder.Configuration["Database:DataFolder"] = service.Data;
        return builder.AddFeatures().Build();
    }
}
