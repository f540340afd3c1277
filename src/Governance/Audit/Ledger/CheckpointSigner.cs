using Governance.Ledger;
using Governance.Shared;
using Npgsql;

namespace Governance.Audit.Ledger;

/// <summary>
/// Signs what the sequencer has written. It never signs a tree that does not extend the last one it signed: neither one that somebody
/// rewrote in the database, nor the shorter one of an old backup. What was signed last is remembered outside the database.
/// </summary>
public sealed partial class CheckpointSigner(NpgsqlDataSource database, KeyRing keys, Witnesses witnesses, LedgerFindings findings, TimeProvider clock, ILogger<CheckpointSigner> log)
{
    private const string Unsigned = """
        select l.tenant, c.size is not null from audit.logs l left join audit.checkpoints c on c.tenant = l.tenant and c.size = l.size
        where c.size is null or c.renewed_at < clock_timestamp() - interval '1 minute'
        """;

    /// <summary>Signs the logs that grew, and says once a minute of the others that they did not.</summary>
    public async Task SignAll(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var (grown, still) = (new List<string>(), new List<string>());
        await using (var command = new NpgsqlCommand(Unsigned, connection))
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) (reader.GetBoolean(1) ? still : grown).Add(reader.GetString(0));
        }

        foreach (var tenant in grown) await One(tenant, head => Sign(connection, head, cancellation));
        foreach (var tenant in still) await One(tenant, head => Renew(connection, head, cancellation));

        Task One(string tenant, Func<LogHead, Task> what) => Judge(connection, tenant, what, cancellation);
    }

    // What one log suffers from keeps no other from being signed.
    private async Task Judge(NpgsqlConnection connection, string tenant, Func<LogHead, Task> what, CancellationToken cancellation)
    {
        try
        {
            if (await LogHead.Read(connection, tenant, cancellation) is not { } head) return;
            // An older database that was put back may stand at a checkpoint of its own: that it is still the same is as untrue as a signature would be.
            if (await Objection(connection, head, cancellation) is { } objection)
            {
                if (findings.Refused(tenant, objection)) LogRefused(log, head.Origin, head.Size, objection);
                return;
            }

            await what(head);
            findings.Cleared(tenant);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested && !Failures.Chain(error).Any(Failures.IsAway))
        {
            if (findings.Refused(tenant, "the signing failed; the service's log says how")) LogFailed(log, error, tenant);
        }
    }

    private async Task Sign(NpgsqlConnection connection, LogHead head, CancellationToken cancellation)
    {
        var checkpoint = new Checkpoint(head.Origin, head.Size, head.Root);
        using var signers = new LogKeys(head.Origin, keys.Log);
        var note = SignedNote.Sign(checkpoint.ToText(), clock.GetUtcNow(), signers.All).ToText();
        // In this order a crash in between signs the same tree again, with the same words.
        keys.RememberSigned(head.Tenant, note);
        await using (var command = new NpgsqlCommand("insert into audit.checkpoints (tenant, size, root, note) values ($1, $2, $3, $4) on conflict do nothing", connection))
        {
            command.Parameters.AddWithValue(head.Tenant);
            command.Parameters.AddWithValue(head.Size);
            command.Parameters.AddWithValue(head.Root.ToArray());
            command.Parameters.AddWithValue(note);
            await command.ExecuteNonQueryAsync(cancellation);
        }

        witnesses.Offer(head.Tenant, head.Size);
    }

    /// <summary>Why the tree at the head may not be signed, or null.</summary>
    private async Task<string?> Objection(NpgsqlConnection connection, LogHead head, CancellationToken cancellation)
    {
        if (await witnesses.Objection(head.Tenant, cancellation) is { } objection) return objection;
        var needed = Tiles.ForRoot(head.Size);
        var newest = await SignedCheckpoints.Find(database, head.Tenant, null, cancellation);
        if ((keys.LastSigned(head.Tenant) ?? newest?.Note) is not { } text)
            return Proof.RootOf(head.Size, LogTiles.In(await LogTiles.Read(connection, head.Tenant, needed, cancellation))) == head.Root ? null : "the tiles do not lead to the root";
        var last = Checkpoint.Parse(SignedNote.Parse(text).Text);
        if (last.Origin != head.Origin) return $"this installation signed the log as {last.Origin}, and is now told to call it {head.Origin}";
        if (last.Size > head.Size) return $"a tree of {last.Size} leaves was signed already, and the database holds {head.Size}: it was set back";
        var tiles = LogTiles.In(await LogTiles.Read(connection, head.Tenant, [.. needed, .. Tiles.ForConsistency(last.Size, head.Size)], cancellation));
        try
        {
            return Proof.RootOf(head.Size, tiles) != head.Root ? "the tiles do not lead to the root"
                : Proof.VerifyConsistency(last.Size, last.Root, head.Size, head.Root, Proof.Consistency(last.Size, head.Size, tiles)) ? null
                : !(newest?.Size >= last.Size) ? $"a tree of {last.Size} leaves was signed already, and the database knows nothing of it: it was set back, and written on"
                : $"it does not extend the tree of {last.Size} leaves that was signed before: somebody rewrote it";
        }
        catch (TileMissingException)
        {
            return "tiles are missing";
        }
    }

    private static async Task Renew(NpgsqlConnection connection, LogHead head, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("update audit.checkpoints set renewed_at = clock_timestamp() where tenant = $1 and size = $2", connection);
        command.Parameters.AddWithValue(head.Tenant);
        command.Parameters.AddWithValue(head.Size);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    [LoggerMessage(LogLevel.Critical, "The log of {Tenant} could not be signed; it is tried again")]
    private static partial void LogFailed(ILogger log, Exception error, string tenant);

    [LoggerMessage(LogLevel.Critical, "The log {Origin} is not signed at {Size}: {Objection}")]
    private static partial void LogRefused(ILogger log, string origin, long size, string objection);
}
