using Npgsql;

namespace Governance.Audit.Ledger;

/// <summary>
/// Ends a rotation of the key that signs the logs: once every log holds the leaf in which the old key vouches for the new one, the new
/// one takes its place in the folder.
/// </summary>
public sealed class KeyRotation(NpgsqlDataSource database, KeyRing keys, TimeProvider clock)
{
    /// <summary>Looks whether a rotation can be ended, and whether a former key has signed long enough.</summary>
    public async Task Finish(CancellationToken cancellation)
    {
        keys.RetireFormer(clock.GetUtcNow());
        if (keys.Log.Next is null) return;
        await using var command = database.CreateCommand("select origin, vkey from audit.logs");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            using var signers = new LogKeys(reader.GetString(0), keys.Log);
            if (signers.Key != reader.GetString(1)) return;
        }

        keys.Turn();
    }
}
