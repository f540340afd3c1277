using Governance.Audit.Ledger;
using Governance.Shared;
using Npgsql;

namespace Governance.Audit.Past;

/// <summary>Finds the point of an organisation's log that a read asks for.</summary>
public sealed class PointFinder(Coordinates log, LedgerService ledger, NpgsqlDataSource database)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const string LeafOfVersion = "select leaf from audit.leaves where tenant = $1 and stream = $2 and version = $3 and kind in ('event', 'erasure') order by leaf limit 1";
    private const string Versions = "select version from governance.mt_streams where tenant_id = $1 and id = $2 and not is_archived";
    private const string FirstSigned = "select min(signed_at) from audit.checkpoints where tenant = $1";

    /// <summary>The point, or why there is none. Null and null: the stream that the version is of is not there at all, which the read itself says.</summary>
    /// <exception cref="LedgerBehindException">What was appended is not signed in time.</exception>
    public async Task<(LogCoordinate? Point, Refusal? Refusal)> Find(string tenant, string? stream, AsOf asked, CancellationToken cancellation)
    {
        if (asked.Moment is { } moment) return await OfMoment(tenant, moment, cancellation);
        if (asked.Position is { } position) return await OfPosition(tenant, position, cancellation);
        return await OfVersion(tenant, stream!, asked.Version!.Value, cancellation);
    }

    private async Task<(LogCoordinate?, Refusal?)> OfMoment(string tenant, DateTimeOffset moment, CancellationToken cancellation)
    {
        var now = (DateTime)(await Ask("select clock_timestamp()", cancellation))!;
        if (moment.UtcDateTime > now) return (null, AsOfRules.Future(now));
        if (await log.At(tenant, moment, cancellation) is { } point) return (point, null);
        return (null, AsOfRules.BeforeLog(await Ask(FirstSigned, cancellation, tenant) is DateTime first ? first : null));
    }

    private async Task<(LogCoordinate?, Refusal?)> OfPosition(string tenant, long position, CancellationToken cancellation)
    {
        var size = await log.Size(tenant, cancellation);
        if (position > size && await ledger.CatchUp(Patience, cancellation)) size = await log.Size(tenant, cancellation);
        return position > size ? (null, AsOfRules.BeyondLog(size)) : (await log.At(tenant, position, cancellation), null);
    }

    private async Task<(LogCoordinate?, Refusal?)> OfVersion(string tenant, string stream, long version, CancellationToken cancellation)
    {
        if (await Ask(LeafOfVersion, cancellation, tenant, stream, version) is not long leaf)
        {
            if (await Ask(Versions, cancellation, tenant, stream) is not long versions) return (null, null);
            if (version > versions) return (null, AsOfRules.NoSuchVersion(versions));
            if (!await ledger.CatchUp(Patience, cancellation) || await Ask(LeafOfVersion, cancellation, tenant, stream, version) is not long late) throw new LedgerBehindException();
            leaf = late;
        }

        return (await log.At(tenant, leaf + 1, cancellation), null);
    }

    private async Task<object?> Ask(string sql, CancellationToken cancellation, params object[] parameters)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var parameter in parameters) command.Parameters.AddWithValue(parameter);
        return await command.ExecuteScalarAsync(cancellation) is { } found and not DBNull ? found : null;
    }
}
