using System.Text.Json;
using Governance.Directory;
using Governance.Shared;
using Marten;

namespace Governance.Access;

/// <summary>
/// The keys of local mode: one a person, kept in <c>local-keys.json</c> in the data folder for its owner's eyes only, so that the same
/// keys work after a restart. A key that is missing, revoked or expired is issued anew.
/// </summary>
/// <param name="store">Where the keys are known.</param>
/// <param name="folder">The data folder.</param>
/// <param name="clock">The time.</param>
public sealed class LocalKeys(IDocumentStore store, string folder, TimeProvider clock)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly JsonSerializerOptions Layout = new(Json.Options) { WriteIndented = true };

    private readonly string path = Path.Combine(folder, "local-keys.json");

    /// <summary>A working key for everybody who is there, by person's id.</summary>
    public async Task<IReadOnlyDictionary<string, ApiKey>> For(string tenant, CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession(tenant);
        new Origin(Caller.Founder, null, $"local-mode:{tenant}", "file:local-keys.json").Stamp(session);
        var people = await session.Query<Person>().Where(person => !person.Left).OrderBy(person => person.Id).ToListAsync(cancellationToken);
        var kept = await Read(cancellationToken);
        var keys = new SortedDictionary<string, ApiKey>(StringComparer.Ordinal);
        foreach (var id in people.Select(person => StreamKeys.IdOf(person.Id)))
            keys[id] = await Working(session, tenant, id, kept.GetValueOrDefault(id), cancellationToken) ?? Issue(session, tenant, id);
        // The file first: after a crash in between it holds keys that nobody knows, and the next start issues them anew.
        await Write(keys.ToDictionary(key => key.Key, key => key.Value.ToString()), cancellationToken);
        await session.SaveChangesAsync(cancellationToken);
        return keys;
    }

    private async Task<ApiKey?> Working(IQuerySession session, string tenant, string person, string? text, CancellationToken cancellationToken)
    {
        if (text is null || ApiKey.Parse(text) is not { } key || key.Tenant != tenant) return null;
        var record = await session.LoadAsync<ApiKeyRecord>(key.KeyId, cancellationToken);
        return record is not null && record.Person == person && record.Admits(key, clock.GetUtcNow()) ? key : null;
    }

    private ApiKey Issue(IDocumentSession session, string tenant, string person)
    {
        var made = NewKey.For(tenant, person, "Local mode", ["*"], clock.GetUtcNow().AddDays(366));
        session.Insert(made.Record);
        session.Events.StartStream<Key>(StreamKeys.Key(made.Key.KeyId), made.Fact);
        return made.Key;
    }

    private async Task<Dictionary<string, string>> Read(CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) return [];
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(path, cancellationToken)) ?? [];
        }
        catch (JsonException)
        {
            // Damaged by hand: what it held cannot be told, so all of it is issued anew.
            return [];
        }
    }

    private async Task Write(Dictionary<string, string> keys, CancellationToken cancellationToken)
    {
        System.IO.Directory.CreateDirectory(folder);
        var next = path + ".new";
        File.Delete(next);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        await using (var file = new FileStream(next, options))
        {
            await JsonSerializer.SerializeAsync(file, keys, Layout, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    }
}
