using JasperFx.Events;
using Marten;

namespace Governance.Policies;

/// <summary>Reads a policy's contents from the events that hold them: whole texts are in no state and in no view.</summary>
public static class PolicyContents
{
    /// <summary>The content in the event at a version of the stream, or null when that event holds none.</summary>
    public static async Task<PolicyContent?> At(IQuerySession session, string streamKey, long version, CancellationToken cancellation) =>
        (await session.Events.FetchStreamAsync(streamKey, version: version, fromVersion: version, token: cancellation)) is [.., { } stored] ? In(stored.Data) : null;

    /// <summary>The content of the draft, else of the newest version; null for a policy that has none yet.</summary>
    public static Task<PolicyContent?> Newest(IQuerySession session, IEventStream<Policy> stream, CancellationToken cancellation) =>
        stream.Aggregate is { NewestContent: > 0 } policy ? At(session, policy.Id, policy.NewestContent, cancellation) : Task.FromResult<PolicyContent?>(null);

    /// <summary>The content in a fact, or null.</summary>
    public static PolicyContent? In(object fact) => fact switch
    {
        PolicyDrafted drafted => drafted.Content,
        PolicyRevised revised => revised.Content,
        _ => null,
    };
}
