using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;

namespace Governance.Benchmarks;

/// <summary>
/// How long until somebody can work: the service as a process of its own on a data folder that is there, from its start to the answer to a
/// first command, its private PostgreSQL included, beside a web server that only says hello. And what it holds in memory, at rest and under load.
/// </summary>
internal static class StartBenchmark
{
    private const int Times = 7;

    /// <summary>Runs all of it.</summary>
    public static async Task RunAsync()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("governance-benchmark-").FullName;
        try
        {
            await using (var first = await RunningService.In(folder, keep: true)) await Draft(first, "warm-up");
            var (starts, hellos) = (new List<double>(), new List<double>());
            for (var at = 0; at < Times; at++)
            {
                starts.Add(await FirstCommand(folder, at));
                hellos.Add(await Hello());
            }

            Say("start to the first command", starts);
            Say("a web server that says hello", hellos);
            double[] ratios = [.. starts.Zip(hellos, (one, other) => one / other)];
            Report.Figures("start / hello", string.Create(CultureInfo.InvariantCulture, $"{"  by round",-44} {Machine.Median(ratios),8:0.0} ({ratios.Min():0.0}-{ratios.Max():0.0})"), ("ratio", Machine.Median(ratios)));
            await Memory(folder);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> FirstCommand(string folder, int at)
    {
        var began = Stopwatch.GetTimestamp();
        await using var service = await RunningService.In(folder, keep: true);
        await Draft(service, $"start-{at}");
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static async Task<double> Hello()
    {
        var began = Stopwatch.GetTimestamp();
        using var server = await RawServer.Start();
        await server.Http.GetStringAsync(new Uri("/hello", UriKind.Relative));
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static async Task Memory(string folder)
    {
        await using var service = await RunningService.In(folder, keep: true);
        await Draft(service, "memory");
        await Task.Delay(TimeSpan.FromSeconds(5));
        Held("memory at rest, after one command", service.Megabytes);
        using var executive = service.As("p-1012");
        await HttpLoad.Run(32, TimeSpan.FromSeconds(10), (_, _) => executive.GetByteArrayAsync(new Uri("/policies/warm-up", UriKind.Relative)));
        Held("memory after 10 s of reads by 32 clients", service.Megabytes);
    }

    private static async Task Draft(RunningService service, string reference)
    {
        using var drafter = service.As("p-1001");
        (await drafter.PostAsJsonAsync("/policies", new { reference, content = CommandBenchmark.Content(0), summary = "First" })).EnsureSuccessStatusCode();
    }

    private static void Say(string what, List<double> milliseconds) => Report.Figures(
        what, string.Create(CultureInfo.InvariantCulture, $"{what,-44} {Machine.Median(milliseconds),8:0} ms ({milliseconds.Min():0}-{milliseconds.Max():0})   n={milliseconds.Count}"),
        ("median-ms", Machine.Median(milliseconds)), ("least-ms", milliseconds.Min()), ("most-ms", milliseconds.Max()));

    private static void Held(string what, double megabytes) => Report.Figures(what, string.Create(CultureInfo.InvariantCulture, $"{what,-44} {megabytes,8:0} MB"), ("megabytes", megabytes));
}
