using System.Text.Json;
using Governance.Database;
using Governance.Shared;
using Marten;
using Npgsql;
using Wolverine;

namespace Governance.Privacy;

/// <summary>
/// Before the service answers: every erasure that the database knows is carried out, which finishes what a crash broke off and repeats
/// what an older key folder, put back, has undone; and every erasure that the key folder remembers is recorded, which repeats what an
/// older database has undone.
/// </summary>
public sealed partial class ErasuresAtStart(NpgsqlDataSource database, IDocumentStore store, PersonalKeys ring, IServiceScopeFactory scopes, ILogger<ErasuresAtStart> log) : IHostedService
{
    private const string All = "select tenant_id, data from governance.mt_doc_erasedperson order by tenant_id, id";

    /// <summary>Runs after the store and the bus have started.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            var known = await Known(cancellationToken);
            foreach (var erasure in known.Values) _ = ring.Erase(erasure);
            // An older key folder with the newest records: whoever is erased in them has no key, whatever the database knows.
            foreach (var erasure in ring.Folder.Records().ToList()) _ = ring.Erase(erasure);
            foreach (var erasure in ring.Folder.Records().Where(record => !known.TryGetValue(record.Subject, out var recorded) || record.Keys.Except(recorded.Keys, StringComparer.Ordinal).Any()).ToList())
                await Record(erasure, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartFailure($"People who were erased could not be erased again ({error.Message.TrimEnd('.')}): let {Environment.UserName} read and write the key folder.", error);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<Dictionary<DataSubject, ErasureRecord>> Known(CancellationToken cancellation)
    {
        var known = new Dictionary<DataSubject, ErasureRecord>();
        await using var command = database.CreateCommand(All);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var record = JsonSerializer.Deserialize<ErasedPerson>(reader.GetFieldValue<byte[]>(1), Json.Options)!.In(reader.GetString(0));
            known[record.Subject] = record;
        }

        return known;
    }

    private async Task Record(ErasureRecord erasure, CancellationToken cancellation)
    {
        // A database from before they joined has nothing of them; the folder refuses them a key for ever.
        await using var session = store.QuerySession(erasure.Tenant);
        if (await session.Events.FetchStreamStateAsync(StreamKeys.Person(erasure.Person), cancellation) is null) return;
        await using var scope = scopes.CreateAsyncScope();
        var bus = scope.ServiceProvider.GetRequiredService<IMessageBus>();
        await bus.InvokeForTenantAsync(erasure.Tenant, new RecordErasure(erasure), cancellation);
        LogRepeated(log, erasure.Tenant, erasure.Person);
    }

    [LoggerMessage(LogLevel.Warning, "The erasure of {Tenant}/{Person} was not in this database and is recorded again: was an older one put back?")]
    private static partial void LogRepeated(ILogger log, string tenant, string person);
}
