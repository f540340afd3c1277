using Governance.Ledger;
using Npgsql;

namespace Governance.Audit.Ledger;

/// <summary>A leaf beside the event that it speaks of, as the database holds both now.</summary>
/// <param name="Leaf">The leaf's number, from 0.</param>
/// <param name="Hash">The leaf's hash.</param>
/// <param name="Entry">The entry's bytes.</param>
/// <param name="IsEvent">Whether it speaks of an event.</param>
/// <param name="Event">The event, or null when it is not there.</param>
/// <param name="Archived">Whether the event is marked as archived; this product marks none.</param>
/// <param name="Known">Whether the log or the queue says already that the event was changed.</param>
/// <param name="EventId">The event's id.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sequence">Its number in the store.</param>
public sealed record LoggedRow(
    long Leaf, Hash Hash, byte[] Entry, bool IsEvent, StoredEvent? Event, bool Archived, bool Known, Guid? EventId, string? Stream, long? Version, long? Sequence)
{
    /// <summary>Leaves of an organisation from one on, each with its event; of one that stands there twice, with the row that is none of ours.</summary>
    public const string Select = $"""
        select l.leaf, l.hash, l.entry, l.kind, e.is_archived,
               l.kind in ('event', 'erasure') and exists (select from audit.leaves m where m.tenant = l.tenant and m.event_id = l.event_id and m.kind = 'mutation')
                   or exists (select from audit.queue q where q.event_id = l.event_id), l.event_id, l.stream, l.version, l.seq,
               {StoredEvent.Columns}
        from audit.leaves l
        left join lateral (select * from governance.mt_events e where e.tenant_id = l.tenant and e.id = l.event_id and e.seq_id = l.seq order by e.is_archived desc limit 1) e on true
        where l.tenant = $1 and l.leaf >= $2 order by l.leaf limit $3
        """;

    /// <summary>The row that a reader of <see cref="Select"/> stands on.</summary>
    public static LoggedRow Of(NpgsqlDataReader row) => new(
        row.GetInt64(0), Hash.Of(row.GetFieldValue<byte[]>(1)), row.GetFieldValue<byte[]>(2), row.GetString(3) is "event" or "erasure", StoredEvent.Of(row, 10),
        !row.IsDBNull(4) && row.GetBoolean(4), !row.IsDBNull(5) && row.GetBoolean(5), row.IsDBNull(6) ? null : row.GetGuid(6), StoredEvent.Text(row, 7), StoredEvent.Number64(row, 8), StoredEvent.Number64(row, 9));

    /// <summary>Whether the event, written into an entry once more, gives the bytes that were logged.</summary>
    public bool IsAsLogged(KeyRing keys) =>
        !IsEvent || (Event is { } stored && !Archived && LeafDraft.OfEvent(stored, keys, mayBeBare: true).Bytes.AsSpan().SequenceEqual(Entry));
}
