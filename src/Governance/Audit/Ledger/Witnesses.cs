using System.Collections.Concurrent;
using Governance.Ledger;
using Npgsql;

namespace Governance.Audit.Ledger;

/// <summary>
/// Sends every checkpoint to the witnesses that the settings name, and keeps their cosignatures with it (C2SP tlog-witness). A witness that
/// is away holds nothing up; one that has seen more than this log holds, or another history, stops the signing until somebody explains it.
/// </summary>
public sealed partial class Witnesses(LedgerSettings settings, NpgsqlDataSource database, TimeProvider clock, ILogger<Witnesses> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Longer than this no signature waits for all of them together.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, long> offered = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Tenant, string Url), WitnessView> seen = new();
    private readonly ConcurrentDictionary<string, string> objections = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Tenant, string Url), bool> answered = new();
    private readonly IReadOnlyList<Witness> witnesses = [.. settings.Witnesses.Select(Witness.Of)];

    /// <summary>Whether there are any.</summary>
    public bool Any => witnesses.Count > 0;

    /// <summary>How many logs a witness objects to.</summary>
    public int Objections => objections.Count;

    /// <summary>How many did not answer when they were asked last.</summary>
    public int Away => witnesses.Count(witness => witness.IsAway);

    /// <summary>A checkpoint was signed; only the newest is sent.</summary>
    public void Offer(string tenant, long size)
    {
        if (Any) offered.AddOrUpdate(tenant, size, (_, before) => Math.Max(before, size));
    }

    /// <summary>
    /// Why nothing may be signed for an organisation, as far as its witnesses know, or null. They are asked before the first signature after
    /// a start, with the last checkpoint that the database holds: whoever put an older database back learns it here. One that is away is
    /// not waited for, and asked when it is back.
    /// </summary>
    public async Task<string?> Objection(string tenant, CancellationToken cancellation)
    {
        var silent = witnesses.Where(witness => !witness.IsAway && !answered.ContainsKey((tenant, witness.Url))).ToList();
        if (silent.Count > 0 && await SignedCheckpoints.Find(database, tenant, null, cancellation) is { } last)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(Patience);
            await Task.WhenAll(silent.Select(witness => Send(witness, tenant, last.Size, limit.Token, cancellation)));
        }

        return objections.GetValueOrDefault(tenant);
    }

    /// <summary>What the witnesses have seen of an organisation's log.</summary>
    public IReadOnlyList<WitnessView> Seen(string tenant) => [.. witnesses.Select(witness => seen.GetValueOrDefault((tenant, witness.Url), new WitnessView(witness.Name, witness.Key, null, null)))];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (Any && !stoppingToken.IsCancellationRequested)
        {
            foreach (var tenant in offered.Keys)
            {
                if (!offered.TryRemove(tenant, out var size)) continue;
                foreach (var witness in witnesses) await Send(witness, tenant, size, stoppingToken, stoppingToken);
            }

            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Send(Witness witness, string tenant, long size, CancellationToken limit, CancellationToken cancellation)
    {
        string? trouble;
        try
        {
            (trouble, size) = await Submit(witness, tenant, size, limit);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            // Whatever it is, the service goes on, and so do the other witnesses.
            witness.IsAway = error is HttpRequestException or OperationCanceledException;
            trouble = error switch { OperationCanceledException => "it did not answer in time", HttpRequestException => "it does not answer", _ => "this service could not ask it; its log says why" };
            if (!witness.IsAway) LogFailed(log, error, witness.Name);
            Offer(tenant, size);
        }

        seen[(tenant, witness.Url)] = new WitnessView(witness.Name, witness.Key, trouble is null ? size : seen.GetValueOrDefault((tenant, witness.Url))?.Size, trouble);
        if (trouble is not null) LogTrouble(log, witness.Name, tenant, size, trouble);
    }

    // What it answered, and about which size: it may know a newer one than it is asked about.
    private async Task<(string? Trouble, long Size)> Submit(Witness witness, string tenant, long size, CancellationToken cancellation)
    {
        if (await SignedCheckpoints.Find(database, tenant, size, cancellation) is not { } checkpoint) return ("the checkpoint is gone", size);
        var old = seen.GetValueOrDefault((tenant, witness.Url))?.Size is { } last && last <= size ? last : 0;
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var answer = await witness.Add(old, await Between(tenant, old, checkpoint.Size, cancellation), checkpoint.Note, cancellation);
            witness.IsAway = false;
            answered[(tenant, witness.Url)] = true;
            if (answer.Cosignature is { } lines)
            {
                await Keep(witness, tenant, checkpoint.Size, lines, cancellation);
                return (null, checkpoint.Size);
            }

            if (answer.TwoHistories) return (Object(tenant, witness, "was shown another history of this log than the database holds"), checkpoint.Size);
            if (answer.SeenSize is not { } known) return (answer.Trouble, checkpoint.Size);
            if (known > checkpoint.Size)
            {
                // Another service on this database may have signed meanwhile.
                if (await SignedCheckpoints.Find(database, tenant, null, cancellation) is not { } newest || newest.Size < known)
                    return (Object(tenant, witness, $"has seen a tree of {known} leaves, and the database held {checkpoint.Size}: it was set back"), checkpoint.Size);
                checkpoint = newest;
            }
            else if (known == old)
            {
                return (Object(tenant, witness, $"holds another tree of {known} leaves than the database does"), checkpoint.Size);
            }

            old = known;
        }

        return ("it changes faster than it can be told", checkpoint.Size);
    }

    private string Object(string tenant, Witness witness, string what)
    {
        objections[tenant] = $"the witness {witness.Name} {what}";
        return $"it {what}";
    }

    private async Task<IReadOnlyList<Hash>> Between(string tenant, long old, long size, CancellationToken cancellation)
    {
        if (old < 1 || old >= size) return [];
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var tiles = await LogTiles.Read(connection, tenant, Tiles.ForConsistency(old, size), cancellation);
        return Proof.Consistency(old, size, LogTiles.In(tiles));
    }

    // One cosignature of a witness is enough: each that is asked for again names another moment. What another service has kept meanwhile stays.
    private async Task Keep(Witness witness, string tenant, long size, string lines, CancellationToken cancellation)
    {
        for (var done = false; !done;)
        {
            if (await SignedCheckpoints.Find(database, tenant, size, cancellation) is not { } kept || witness.HasCosigned(kept.Note)) return;
            await using var command = database.CreateCommand("update audit.checkpoints set note = note || $3 where tenant = $1 and size = $2 and note = $4");
            command.Parameters.AddWithValue(tenant);
            command.Parameters.AddWithValue(size);
            command.Parameters.AddWithValue(lines);
            command.Parameters.AddWithValue(kept.Note);
            done = await command.ExecuteNonQueryAsync(cancellation) > 0;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (var witness in witnesses) witness.Dispose();
        base.Dispose();
    }

    [LoggerMessage(LogLevel.Error, "The witness {Witness} could not be asked")]
    private static partial void LogFailed(ILogger log, Exception error, string witness);

    [LoggerMessage(LogLevel.Warning, "The witness {Witness} did not cosign the log of {Tenant} at {Size}: {Trouble}")]
    private static partial void LogTrouble(ILogger log, string witness, string tenant, long size, string trouble);
}
