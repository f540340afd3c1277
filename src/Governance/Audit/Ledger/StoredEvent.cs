using Npgsql;

namespace Governance.Audit.Ledger;

/// <summary>An event as the database holds it, whoever put it there.</summary>
/// <param name="Tenant">The organisation.</param>
/// <param name="Stream">The stream.</param>
/// <param name="Version">The version in the stream, from 1.</param>
/// <param name="Sequence">The number in the store.</param>
/// <param name="Id">The id.</param>
/// <param name="Type">What kind of fact.</param>
/// <param name="Data">JSON, in the database's spelling.</param>
/// <param name="Headers">JSON.</param>
/// <param name="At">When the database appended it, UTC, to the microsecond; null for infinity and for years that no calendar of ours has.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Correlation">Ties together what followed from one call.</param>
/// <param name="Causation">What led to it.</param>
public sealed record StoredEvent(
    string Tenant, string Stream, long Version, long Sequence, Guid Id, string Type, string Data, string Headers, DateTime? At, string? Actor, string? Correlation, string? Causation)
{
    /// <summary>The columns that <see cref="Of(NpgsqlDataReader, int)"/> reads, of the event table under the name e.</summary>
    public const string Columns =
        """
        e.tenant_id, e.stream_id, e.version, e.seq_id, e.id, e.type, e.data::text, e.headers::text,
        case when e.timestamp between '0002-01-01' and '9998-12-31' then e.timestamp end, e.user_name, e.correlation_id, e.causation_id
        """;

    /// <summary>The event whose columns begin at a place of a row, or null when there is none.</summary>
    public static StoredEvent? Of(NpgsqlDataReader row, int first) => row.IsDBNull(first + 4) ? null : new StoredEvent(
        row.GetString(first), Text(row, first + 1) ?? "", row.GetInt64(first + 2), row.GetInt64(first + 3), row.GetGuid(first + 4), row.GetString(first + 5), row.GetString(first + 6),
        Text(row, first + 7) ?? "{}", row.IsDBNull(first + 8) ? null : row.GetFieldValue<DateTime>(first + 8), Text(row, first + 9), Text(row, first + 10), Text(row, first + 11));

    /// <summary>A text that may be absent.</summary>
    public static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>A number that may be absent.</summary>
    public static long? Number64(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
