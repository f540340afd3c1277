using System.Diagnostics;
using System.Globalization;
using Governance.Directory;
using Governance.Privacy;
using JasperFx;
using JasperFx.Events;
using Marten;
using Microsoft.Extensions.Logging.Abstractions;
using Weasel.Core;

namespace Governance.Benchmarks;

/// <summary>
/// What marking costs: the fact that somebody joined, appended without their name, with three marked members under a key that is there,
/// and with three under a key that is made for it; interleaved, on the private PostgreSQL of a running service. Then concealing and opening by themselves.
/// </summary>
internal static class PrivacyBenchmark
{
    private const string Tenant = "bench";
    private const int Rounds = 9;
    private const int Appends = 100;
    private const int Members = 20_000;

    private static int _people;

    /// <summary>Runs it.</summary>
    public static async Task RunAsync()
    {
        await using var service = await RunningService.Start();
        using var ring = new PersonalKeys(NullLogger<PersonalKeys>.Instance);
        ring.Open(KeyFolder.Make(Path.Combine(service.KeysFolder, "people", "bench")));
        await using var store = Store(service, ring);
        var known = new DataSubject(Tenant, "p-known");
        _ = ring.Folder.KeyFor(known);
        (string Name, Func<PersonJoined> Fact, List<double> Times)[] cases =
        [
            ("append, nothing marked", () => new PersonJoined("legal", 3), []),
            ("append, 3 marked, key there", () => Joining(known), []),
            ("append, 3 marked, key made", () => Joining(new DataSubject(Tenant, $"p-new{Interlocked.Increment(ref _people)}")), []),
        ];
        for (var round = 0; round <= Rounds; round++)
            foreach (var (_, fact, times) in cases)
                for (var i = 0; i < Appends; i++)
                {
                    var time = await Append(store, fact());
                    if (round > 0) times.Add(time);
                }

        foreach (var (name, _, times) in cases) Say(name, times, "ms");
        Alone(ring, known);
    }

    private static PersonJoined Joining(DataSubject about) =>
        new("legal", 3, Personal.Of(about, "Noor Haddad"), Personal.Of(about, "noor.haddad@acme.example"), Personal.Of(about, "248289761001"));

    private static async Task<double> Append(DocumentStore store, PersonJoined fact)
    {
        await using var session = store.LightweightSession(Tenant);
        session.Events.StartStream($"bench/{Interlocked.Increment(ref _people)}", fact);
        var began = Stopwatch.GetTimestamp();
        await session.SaveChangesAsync();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static void Alone(PersonalKeys ring, DataSubject known)
    {
        var (concealing, opening) = (new List<double>(), new List<double>());
        for (var i = 0; i < Members; i++)
        {
            var began = Stopwatch.GetTimestamp();
            var envelope = ring.Seal(known, "name", "Noor Haddad");
            concealing.Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds);
            began = Stopwatch.GetTimestamp();
            if (ring.Open(envelope).Text != "Noor Haddad") throw new InvalidOperationException("not the words");
            opening.Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds);
        }

        Say("conceal one member", concealing, "µs");
        Say("open one member", opening, "µs");
    }

    private static void Say(string name, List<double> times, string unit)
    {
        times.Sort();
        Report.Say(string.Create(CultureInfo.InvariantCulture, $"{name,-32} median {times[times.Count / 2]:0.00} {unit}, p95 {times[times.Count * 95 / 100]:0.00} {unit}, n={times.Count}"));
    }

    private static DocumentStore Store(RunningService service, PersonalKeys ring) => DocumentStore.For(store =>
    {
        store.Connection(service.Database);
        store.UseSystemTextJsonForSerialization(StoreJson.Options(ring), EnumStorage.AsString, Casing.CamelCase);
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
    });
}
