using Governance.Audit.Ledger;
using Governance.Directory;
using JasperFx;
using JasperFx.Events;
using Marten;
using Microsoft.Extensions.Configuration;
using Weasel.Core;

namespace Governance.Benchmarks;

/// <summary>
/// Real events, sealed and captured for the ledger as the service's own are, appended by the store without a request for each: small groups that
/// were formed, whose views are not kept.
/// </summary>
internal static class SealedEvents
{
    private const int Batch = 500;

    /// <summary>What every one of them says.</summary>
    public static readonly string Words = new('x', 300);

    /// <summary>The keys of a running service.</summary>
    public static KeyRing KeysOf(RunningService service) =>
        KeyRing.Open(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Keys:Folder"] = service.KeysFolder }).Build(), mayMake: true);

    /// <summary>A store on the service's database that seals, or with no keys one that does not.</summary>
    public static DocumentStore Store(RunningService service, KeyRing? keys) => DocumentStore.For(store =>
    {
        store.Connection(service.Database);
        store.UseSystemTextJsonForSerialization(Shared.Json.Options, EnumStorage.AsString, Casing.CamelCase);
        store.AutoCreateSchemaObjects = AutoCreate.None;
        store.DatabaseSchemaName = "governance";
        store.Events.TenancyStyle = JasperFx.MultiTenancy.TenancyStyle.Conjoined;
        store.Events.StreamIdentity = StreamIdentity.AsString;
        store.Events.AppendMode = EventAppendMode.Quick;
        store.Events.UseArchivedStreamPartitioning = true;
        store.Events.UseExclusiveLockOnConcurrentAppends = true;
        store.Events.MetadataConfig.HeadersEnabled = true;
        store.Events.MetadataConfig.CausationIdEnabled = true;
        store.Events.MetadataConfig.CorrelationIdEnabled = true;
        store.Events.MetadataConfig.UserNameEnabled = true;
        if (keys is not null) store.Listeners.Add(new EventSeals(keys));
    });

    /// <summary>Appends so many, each to a stream of its own, from a number on.</summary>
    public static async Task Fill(DocumentStore store, string tenant, string name, int from, int count)
    {
        for (var at = 0; at < count; at += Batch)
        {
            await using var session = store.LightweightSession(tenant);
            session.LastModifiedBy = "p-1001";
            for (var one = at; one < Math.Min(at + Batch, count); one++) session.Events.Append($"group/{name}-{from + one}", new GroupFormed(Words));
            await session.SaveChangesAsync();
        }
    }
}
