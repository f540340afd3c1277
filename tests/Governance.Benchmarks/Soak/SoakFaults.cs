using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Governance.Benchmarks.Soak;

/// <summary>What happens to the service while people work, one thing after the other, in an order that the seed gives; and how long nobody was served after each.</summary>
internal sealed class SoakFaults(SoakService service, SoakRecord record, Random dice, CancellationToken over)
{
    private const string Theirs = "from pg_stat_activity where backend_type = 'client backend' and datname = current_database() and pid <> pg_backend_pid()";

    private readonly List<(string Kind, TimeSpan Recovery)> happened = [];
    private readonly Stopwatch run = Stopwatch.StartNew();

    /// <summary>By kind, how long it took each time until a command that was sent after it was acknowledged.</summary>
    public IReadOnlyList<(string Kind, TimeSpan Recovery)> Happened => happened;

    /// <summary>Lets them happen until the time is over; each kind comes once before any comes again.</summary>
    public async Task Happen()
    {
        (string Kind, Func<Task<long>> Happens)[] kinds =
        [
            ("kill -9 of the service", KillService), ("kill -9 of the database", KillDatabase), ("connections cut", Cut), ("a locked table", Lock), ("a stopped database", StopDatabase),
            ("a second service in the same folder", SecondInFolder), ("a second service, killed", SecondService), .. service.NoDisk is null ? [("a full disk", FillDisk)] : Array.Empty<(string, Func<Task<long>>)>(),
        ];
        await Rest(4000, 7000);
        while (!over.IsCancellationRequested)
        {
            dice.Shuffle(kinds);
            foreach (var (kind, happens) in kinds)
            {
                if (over.IsCancellationRequested) return;
                Say($"{kind} …");
                var since = await happens();
                if (await record.ServedAgain(since, over) is not { } recovery)
                {
                    if (over.IsCancellationRequested) return;
                    record.Find($"After {kind} no command was acknowledged for two minutes.");
                    continue;
                }

                happened.Add((kind, recovery));
                Say(string.Create(CultureInfo.InvariantCulture, $"{kind}: served again after {recovery.TotalMilliseconds:0} ms"));
                if (service.Running.Process.HasExited) record.Find($"After {kind} the service had ended by itself.");
                await Rest(3000, 8000);
            }
        }
    }

    // Each answers from when on it is to be told how long nobody was served.
    private async Task<long> KillService()
    {
        var since = Stopwatch.GetTimestamp();
        await service.Running.Kill();
        for (var tries = 0; ; tries++)
        {
            try
            {
                await service.Begin();
                return since;
            }
            catch (InvalidOperationException error) when (tries < 3)
            {
                record.Find($"After a kill the service did not start again: {error.Message}");
            }
        }
    }

    private async Task<long> KillDatabase()
    {
        var since = Stopwatch.GetTimestamp();
        await Signal("KILL", service.Postmaster);
        return since;
    }

    private async Task<long> Cut()
    {
        var since = Stopwatch.GetTimestamp();
        await service.Ask($"select count(pg_terminate_backend(pid)) {Theirs}");
        return since;
    }

    private async Task<long> Lock()
    {
        string[] tables = ["governance.mt_events", "governance.mt_streams", "governance.mt_doc_requestline", "messages.wolverine_incoming_envelopes", "audit.queue"];
        await using var connection = new NpgsqlConnection(service.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var held = new NpgsqlCommand($"lock table {tables[dice.Next(tables.Length)]} in access exclusive mode", connection)) await held.ExecuteNonQueryAsync();
        await Task.Delay(dice.Next(2000, 5000));
        await transaction.RollbackAsync();
        return Stopwatch.GetTimestamp();
    }

    private async Task<long> StopDatabase()
    {
        var pids = (int[])(await service.Ask($"select coalesce(array_agg(pid), array[]::int[]) {Theirs}"))!;
        foreach (var pid in pids) await Signal("STOP", pid);
        await Task.Delay(dice.Next(2000, 5000));
        foreach (var pid in pids) await Signal("CONT", pid);
        return Stopwatch.GetTimestamp();
    }

    private async Task<long> SecondInFolder()
    {
        var (code, said) = await service.Beside();
        if (code == 0 || !said.Contains("Another service", StringComparison.Ordinal)) record.Find($"A second service in the same folder ended with {code} and said: {said}");
        return Stopwatch.GetTimestamp();
    }

    private async Task<long> SecondService()
    {
        await service.Second();
        await Rest(5000, 9000);
        var since = Stopwatch.GetTimestamp();
        await service.KillSecond();
        return since;
    }

    private async Task<long> FillDisk()
    {
        var ballast = Path.Combine(service.Data, "ballast");
        try
        {
            await using var file = new FileStream(ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            for (var block = new byte[1024 * 1024]; ;) await file.WriteAsync(block, CancellationToken.None);
        }
        catch (IOException)
        {
            // Not a page is left.
        }

        await Task.Delay(dice.Next(2000, 5000));
        File.Delete(ballast);
        return Stopwatch.GetTimestamp();
    }

    private async Task Rest(int least, int most) => await Task.WhenAny(Task.Delay(dice.Next(least, most), CancellationToken.None), Task.Delay(Timeout.Infinite, over));

    private static Task<string?> Signal(string signal, int pid) => SoakService.Run("kill", "-s", signal, pid.ToString(CultureInfo.InvariantCulture));

    private void Say(string what) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.Elapsed:mm\\:ss}  {what}"));
}
