using Governance.Audit.Ledger;
using Governance.Shared;
using Npgsql;

namespace Governance.Audit.Past;

/// <summary>Finds the position of an organisation's log that a read asks for, and opens the past there.</summary>
public sealed class PointFinder(LedgerService ledger, PastStore past, NpgsqlDataSource database)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // A checkpoint signed after the moment closes it: whatever is signed later is later.
    private const string AtMoment = """
        select (select size from audit.checkpoints where tenant = $1 and signed_at <= $2 order by signed_at desc, size desc limit 1),
            exists (select from audit.checkpoints where tenant = $1 and signed_at > $2), clock_timestamp(), (select min(signed_at) from audit.checkpoints where tenant = $1)
        """;

    private const string AtVersion = """
        select (select leaf + 1 from audit.leaves where tenant = $1 and stream = $2 and version = $3 and kind in ('event', 'erasure') order by leaf limit 1),
            (select version from governance.mt_streams where tenant_id = $1 and id = $2 and not is_archived)
        """;

    /// <summary>
    /// The past at the point that is asked for, or why there is none. Null and null: the stream that the version is of is not there at all,
    /// which the read itself says.
    /// </summary>
    /// <exception cref="LedgerBehindException">What was appended is not signed in time.</exception>
    public async Task<(PastTransaction? Past, Refusal? Refusal)> Find(string tenant, string? stream, AsOf asked, CancellationToken cancellation)
    {
        var (position, refusal) = asked switch
        {
            { Moment: { } moment } => await OfMoment(tenant, moment, cancellation),
            { Version: { } version } => await OfVersion(tenant, stream!, version, cancellation),
            _ => (asked.Position, null),
        };
        if (position is not { } size) return (null, refusal);
        if (await PastTransaction.At(past, tenant, size, stream, cancellation) is { } found) return (found, null);
        // Nothing is signed so far yet, or the log is not so long.
        await CatchUp(cancellation);
        if (await PastTransaction.At(past, tenant, size, stream, cancellation) is { } late) return (late, null);
        return (null, AsOfRules.BeyondLog((long)(await Ask("select coalesce(max(size), 0) from audit.checkpoints where tenant = $1", cancellation, tenant)).Single()!));
    }

    private async Task<(long?, Refusal?)> OfMoment(string tenant, DateTimeOffset moment, CancellationToken cancellation)
    {
        for (var caughtUp = false; ; caughtUp = true)
        {
            var row = await Ask(AtMoment, cancellation, tenant, moment.UtcDateTime);
            var now = (DateTime)row[2]!;
            if (moment.UtcDateTime > now) return (null, AsOfRules.Future(now));
            // What was committed before the question is in the answer, or belongs to a later checkpoint.
            if (row[1] is true || caughtUp) return row[0] is long size ? (size, null) : (null, AsOfRules.BeforeLog(row[3] is DateTime first ? first : null));
            await CatchUp(cancellation);
        }
    }

    private async Task<(long?, Refusal?)> OfVersion(string tenant, string stream, long version, CancellationToken cancellation)
    {
        for (var caughtUp = false; ; caughtUp = true)
        {
            var row = await Ask(AtVersion, cancellation, tenant, stream, version);
            if (row[0] is long position) return (position, null);
            if (row[1] is not long versions) return (null, null);
            if (version > versions) return (null, AsOfRules.NoSuchVersion(versions));
            if (caughtUp) throw new LedgerBehindException();
            await CatchUp(cancellation);
        }
    }

    private async Task CatchUp(CancellationToken cancellation)
    {
        if (!await ledger.CatchUp(Patience, cancellation)) throw new LedgerBehindException();
    }

    private async Task<object?[]> Ask(string sql, CancellationToken cancellation, params object[] parameters)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var parameter in parameters) command.Parameters.AddWithValue(parameter);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var row = new object?[reader.FieldCount];
        for (var at = 0; at < row.Length; at++) row[at] = await reader.IsDBNullAsync(at, cancellation) ? null : reader.GetValue(at);
        return row;
    }
}
