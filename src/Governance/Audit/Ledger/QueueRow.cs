using Npgsql;

namespace Governance.Audit.Ledger;

/// <summary>One change of the event table that is still to be written into a log, with the event as it is stored now.</summary>
/// <param name="Number">Its number in the queue.</param>
/// <param name="Tenant">The organisation.</param>
/// <param name="Transaction">The transaction that made the change.</param>
/// <param name="Change">i: appended; u: changed; d: deleted; t: the table was emptied. What the monitor found, which no trigger saw: m: appended; c: changed; g: gone.</param>
/// <param name="Sequence">The event's number in the store.</param>
/// <param name="EventId">The event's id.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Version">Its version in the stream.</param>
/// <param name="By">The database's user who made the change.</param>
/// <param name="Since">When it came into the queue, by the database's clock, UTC.</param>
/// <param name="Waited">Whether it has waited longer than a forerunner in its stream may take.</param>
/// <param name="Event">The event, or null when it is not there any more.</param>
public sealed record QueueRow(
    long Number, string Tenant, ulong Transaction, char Change, long? Sequence, Guid? EventId, string? Stream, long? Version, string By, DateTime Since, bool Waited, StoredEvent? Event)
{
    /// <summary>The first rows that nobody has taken.</summary>
    public const string Select = """
        select q.n, q.tenant, q.tx::text, q.change, q.seq, q.event_id, q.stream, q.version, q.by, q.since, clock_timestamp() - q.since > interval '10 seconds',
               e.tenant_id, e.stream_id, e.version, e.id, e.type, e.data::text, e.headers::text, e.timestamp, e.user_name, e.correlation_id, e.causation_id
        from (select * from audit.queue order by n limit $1) q
        left join governance.mt_events e on q.change in ('i', 'm') and e.seq_id = q.seq
        order by q.n
        """;

    /// <summary>The row that a reader of <see cref="Select"/> stands on.</summary>
    public static QueueRow Of(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetString(1), ulong.Parse(row.GetString(2), System.Globalization.CultureInfo.InvariantCulture), row.GetChar(3),
        Number64(row, 4), row.IsDBNull(5) ? null : row.GetGuid(5), Text(row, 6), Number64(row, 7), row.GetString(8), row.GetFieldValue<DateTime>(9), row.GetBoolean(10),
        row.IsDBNull(14) ? null : new StoredEvent(
            row.GetString(11), row.GetString(12), row.GetInt64(13), row.GetInt64(4), row.GetGuid(14), row.GetString(15), row.GetString(16), Text(row, 17) ?? "{}",
            row.GetFieldValue<DateTime>(18), Text(row, 19), Text(row, 20), Text(row, 21)));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static long? Number64(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}

/// <summary>An event as the database holds it.</summary>
/// <param name="Tenant">The organisation.</param>
/// <param name="Stream">The stream.</param>
/// <param name="Version">The version in the stream, from 1.</param>
/// <param name="Sequence">The number in the store.</param>
/// <param name="Id">The id.</param>
/// <param name="Type">What kind of fact.</param>
/// <param name="Data">JSON, in the database's spelling.</param>
/// <param name="Headers">JSON.</param>
/// <param name="At">When the database appended it, UTC, to the microsecond.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Correlation">Ties together what followed from one call.</param>
/// <param name="Causation">What led to it.</param>
public sealed record StoredEvent(
    string Tenant, string Stream, long Version, long Sequence, Guid Id, string Type, string Data, string Headers, DateTime At, string? Actor, string? Correlation, string? Causation);
