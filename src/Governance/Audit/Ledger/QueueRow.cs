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
/// <param name="Since">When it came into the queue, by the database's clock, UTC; what somebody changed to a year that no calendar of ours has is the nearest that one has.</param>
/// <param name="Waited">Whether it has waited longer than a forerunner in its stream may take, or says of itself that it came at a moment to come.</param>
/// <param name="Event">The event, or null when it is not there any more.</param>
public sealed record QueueRow(
    long Number, string Tenant, ulong Transaction, char Change, long? Sequence, Guid? EventId, string? Stream, long? Version, string By, DateTime Since, bool Waited, StoredEvent? Event)
{
    /// <summary>When the oldest row came, of some under the name q; what somebody changed to a moment to come counts as come now, and to a year that no calendar of ours has as the first of ours.</summary>
    public const string Oldest = "min(greatest('0002-01-01', least(q.since, clock_timestamp())))";

    /// <summary>The first rows that nobody has taken, but for those of some organisations; each event is looked up by itself, so that no batch reads the whole table of events.</summary>
    public const string Select = $"""
        select q.n, q.tenant, q.tx::text, q.change, q.seq, q.event_id, q.stream, q.version, q.by, greatest('0002-01-01', least(q.since, '9998-12-31')),
               q.since not between clock_timestamp() - interval '10 seconds' and clock_timestamp() + interval '10 seconds',
               {StoredEvent.Columns}
        from (select * from audit.queue where tenant <> all($2) order by n limit $1) q
        left join lateral (select * from governance.mt_events e where q.change in ('i', 'm') and e.seq_id = q.seq and e.id = q.event_id limit 1) e on true
        order by q.n
        """;

    /// <summary>The row that a reader of <see cref="Select"/> stands on.</summary>
    public static QueueRow Of(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetString(1), ulong.Parse(row.GetString(2), System.Globalization.CultureInfo.InvariantCulture), row.GetChar(3),
        StoredEvent.Number64(row, 4), row.IsDBNull(5) ? null : row.GetGuid(5), StoredEvent.Text(row, 6), StoredEvent.Number64(row, 7), row.GetString(8), row.GetFieldValue<DateTime>(9), row.GetBoolean(10),
        StoredEvent.Of(row, 11));
}
