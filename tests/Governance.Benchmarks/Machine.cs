using System.Diagnostics;
using System.Globalization;

namespace Governance.Benchmarks;

/// <summary>What was measured, and how busy the machine was with other things.</summary>
internal static class Machine
{
    /// <summary>The load averages of 1, 5 and 15 minutes, or a word when the system does not tell.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)) : "unknown";

    /// <summary>What the processor is called, or a word when the system does not tell.</summary>
    public static string Processor() => File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[1] ?? "unknown" : "unknown";

    /// <summary>Runs a few times to warm up, then so many times, and prints the median, the 95th percentile and the extremes in milliseconds.</summary>
    public static async Task Measure(string what, int times, Func<Task> run)
    {
        for (var i = 0; i < 10; i++) await run();
        var taken = new double[times];
        for (var i = 0; i < times; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await run();
            taken[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        Array.Sort(taken);
        var (median, p95, p99) = (taken[times / 2], taken[times * 95 / 100], taken[times * 99 / 100]);
        Report.Figures(what, string.Create(CultureInfo.InvariantCulture,
            $"{what,-44} median {Said(median)} ms   p95 {Said(p95)} ms   p99 {Said(p99)}   min {Said(taken[0])}   max {Said(taken[^1])}   n={times}"),
            ("median-ms", median), ("p95-ms", p95), ("p99-ms", p99), ("min-ms", taken[0]), ("max-ms", taken[^1]), ("n", times));
    }

    /// <summary>The middle one.</summary>
    public static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    private static string Said(double milliseconds) => milliseconds.ToString(milliseconds < 10 ? "0.000" : "0.0", CultureInfo.InvariantCulture).PadLeft(8);
}
