using System.Collections.Concurrent;
using System.Diagnostics;

namespace Governance.Benchmarks;

/// <summary>How fast something answered.</summary>
/// <param name="PerSecond">Answers a second.</param>
/// <param name="P50">Median, milliseconds.</param>
/// <param name="P95">95th percentile, milliseconds.</param>
/// <param name="P99">99th percentile, milliseconds.</param>
internal sealed record Pace(double PerSecond, double P50, double P95, double P99)
{
    /// <summary>The medians of several rounds, each figure by itself.</summary>
    public static Pace MedianOf(IReadOnlyList<Pace> rounds) =>
        new(Machine.Median(rounds.Select(round => round.PerSecond)), Machine.Median(rounds.Select(round => round.P50)), Machine.Median(rounds.Select(round => round.P95)), Machine.Median(rounds.Select(round => round.P99)));
}

/// <summary>So many clients that ask without a pause for a while; one that gets no success ends the run.</summary>
internal static class HttpLoad
{
    /// <summary>Runs it; <paramref name="ask"/> is told which client asks and how often it has.</summary>
    public static async Task<Pace> Run(int clients, TimeSpan time, Func<int, int, Task> ask)
    {
        var taken = new ConcurrentBag<List<double>>();
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var own = new List<double>(4096);
            for (var at = 0; Stopwatch.GetElapsedTime(began) < time; at++)
            {
                var asked = Stopwatch.GetTimestamp();
                await ask(client, at);
                own.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            }

            taken.Add(own);
        })));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        double[] all = [.. taken.SelectMany(own => own).Order()];
        return new Pace(all.Length / seconds, all[all.Length / 2], all[all.Length * 95 / 100], all[all.Length * 99 / 100]);
    }
}
