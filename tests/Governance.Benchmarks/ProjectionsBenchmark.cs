using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Governance.Database;
using Governance.Policies;
using Governance.Privacy;
using Governance.Shared;
using NpgsqlTypes;

namespace Governance.Benchmarks;

/// <summary>
/// How fast views are made anew from the facts: one that is folded from a stream (policies) and one that looks across streams (the register),
/// rebuilt by the store's own daemon with the product's projections; beside a plain cursor that reads the same events as JSON, and beside the same
/// fold written by hand, in memory, with one COPY at the end. In turn. No view of the product runs behind its facts, so that nothing has to catch up.
/// </summary>
internal static class ProjectionsBenchmark
{
    private const int Rounds = 5;
    private const int Policies = 256;
    private const int Revisions = 20_000;
    private const int Clients = 8;
    private const int Accounts = 20_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs all of it.</summary>
    public static async Task RunAsync()
    {
        await using var service = await RunningService.Start();
        using (var drafter = service.As("p-1001"))
        {
            for (var at = 0; at < Policies; at++) await CommandBenchmark.Draft(drafter, at);
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
            {
                for (var at = 0; at < Revisions / Clients; at++) await CommandBenchmark.Revise(drafter, (client * (Policies / Clients)) + (at % (Policies / Clients)), at);
            })));
        }

        using (var steward = service.As("p-1004")) await AccountsBenchmark.Import(steward, "import of 20,000 lines, 500 a call", 0, Accounts);
        await service.Run("vacuum analyze");
        await using var beside = new ViewsBeside(DatabaseConnection.ToPrivateServer(service.ClusterFolder).ConnectionString, service.Folder, "rebuilt");
        var (policies, register) = (await Count(service, "Policy"), await Count(service, "Account"));
        var serializer = StoreJson.Options(beside.Keys);

        await Compare("views of policies", policies, beside, nameof(PolicyView), () => Cursor(service, "Policy"), () => ByHand(service, serializer));
        await Compare("the register", register, beside, "Register", () => Cursor(service, "Account"), null);
    }

    private static async Task Compare(string what, long events, ViewsBeside beside, string name, Func<Task> cursor, Func<Task>? byHand)
    {
        var view = beside.Views.Single(one => one.Name.Contains(name, StringComparison.Ordinal) && !one.Name.Contains("Comments", StringComparison.Ordinal));
        var (rebuilds, cursors, hands) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var rebuilt = await Pace(events, async () =>
            {
                using var daemon = await beside.Store.BuildProjectionDaemonAsync();
                await daemon.RebuildProjectionAsync(view.Name, Patience, CancellationToken.None);
            });
            var read = await Pace(events, cursor);
            var written = byHand is null ? double.NaN : await Pace(events, byHand);
            // The first is of code that is still compiled while it runs.
            if (round == 0) continue;
            rebuilds.Add(rebuilt);
            cursors.Add(read);
            hands.Add(written);
        }

        Say($"{what}, rebuilt ({events} events)", rebuilds);
        Say("  a cursor that reads them as JSON", cursors);
        Ratio("  rebuilt / cursor", rebuilds, cursors);
        if (byHand is null) return;
        Say("  folded by hand, and copied", hands);
        Ratio("  rebuilt / by hand", rebuilds, hands);
    }

    private static async Task<double> Pace(long events, Func<Task> run)
    {
        var began = Stopwatch.GetTimestamp();
        await run();
        return events / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static string Of(string family) => $"from governance.mt_events where tenant_id = 'acme' and type like '{family}%'";

    private static async Task<long> Count(RunningService service, string family)
    {
        await using var command = service.Database.CreateCommand($"select count(*) {Of(family)}");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task Cursor(RunningService service, string family)
    {
        await using var command = service.Database.CreateCommand($"select data {Of(family)} order by seq_id");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) using (JsonDocument.Parse(reader.GetFieldValue<byte[]>(0)))
        {
        }
    }

    private static async Task ByHand(RunningService service, JsonSerializerOptions serializer)
    {
        var types = FactsOf<PolicyEvent>.Types.ToDictionary(type => type.Name);
        var views = new Dictionary<string, PolicyView>();
        await using (var command = service.Database.CreateCommand($"select stream_id, version, type, data, user_name, timestamp {Of("Policy")} order by seq_id"))
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync())
            {
                if (!types.TryGetValue(reader.GetString(2), out var type)) continue;
                var stream = reader.GetString(0);
                var fact = (PolicyEvent)JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(3), type, serializer)!;
                views[stream] = PolicyViewProjection.Fold(views.GetValueOrDefault(stream), new Fact<PolicyEvent>(fact, reader.GetString(4), reader.GetFieldValue<DateTimeOffset>(5), reader.GetInt64(1)), stream);
            }

        await service.Run("create table if not exists bench_views (id text primary key, data jsonb not null); truncate bench_views");
        await using var connection = await service.Database.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync("copy bench_views (id, data) from stdin (format binary)");
        foreach (var (stream, view) in views)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(stream, NpgsqlDbType.Text);
            await copy.WriteAsync(JsonSerializer.Serialize(view, serializer), NpgsqlDbType.Jsonb);
        }

        await copy.CompleteAsync();
    }

    private static void Say(string what, List<double> rounds) => Report.Figures(
        what, string.Create(CultureInfo.InvariantCulture, $"{what,-44} {Machine.Median(rounds),8:0} events a second ({rounds.Min():0}-{rounds.Max():0})   n={rounds.Count}"),
        ("per-second", Machine.Median(rounds)), ("least", rounds.Min()), ("most", rounds.Max()), ("rounds", rounds.Count));

    private static void Ratio(string what, List<double> of, List<double> to)
    {
        double[] ratios = [.. of.Zip(to, (one, other) => one / other)];
        Report.Figures(what, string.Create(CultureInfo.InvariantCulture, $"{what,-44} {Machine.Median(ratios),8:0.00} ({ratios.Min():0.00}-{ratios.Max():0.00})"), ("ratio", Machine.Median(ratios)), ("least", ratios.Min()), ("most", ratios.Max()));
    }
}
