using System.Text.Json;
using Governance.Flows;
using Governance.Shared;
using Npgsql;

namespace Governance.Approvals;

/// <summary>The facts of one request, or why they cannot be read.</summary>
/// <param name="RequestId">Its id.</param>
/// <param name="History">Its facts in the order of its stream.</param>
/// <param name="Fault">Which fact cannot be read, or null.</param>
public sealed record PastRequest(string RequestId, IReadOnlyList<RequestEntry> History, string? Fault);

/// <summary>
/// Reads requests as their streams stand, many at once and past the store's own machinery: a replay reads every request there is, and
/// that is most of its time.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="tenant">The organisation.</param>
public sealed class PastRequests(NpgsqlDataSource database, string tenant)
{
    private const string Ids = "select id from governance.mt_doc_request where tenant_id = $1 and subject_type = $2 order by id collate \"C\"";

    private const string Facts = """
        select stream_id, version, type, data, timestamp, user_name, headers ->> $3
        from governance.mt_events where tenant_id = $1 and stream_id = any($2) and not is_archived order by stream_id collate "C", version
        """;

    private static readonly Dictionary<string, Type> Types = RequestFactTypes.All.ToDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>The streams of every request about a kind of subject, the oldest first: ids are time-ordered.</summary>
    public async Task<IReadOnlyList<string>> About(string subjectType, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Ids);
        command.Parameters.AddWithValue(tenant);
        command.Parameters.AddWithValue(subjectType);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var streams = new List<string>();
        while (await reader.ReadAsync(cancellation)) streams.Add(reader.GetString(0));
        return streams;
    }

    /// <summary>Their facts, in the order of the streams.</summary>
    public async Task<IReadOnlyList<PastRequest>> Read(string[] streams, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Facts);
        command.Parameters.AddWithValue(tenant);
        command.Parameters.AddWithValue(streams);
        command.Parameters.AddWithValue(Origin.OnBehalfOfHeader);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var requests = new List<PastRequest>();
        for (var more = await reader.ReadAsync(cancellation); more;)
        {
            var stream = reader.GetString(0);
            var (history, fault) = (new List<RequestEntry>(), (string?)null);
            for (; more && reader.GetString(0) == stream; more = await reader.ReadAsync(cancellation)) fault = Take(reader, history) ?? fault;
            requests.Add(new PastRequest(StreamKeys.IdOf(stream), history, fault));
        }

        return requests;
    }

    private static string? Take(NpgsqlDataReader reader, List<RequestEntry> history)
    {
        var (version, name) = (reader.GetInt64(1), reader.GetString(2));
        if (!Types.TryGetValue(name, out var type)) return $"Version {version} is a fact that this service does not know.";
        try
        {
            if (JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(3), type, Json.Options) is not RequestEvent fact) return $"Version {version} cannot be read.";
            history.Add(new RequestEntry(
                fact, reader.IsDBNull(5) ? Caller.Founder : reader.GetString(5), reader.IsDBNull(6) ? null : reader.GetString(6), reader.GetFieldValue<DateTimeOffset>(4), version));
            return null;
        }
        catch (JsonException)
        {
            return $"Version {version} cannot be read.";
        }
    }
}
