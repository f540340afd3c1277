using Governance.Shared;
using Npgsql;

namespace Governance.Approvals;

/// <summary>
/// The replays of this service, in memory only: at most two run at once, one an organisation; an organisation's are kept for an hour.
/// They end with the service, and nobody of another organisation sees them.
/// </summary>
public sealed class Replays(NpgsqlDataSource database, TimeProvider clock, ILogger<Replays> log) : IHostedService
{
    private const int MostRunning = 2;
    private const int MostKept = 20;
    private const int MostOutcomesKept = 250_000;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly List<ReplayJob> jobs = [];
    private readonly List<Task> running = [];
    private bool stopping;

    /// <summary>Starts a replay, or says why not. Whoever repeats an order under the same key gets the first one.</summary>
    public (ReplayJob? Job, Refusal? Refusal) Start(ReplayOrder order)
    {
        lock (gate)
        {
            Forget();
            if (order.Key is { } key && jobs.Find(job => job.Order.Tenant == order.Tenant && job.Order.Key?.Id == key.Id) is { } first)
                return first.Order.Key!.Asked == key.Asked ? (first, null) : (null, Problem.ReusedIdempotencyKey);
            if (jobs.Find(job => job.Order.Tenant == order.Tenant && job.FinishedAt is null) is { } busy) return (null, ReplayRules.AlreadyRunning(busy.View(clock.GetUtcNow()).Path()));
            running.RemoveAll(task => task.IsCompleted);
            if (running.Count >= MostRunning || stopping) return (null, ReplayRules.TooMany);
            var job = new ReplayJob(order, clock.GetUtcNow());
            jobs.Add(job);
            running.Add(Task.Run(() => job.Run(database, clock, log)));
            return (job, null);
        }
    }

    /// <summary>A replay of an organisation, or null when there is none such, or not any more.</summary>
    public ReplayJob? Find(string tenant, string flow, string replayId)
    {
        lock (gate)
        {
            Forget();
            return jobs.Find(job => job.Order.Id == replayId && job.Order.Tenant == tenant && job.Order.Flow.Name == flow);
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends every replay and waits until none asks the database any more.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            stopping = true;
            foreach (var job in jobs) job.Stop(clock.GetUtcNow());
        }

        await Task.WhenAll(running);
    }

    private void Forget()
    {
        var now = clock.GetUtcNow();
        foreach (var job in jobs.FindAll(job => job.FinishedAt + Kept <= now)) Forget(job);
        foreach (var organisation in jobs.GroupBy(job => job.Order.Tenant).ToList())
        {
            // The newest are last; what is over the limits goes, the oldest first, and never the newest.
            var (count, held) = (0, 0);
            foreach (var job in organisation.Reverse())
            {
                (count, held) = (count + 1, held + job.Held);
                if (job.FinishedAt is not null && count > 1 && (count > MostKept || held > MostOutcomesKept)) Forget(job);
            }
        }
    }

    private void Forget(ReplayJob job)
    {
        jobs.Remove(job);
        job.Dispose();
    }
}
