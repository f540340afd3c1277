using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Governance.Database;

namespace Governance.Benchmarks;

/// <summary>
/// How long until somebody can work: the service as a process of its own on a data folder that is there, from its start to the answer to a
/// first command, its private PostgreSQL included, beside a web server that only says hello; as it is built, and as <c>ops/publish</c> writes it.
/// And what it holds in memory, at rest and under load.
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
            var (starts, published, hellos, databases) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
            for (var at = 0; at < Times; at++)
            {
                starts.Add(await FirstCommand(Built, folder, $"start-{at}", databases));
                published.Add(await FirstCommand(Published, folder, $"published-{at}", databases));
                hellos.Add(await Hello());
            }

            Say("start to the first command, published", published);
            Say("start to the first command, as built", starts);
            Say("  of these, PostgreSQL's own start", databases);
            Say("a web server that says hello", hellos);
            Ratio("published / hello", published, hellos);
            Ratio("as built / hello", starts, hellos);
            Report.Figures("published folder", string.Create(CultureInfo.InvariantCulture, $"{"the published folder, for a machine with the runtime",-44} {Size(Published),8:0} MB"), ("megabytes", Size(Published)));
            await Memory("published", Published, folder);
            await Memory("as built", Built, folder);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static readonly string Built = typeof(DatabaseConnection).Assembly.Location;

    // The script writes it before it starts the benchmarks.
    private static readonly string Published = Path.Combine(Environment.GetEnvironmentVariable("GOVERNANCE_PUBLISHED") ?? "artifacts/governance", "governance.dll");

    private static async Task<double> FirstCommand(string program, string folder, string reference, List<double> databases)
    {
        var began = Stopwatch.GetTimestamp();
        await using var service = await RunningService.Of(program, folder, keep: true, settings: ("Logging__LogLevel__Governance", "Information"));
        await Draft(service, reference);
        var taken = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        if (service.PostgresMilliseconds is { } database) databases.Add(database);
        return taken;
    }

    private static async Task<double> Hello()
    {
        var began = Stopwatch.GetTimestamp();
        using var server = await RawServer.Start();
        await server.Http.GetStringAsync(new Uri("/hello", UriKind.Relative));
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static double Size(string program) => System.IO.Directory.GetFiles(Path.GetDirectoryName(program)!, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length) / 1048576.0;

    private static async Task Memory(string which, string program, string folder)
    {
        await using var service = await RunningService.Of(program, folder, keep: true);
        await Draft(service, $"memory-{which.Replace(' ', '-')}");
        await Task.Delay(TimeSpan.FromSeconds(5));
        Held($"memory at rest, after one command, {which}", service.Megabytes);
        using var executive = service.As("p-1012");
        await HttpLoad.Run(32, TimeSpan.FromSeconds(10), (_, _) => executive.GetByteArrayAsync(new Uri("/policies/warm-up", UriKind.Relative)));
        Held($"memory after 10 s of reads by 32 clients, {which}", service.Megabytes);
    }

    private static async Task Draft(RunningService service, string reference)
    {
        using var drafter = service.As("p-1001");
        (await drafter.PostAsJsonAsync("/policies", new { reference, content = CommandBenchmark.Content(0), summary = "First" })).EnsureSuccessStatusCode();
    }

    private static void Say(string what, List<double> milliseconds) => Report.Figures(
        what, string.Create(CultureInfo.InvariantCulture, $"{what,-44} {Machine.Median(milliseconds),8:0} ms ({milliseconds.Min():0}-{milliseconds.Max():0})   n={milliseconds.Count}"),
        ("median-ms", Machine.Median(milliseconds)), ("least-ms", milliseconds.Min()), ("most-ms", milliseconds.Max()));

    private static void Ratio(string what, List<double> of, List<double> to)
    {
        double[] ratios = [.. of.Zip(to, (one, other) => one / other)];
        Report.Figures(what, string.Create(CultureInfo.InvariantCulture, $"{"  " + what + ", by round",-44} {Machine.Median(ratios),8:0.0} ({ratios.Min():0.0}-{ratios.Max():0.0})"), ("ratio", Machine.Median(ratios)));
    }

    private static void Held(string what, double megabytes) => Report.Figures(what, string.Create(CultureInfo.InvariantCulture, $"{what,-44} {megabytes,8:0} MB"), ("megabytes", megabytes));
}
