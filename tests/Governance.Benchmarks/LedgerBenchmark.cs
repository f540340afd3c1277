using System.Diagnostics;
using System.Globalization;
using Governance.Audit.Ledger;
using Governance.Directory;
using Governance.Ledger;
using Marten;
using Npgsql;
using NpgsqlTypes;

namespace Governance.Benchmarks;

/// <summary>
/// The ledger's cost and pace, on the private PostgreSQL of a running service whose sequencer is held back while appends are measured:
/// appends as they are against appends that are sealed and captured, interleaved; how fast the queue drains; a proof in a log of a million
/// leaves.
/// </summary>
internal static class LedgerBenchmark
{
    private const string Tenant = "bench";
    private const int Writers = 8;
    private const int Rounds = 7;
    private const int Million = 1_000_000;
    private const string Held = "select pg_advisory_lock(7236541903)";
    private const string Free = "select pg_advisory_unlock(7236541903)";
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);

    /// <summary>Runs all of it.</summary>
    public static async Task RunAsync()
    {
        await using var service = await RunningService.Start();
        await using var holder = await service.Database.OpenConnectionAsync();
        await Ask(holder, Held);
        var keys = SealedEvents.KeysOf(service);
        await Appends(service, keys);
        await Drain(service, keys, holder);
        await Proofs(service);
    }

    private static async Task Appends(RunningService service, KeyRing keys)
    {
        await using var bare = SealedEvents.Store(service, null);
        await using var sealing = SealedEvents.Store(service, keys);
        await Append(bare, TimeSpan.FromSeconds(5));
        await Append(sealing, TimeSpan.FromSeconds(5));
        var (without, with) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            await service.Run("alter table governance.mt_events disable trigger ledger_capture");
            without.Add(await Append(bare, Round));
            await service.Run("alter table governance.mt_events enable trigger ledger_capture");
            with.Add(await Append(sealing, Round));
        }

        Say("appends a second, bare", without);
        Say("appends a second, sealed and captured", with);
        double[] ratios = [.. with.Zip(without, (kept, plain) => kept / plain)];
        Report.Figures("sealed and captured / bare", string.Create(CultureInfo.InvariantCulture, $"{"sealed and captured / bare, by round",-44} median {Machine.Median(ratios):0.00} ({ratios.Min():0.00}-{ratios.Max():0.00})"), ("ratio", Machine.Median(ratios)), ("least", ratios.Min()), ("most", ratios.Max()));
    }

    private static async Task Drain(RunningService service, KeyRing keys, NpgsqlConnection holder)
    {
        await using var sealing = SealedEvents.Store(service, keys);
        await SealedEvents.Fill(sealing, Tenant, "drain", 0, 100_000);
        var queued = await Count(service, "select count(*) from audit.queue");
        var began = Stopwatch.GetTimestamp();
        await Ask(holder, Free);
        while (await Count(service, "select count(*) from (select 1 from audit.queue limit 1) as rest") > 0) await Task.Delay(100);
        var taken = Stopwatch.GetElapsedTime(began);
        Report.Figures("drain", string.Create(CultureInfo.InvariantCulture, $"{"drain",-44} {queued} changes in {taken.TotalSeconds:0.0} s: {queued / taken.TotalSeconds:0} a second"), ("per-second", queued / taken.TotalSeconds), ("changes", queued));
        await Ask(holder, Held);
    }

    private static async Task Proofs(RunningService service)
    {
        const string Log = "million";
        await using (var connection = await service.Database.OpenConnectionAsync())
        {
            var tree = new TreeAppender(0, _ => []);
            await using (var copy = await connection.BeginBinaryImportAsync("copy audit.leaves (tenant, leaf, kind, event_id, at, hash, entry) from stdin (format binary)"))
            {
                for (var leaf = 0; leaf < Million; leaf++)
                {
                    var entry = new Entry(EntryKind.Event) { Id = IdOf(leaf), Tenant = Log, Stream = "group/x", Version = leaf + 1, At = DateTimeOffset.UnixEpoch }.ToBytes();
                    var hash = Merkle.LeafHash(entry);
                    tree.Append(hash);
                    await copy.StartRowAsync();
                    await copy.WriteAsync(Log, NpgsqlDbType.Text);
                    await copy.WriteAsync((long)leaf, NpgsqlDbType.Bigint);
                    await copy.WriteAsync("event", NpgsqlDbType.Text);
                    await copy.WriteAsync(IdOf(leaf), NpgsqlDbType.Uuid);
                    await copy.WriteAsync(DateTime.UnixEpoch, NpgsqlDbType.TimestampTz);
                    await copy.WriteAsync(hash.ToArray(), NpgsqlDbType.Bytea);
                    await copy.WriteAsync(entry, NpgsqlDbType.Bytea);
                }

                await copy.CompleteAsync();
            }

            foreach (var some in tree.Touched.Chunk(500)) await LogTiles.Save(connection, Log, some.ToDictionary(), CancellationToken.None);
            await using var checkpoint = new NpgsqlCommand("insert into audit.checkpoints (tenant, size, root, note) values ($1, $2, $3, 'a note')", connection);
            checkpoint.Parameters.AddWithValue(Log);
            checkpoint.Parameters.AddWithValue((long)Million);
            checkpoint.Parameters.AddWithValue(tree.Root.ToArray());
            await checkpoint.ExecuteNonQueryAsync();
        }

        await service.Run("analyze");
        var random = new Random(7);
        await Machine.Measure("a proof in a log of 1,000,000 leaves", 2000, async () =>
        {
            if (await EventProof.Find(service.Database, Log, IdOf(random.Next(Million)), null, CancellationToken.None) is not { Text.Length: > 0 }) throw new InvalidOperationException("no proof");
        });
        await service.Explain(
            ("the leaf of an event", $"select leaf, entry from audit.leaves where tenant = '{Log}' and event_id = '{IdOf(4711)}' and kind in ('event', 'erasure') order by leaf limit 1"),
            ("tiles", $"select t.level, t.tile, t.hashes from unnest('{{0,1,2}}'::int[], '{{1000,3,0}}'::bigint[]) as w(level, tile) join audit.tiles t on t.tenant = '{Log}' and t.level = w.level and t.tile = w.tile"));
    }

    private static int _streams;

    private static async Task<double> Append(DocumentStore store, TimeSpan time)
    {
        var began = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            var done = 0;
            for (; Stopwatch.GetElapsedTime(began) < time; done++)
            {
                await using var session = store.LightweightSession(Tenant);
                session.LastModifiedBy = "p-1001";
                session.Events.StartStream($"group/{Interlocked.Increment(ref _streams)}-{began}", new GroupFormed(SealedEvents.Words));
                await session.SaveChangesAsync();
            }

            return done;
        })));
        return counts.Sum() / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static Guid IdOf(int leaf) => new(leaf * 7919 ^ 0x5a5a5a5a, 0, 0, 0, 0, 0, 0, (byte)(leaf >> 24), (byte)(leaf >> 16), (byte)(leaf >> 8), (byte)leaf);

    private static async Task<long> Count(RunningService service, string sql)
    {
        await using var command = service.Database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task Ask(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteScalarAsync();
    }

    private static void Say(string what, List<double> values) =>
        Report.Figures(what, string.Create(CultureInfo.InvariantCulture, $"{what,-44} median {Machine.Median(values):0}   min {values.Min():0}   max {values.Max():0}   n={values.Count} of {Round.TotalSeconds:0} s, {Writers} writers"),
            ("per-second", Machine.Median(values)), ("least", values.Min()), ("most", values.Max()), ("rounds", values.Count));
}
