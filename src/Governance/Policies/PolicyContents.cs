using Governance.Database;
using JasperFx.Events;
using Marten;
using Marten.Services.BatchQuerying;

namespace Governance.Policies;

/// <summary>Reads a policy's contents from the events that hold them: whole texts are in no state and in no view.</summary>
public static class PolicyContents
{
    private const string NewestContent = $"""
        select {PreparedStatements.ByKey} e.data -> 'content' from governance.mt_events e where e.tenant_id = ? and e.stream_id = ? and not e.is_archived
            and e.version = (select (d.data ->> 'newestContent')::bigint from governance.mt_doc_policy d where d.tenant_id = ? and d.id = ?)
        """;

    /// <summary>The content in the event at a version of the stream, or null when that event holds none.</summary>
    public static async Task<PolicyContent?> At(IQuerySession session, string streamKey, long version, CancellationToken cancellation) =>
        (await session.Events.FetchStreamAsync(streamKey, version: version, fromVersion: version, token: cancellation)) is [.., { } stored] ? In(stored.Data) : null;

    /// <summary>The content of the draft, else of the newest version; null for a policy that has none yet.</summary>
    public static Task<PolicyContent?> Newest(IQuerySession session, IEventStream<Policy> stream, CancellationToken cancellation) =>
        stream.Aggregate is { NewestContent: > 0 } policy ? At(session, policy.Id, policy.NewestContent, cancellation) : Task.FromResult<PolicyContent?>(null);

    /// <summary>The same, asked together with the policy itself, before it is known which event holds the content.</summary>
    public static Task<IReadOnlyList<PolicyContent>> Newest(IBatchedQuery batch, string tenant, string streamKey) => batch.Query<PolicyContent>(NewestContent, tenant, streamKey, tenant, streamKey);

    /// <summary>The content in a fact, or null.</summary>
    public static PolicyContent? In(object fact) => fact switch
    {
        PolicyDrafted drafted => drafted.Content,
        PolicyRevised revised => revised.Content,
        _ => null,
    };
}
