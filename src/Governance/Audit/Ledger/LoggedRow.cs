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
    /// <summary>The row that a reader stands on.</summary>
    public static LoggedRow Of(NpgsqlDataReader row) => new(
        row.GetInt64(0), Hash.Of(row.GetFieldValue<byte[]>(1)), row.GetFieldValue<byte[]>(2), row.GetString(3) is "event" or "erasure",
        row.IsDBNull(8) ? null : new StoredEvent(
            row.GetString(4), row.GetString(5), row.GetInt64(6), row.GetInt64(7), row.GetGuid(8), row.GetString(9), row.GetString(10), Text(row, 11) ?? "{}",
            row.GetFieldValue<DateTime>(12), Text(row, 13), Text(row, 14), Text(row, 15)),
        !row.IsDBNull(16) && row.GetBoolean(16), !row.IsDBNull(17) && row.GetBoolean(17), row.IsDBNull(18) ? null : row.GetGuid(18), Text(row, 19), Number(row, 20), Number(row, 21));

    /// <summary>Whether the event, written into an entry once more, gives the bytes that were logged.</summary>
    public bool IsAsLogged(KeyRing keys) =>
        !IsEvent || (Event is { } stored && !Archived && LeafDraft.OfEvent(stored, keys, mayBeBare: true).Bytes.AsSpan().SequenceEqual(Entry));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static long? Number(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
