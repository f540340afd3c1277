using Governance.Directory;
using Governance.Shared;
using Marten;
using Wolverine;

namespace Governance.Approvals;

/// <summary>An open request is to be brought up to date with the directory. Looks again, and does nothing when that is done.</summary>
/// <param name="Tenant">The organisation.</param>
/// <param name="Stream">The request's stream.</param>
/// <param name="Actor">Whose change of the directory it was.</param>
public sealed record FollowDirectory(string Tenant, string Stream, string Actor);

/// <summary>
/// Requests follow the directory at once: inboxes gain and lose people, and a quorum that somebody's leaving completes or puts out of
/// reach is told, without waiting for the next decision. Each request is a transaction of its own, so that a lost race is tried again by itself.
/// </summary>
public static class FollowDirectoryHandler
{
    /// <summary>A message for each request that is open, or behind whose end something is still owed.</summary>
    public static async Task Handle(DirectoryChanged changed, IDocumentSession session, IMessageContext bus, CancellationToken cancellation)
    {
        var live = session.Query<RequestLine>().Where(line => line.IsLive);
        // A delegation concerns what waits for its people; whatever else they were asked follows with the next act about it.
        List<string> open = changed.Concerned is null ? [.. await live.Select(line => line.Id).ToListAsync(cancellation)] : [];
        foreach (var person in changed.Concerned ?? [])
            open.AddRange(await live.InboxOf(changed.Tenant, person).Select(line => line.Id).ToListAsync(cancellation));
        foreach (var stream in open.Distinct())
            await bus.PublishAsync(new FollowDirectory(changed.Tenant, stream, changed.Actor), new DeliveryOptions { TenantId = changed.Tenant });
    }

    /// <summary>The request's own facts, and those of its subject when it is settled by them.</summary>
    public static Task Handle(FollowDirectory follow, IDocumentSession session, IMessageContext bus, RequestFollowing following, CancellationToken cancellation) =>
        following.Follow(follow.Tenant, follow.Stream, new Origin(Caller.Flows, null, bus.CorrelationId ?? follow.Stream, $"message:{nameof(DirectoryChanged)} of {follow.Actor}"), session, bus, cancellation);
}
