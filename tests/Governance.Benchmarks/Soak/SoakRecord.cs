using System.Collections.Concurrent;
using System.Diagnostics;

namespace Governance.Benchmarks.Soak;

/// <summary>What the clients remember: every acknowledged command, how often they asked, and how long nobody was served.</summary>
internal sealed class SoakRecord
{
    private readonly ConcurrentQueue<ToldCommand> told = new();
    private readonly ConcurrentQueue<Finding> findings = new();
    private readonly ConcurrentDictionary<(string Kind, string Outcome), int> counts = new();
    private long served;
    private int asked;

    /// <summary>How often a client asked, repetitions and reads included.</summary>
    public int Asked => asked;

    /// <summary>Everything that was acknowledged.</summary>
    public IReadOnlyList<ToldCommand> Told => [.. told];

    /// <summary>What the clients found wrong by themselves.</summary>
    public IReadOnlyList<Finding> Findings => [.. findings];

    /// <summary>By kind of request and outcome, how many there were.</summary>
    public IReadOnlyDictionary<(string Kind, string Outcome), int> Counts => counts;

    /// <summary>Somebody asks.</summary>
    public void Asks() => Interlocked.Increment(ref asked);

    /// <summary>What became of one try.</summary>
    public void Count(string kind, string outcome) => counts.AddOrUpdate((kind, outcome), 1, (_, n) => n + 1);

    /// <summary>A command was acknowledged, in an answer to what was sent at <paramref name="sent"/>.</summary>
    public void Acknowledge(ToldCommand command, long sent)
    {
        told.Enqueue(command);
        long known;
        while ((known = Interlocked.Read(ref served)) < sent && Interlocked.CompareExchange(ref served, sent, known) != known)
        {
        }
    }

    /// <summary>Something is wrong.</summary>
    public void Find(string sentence) => findings.Enqueue(new Finding(Fault.Other, sentence));

    /// <summary>Waits until a command that was sent after a moment is acknowledged, and answers how long after it that was; null: not within two minutes, or nobody asks any more.</summary>
    public async Task<TimeSpan?> ServedAgain(long since, CancellationToken over)
    {
        while (Interlocked.Read(ref served) < since)
        {
            if (Stopwatch.GetElapsedTime(since) > TimeSpan.FromMinutes(2) || over.IsCancellationRequested) return null;
            await Task.Delay(10, CancellationToken.None);
        }

        return Stopwatch.GetElapsedTime(since);
    }
}
