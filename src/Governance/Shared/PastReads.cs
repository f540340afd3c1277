using Marten;
using Npgsql;

namespace Governance.Shared;

/// <summary>Reads that mean the same on a session of now and on one that shows a point of the past.</summary>
public static class PastReads
{
    /// <summary>The schema of the session that shows a point of the past; see <see cref="AsOfPoint"/>.</summary>
    public const string Schema = "past";

    // The greatest form up to the version that the point has; what a transaction recorded at once has one form only, and is folded on top of it.
    private const string Newest = """
        select h.data, h.mt_version, (select past.version_at($1, $2, current_setting('governance.position')::bigint)) from past.{0}_history h
        where h.tenant_id = $1 and h.id = $2 and h.data is not null and h.mt_version <= (select past.version_at($1, $2, current_setting('governance.position')::bigint))
        order by h.mt_version desc, h.n desc limit 1
        """;

    /// <summary>Whether the session shows a point of the past.</summary>
    public static bool IsPast(this IQuerySession session) => SchemaOf(session) == Schema;

    /// <summary>The schema that hand-written SQL names, so that it reads what the session reads.</summary>
    public static string SchemaOf(this IQuerySession session) => session.DocumentStore.Options.DatabaseSchemaName;

    /// <summary>
    /// The state or view of one stream, or null when it was not there: as it is kept beside the stream now; of then, from the newest form
    /// that was kept and the events behind it, or from its events alone.
    /// </summary>
    public static async Task<TState?> State<TState>(this IQuerySession session, string streamKey, CancellationToken cancellation) where TState : class
    {
        if (!session.IsPast()) return await session.LoadAsync<TState>(streamKey, cancellation);
        if (!typeof(TState).IsDefined(typeof(KeptAttribute), false)) return await session.Events.AggregateStreamAsync<TState>(streamKey, token: cancellation);
        var (state, kept, asked) = await Kept<TState>(session, streamKey, cancellation);
        return kept > 0 && kept == asked ? state : await session.Events.AggregateStreamAsync(streamKey, asked, state: state, fromVersion: kept + 1, token: cancellation);
    }

    private static async Task<(TState? State, long Version, long Asked)> Kept<TState>(IQuerySession session, string streamKey, CancellationToken cancellation) where TState : class
    {
        var options = session.DocumentStore.Options;
        await using var command = new NpgsqlCommand(Newest.Replace("{0}", options.FindOrResolveDocumentType(typeof(TState)).TableName.Name, StringComparison.Ordinal));
        command.Parameters.AddWithValue(session.TenantId);
        command.Parameters.AddWithValue(streamKey);
        await using var reader = await session.ExecuteReaderAsync(command, cancellation);
        return await reader.ReadAsync(cancellation) ? (await options.Serializer().FromJsonAsync<TState>(reader, 0, cancellation), reader.GetInt64(1), reader.GetInt64(2)) : (null, 0, 0);
    }

    /// <summary>Asks something of now, whatever the session shows: who may read is decided by what holds at the moment of reading.</summary>
    public static async Task<T> AskNow<T>(this IQuerySession session, HttpContext http, Func<IQuerySession, Task<T>> ask)
    {
        if (AsOfPoint.Of(http) is not { } point) return await ask(session);
        await using var now = point.Now();
        return await ask(now);
    }
}
