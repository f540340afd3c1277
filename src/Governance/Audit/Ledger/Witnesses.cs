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

    private readonly ConcurrentDictionary<string, long> offered = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Tenant, string Url), WitnessView> seen = new();
    private readonly ConcurrentDictionary<string, string> objections = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> asked = new(StringComparer.Ordinal);
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
    /// a start, with the last checkpoint that the database holds: whoever put an older database back learns it here.
    /// </summary>
    public async Task<string?> Objection(string tenant, CancellationToken cancellation)
    {
        if (Any && asked.TryAdd(tenant, true) && await SignedCheckpoints.Find(database, tenant, null, cancellation) is { } last)
            foreach (var witness in witnesses.Where(witness => !witness.IsAway)) await Send(witness, tenant, last.Size, cancellation);
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
                foreach (var witness in witnesses) await Send(witness, tenant, size, stoppingToken);
            }

            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Send(Witness witness, string tenant, long size, CancellationToken cancellation)
    {
        string? trouble;
        try
        {
            trouble = await Submit(witness, tenant, size, cancellation);
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

    private async Task<string?> Submit(Witness witness, string tenant, long size, CancellationToken cancellation)
    {
        if (await SignedCheckpoints.Find(database, tenant, size, cancellation) is not { } checkpoint) return "the checkpoint is gone";
        var old = seen.GetValueOrDefault((tenant, witness.Url))?.Size ?? 0;
        for (var attempt = 0; attempt < 2; attempt++)
        {
            witness.IsAway = false;
            var answer = await witness.Add(old, await Between(tenant, old, size, cancellation), checkpoint.Note, cancellation);
            if (answer.Cosignature is { } lines)
            {
                await Keep(tenant, size, lines, cancellation);
                return null;
            }

            if (answer.TwoHistories) return Object(tenant, witness, "was shown another history of this log than the database holds");
            if (answer.SeenSize is not { } known) return answer.Trouble;
            if (known > size) return Object(tenant, witness, $"has seen a tree of {known} leaves, and the database held {size}: it was set back");
            if (known == old) return Object(tenant, witness, $"holds another tree of {known} leaves than the database does");
            old = known;
        }

        return "it changes faster than it can be told";
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

    private async Task Keep(string tenant, long size, string lines, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("update audit.checkpoints set note = note || $3 where tenant = $1 and size = $2 and position($3 in note) = 0");
        command.Parameters.AddWithValue(tenant);
        command.Parameters.AddWithValue(size);
        command.Parameters.AddWithValue(lines);
        await command.ExecuteNonQueryAsync(cancellation);
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
