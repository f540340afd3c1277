using Governance.Accounts;
using Governance.Notices;
using Marten;
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
        await using var beside = new ViewsBeside(service.ConnectionString, service.Data, Schema);
        var (store, views) = (beside.Store, beside.Views);
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
}
