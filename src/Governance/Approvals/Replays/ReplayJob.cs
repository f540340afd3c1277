using Governance.Flows;
using Governance.Shared;
using Npgsql;

namespace Governance.Approvals;

/// <summary>Where a replay stands.</summary>
public enum ReplayState
{
    /// <summary>Goes on.</summary>
    Running,

    /// <summary>Came to its end.</summary>
    Done,

    /// <summary>Broke off.</summary>
    Failed,

    /// <summary>Was stopped.</summary>
    Stopped,
}

/// <summary>What is to be replayed, for whom.</summary>
/// <param name="Id">The replay's id.</param>
/// <param name="Tenant">The organisation.</param>
/// <param name="Flow">The flow.</param>
/// <param name="Person">Who started it.</param>
/// <param name="Key">Their idempotency key, or null.</param>
public sealed record ReplayOrder(string Id, string Tenant, Flow Flow, string Person, IdempotencyKey? Key);

/// <summary>One replay, in memory: what it has done, and how each request came out, in the order of their ids.</summary>
public sealed partial class ReplayJob(ReplayOrder order, DateTimeOffset startedAt) : IDisposable
{
    private const int PageSize = 250;
    private static readonly int Hands = Math.Clamp(Environment.ProcessorCount, 1, 4);

    private readonly Lock gate = new();
    private readonly List<ReplayedRequest> outcomes = [];
    private readonly int[] counts = new int[Enum.GetValues<ReplayVerdict>().Length];
    private readonly CancellationTokenSource stop = new();
    private ReplayState state;
    private DateTimeOffset? finishedAt;
    private int? total;
    private string? stoppedBy;
    private string? stopReason;
    private long version = 1;

    /// <summary>What is replayed.</summary>
    public ReplayOrder Order => order;

    /// <summary>Where it stands now.</summary>
    public ReplayView View(DateTimeOffset now)
    {
        lock (gate)
            return new ReplayView(
                order.Id, order.Flow.Name, order.Flow.Version, order.Flow.Digest, order.Flow.Subject, state, outcomes.Count, total,
                counts[(int)ReplayVerdict.Same], counts[(int)ReplayVerdict.Different], counts[(int)ReplayVerdict.CannotBeTold], counts[(int)ReplayVerdict.Open],
                order.Person, startedAt, finishedAt, stoppedBy, stopReason, Math.Round(((finishedAt ?? now) - startedAt).TotalSeconds, 3), version);
    }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? FinishedAt
    {
        get { lock (gate) return finishedAt; }
    }

    /// <summary>How many outcomes it holds.</summary>
    public int Held
    {
        get { lock (gate) return outcomes.Count; }
    }

    /// <summary>So many outcomes behind an id, with one verdict or any; and whether more may come.</summary>
    public (IReadOnlyList<ReplayedRequest> Rows, bool Goes) Outcomes(ReplayVerdict? verdict, string? after, int size)
    {
        lock (gate)
            return ([.. outcomes.Where(one => (verdict is null || one.Outcome.Verdict == verdict) && (after is null || string.CompareOrdinal(one.RequestId, after) > 0)).Take(size)], state == ReplayState.Running);
    }

    /// <summary>Stops it; false when it has ended by itself. Who stopped it first is told.</summary>
    public bool Stop(DateTimeOffset now, string? by = null, string? reason = null)
    {
        lock (gate)
        {
            if (state != ReplayState.Running) return state == ReplayState.Stopped;
            (stoppedBy, stopReason) = (by, reason);
            End(ReplayState.Stopped, now);
        }

        stop.Cancel();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => stop.Dispose();

    /// <summary>Replays every past request, a few pages at a time, and takes the outcomes in their order. Returns when nothing of it goes on any more.</summary>
    public async Task Run(NpgsqlDataSource database, TimeProvider clock, ILogger log)
    {
        var running = new Queue<Task<IReadOnlyList<ReplayedRequest>>>();
        try
        {
            var past = new PastRequests(database, order.Tenant);
            var directory = await PastDirectory.Of(database, order.Tenant, stop.Token);
            var streams = await past.About(order.Flow.Subject, stop.Token);
            lock (gate) (total, version) = (streams.Count, version + 1);
            foreach (var page in streams.Chunk(PageSize))
            {
                if (running.Count == Hands) Add(await running.Dequeue());
                running.Enqueue(Task.Run<IReadOnlyList<ReplayedRequest>>(async () => Replayed(await past.Read(page, stop.Token), directory, log), stop.Token));
            }

            while (running.Count > 0) Add(await running.Dequeue());
            Finish(ReplayState.Done, clock.GetUtcNow());
        }
        catch (Exception error)
        {
            if (Finish(ReplayState.Failed, clock.GetUtcNow())) LogFailed(log, error, order.Id);
        }
        finally
        {
            await stop.CancelAsync();
            foreach (Task left in running) await left.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool Finish(ReplayState ended, DateTimeOffset now)
    {
        lock (gate)
        {
            if (state != ReplayState.Running) return false;
            End(ended, now);
            return true;
        }
    }

    private void End(ReplayState ended, DateTimeOffset now) => (state, finishedAt, version) = (ended, now, version + 1);

    // One that cannot be replayed is told as that, and the others go on.
    private List<ReplayedRequest> Replayed(IReadOnlyList<PastRequest> requests, DirectoryTimeline directory, ILogger log)
    {
        var page = new List<ReplayedRequest>(requests.Count);
        foreach (var request in requests)
        {
            stop.Token.ThrowIfCancellationRequested();
            try
            {
                page.Add(ReplayedRequest.Of(request, request.Fault is null ? Replay.One(order.Flow, request.History, directory, stop.Token) : ReplayedRequest.Unreadable(request.Fault)));
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogUnreadable(log, error, request.RequestId);
                page.Add(ReplayedRequest.Of(request, ReplayedRequest.Unreadable("It could not be replayed; the service's log says why.")));
            }
        }

        return page;
    }

    private void Add(IReadOnlyList<ReplayedRequest> page)
    {
        lock (gate)
        {
            if (state != ReplayState.Running) return;
            outcomes.AddRange(page);
            foreach (var one in page) counts[(int)one.Outcome.Verdict]++;
            version++;
        }
    }

    [LoggerMessage(LogLevel.Error, "The replay {ReplayId} broke off")]
    private static partial void LogFailed(ILogger log, Exception error, string replayId);

    [LoggerMessage(LogLevel.Error, "The request {RequestId} could not be replayed")]
    private static partial void LogUnreadable(ILogger log, Exception error, string requestId);
}
