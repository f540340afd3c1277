using System.Collections.Concurrent;
using Governance.Ledger;
using Npgsql;

namespace Governance.Audit.Ledger;

/// <summary>
/// Sends every checkpoint to the witnesses that the settings name, and keeps their cosignatures with it (C2SP tlog-witness). A witness that
/// is away holds nothing up; one that has seen more than this log holds stops the signing.
/// </summary>
public sealed partial class Witnesses(LedgerSettings settings, NpgsqlDataSource database, LedgerFindings findings, ILogger<Witnesses> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, long> offered = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Tenant, string Url), WitnessView> seen = new();
    private readonly IReadOnlyList<Witness> witnesses = [.. settings.Witnesses.Select(Witness.Of)];

    /// <summary>Whether there are any.</summary>
    public bool Any => witnesses.Count > 0;

    /// <summary>A checkpoint was signed; only the newest is sent.</summary>
    public void Offer(string tenant, long size)
    {
        if (Any) offered.AddOrUpdate(tenant, size, (_, before) => Math.Max(before, size));
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

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Send(Witness witness, string tenant, long size, CancellationToken cancellation)
    {
        string? trouble;
        try
        {
            trouble = await Submit(witness, tenant, size, cancellation);
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or NpgsqlException or FormatException && !cancellation.IsCancellationRequested)
        {
            trouble = error is OperationCanceledException ? "it did not answer in time" : error.Message;
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
            var answer = await witness.Add(old, await Between(tenant, old, size, cancellation), checkpoint.Note, cancellation);
            if (answer.Cosignature is { } lines)
            {
                await Keep(tenant, size, lines, cancellation);
                return null;
            }

            if (answer.SeenSize is not { } known) return answer.Trouble;
            if (known > size)
            {
                findings.Refused(tenant, $"the witness {witness.Name} has seen a tree of {known} leaves, and the database holds {size}: it was set back");
                return $"it has seen {known} leaves already";
            }

            if (known == old) return $"it holds another tree of {known} leaves than this one: two histories were shown";
            old = known;
        }

        return "it changes faster than it can be told";
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

    [LoggerMessage(LogLevel.Warning, "The witness {Witness} did not cosign the log of {Tenant} at {Size}: {Trouble}")]
    private static partial void LogTrouble(ILogger log, string witness, string tenant, long size, string trouble);
}
