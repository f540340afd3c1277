using Governance.Flows;
using Governance.Shared;
using Marten;
using Wolverine;

namespace Governance.Approvals;

/// <summary>A flow has a new version in force. Durable, and sent in the transaction of the fact.</summary>
/// <param name="Tenant">The organisation.</param>
/// <param name="Flow">The flow's name.</param>
/// <param name="Actor">Whose act completed the adoption.</param>
/// <param name="Again">Whether this is the second look.</param>
public sealed record FlowMovedOn(string Tenant, string Flow, string Actor, bool Again = false);

/// <summary>An open request follows an older version of its flow. Looks again, and does nothing when that is as it should be.</summary>
/// <param name="Tenant">The organisation.</param>
/// <param name="Stream">The request's stream.</param>
/// <param name="Actor">Whose act completed the adoption.</param>
public sealed record FollowFlow(string Tenant, string Stream, string Actor);

/// <summary>
/// What a new version means to a request in flight is said by the version that it follows: keep, carry over, or restart. Each request is a
/// transaction of its own, so that a lost race is tried again by itself.
/// </summary>
public static class FollowFlowHandler
{
    private static readonly TimeSpan UntilTheSecondLook = TimeSpan.FromMinutes(1);

    /// <summary>A message for each open request that follows an older version.</summary>
    public static async Task Handle(FlowMovedOn moved, IDocumentSession session, IMessageContext bus, CancellationToken cancellation)
    {
        if (await session.LoadAsync<AdoptedFlow>(StreamKeys.Flow(moved.Flow), cancellation) is not { Current: { } current }) return;
        var options = new DeliveryOptions { TenantId = moved.Tenant };
        var open = await session.Query<Request>().Where(request => request.Flow == moved.Flow && request.FlowDigest != current.Digest)
            .Where(request => request.State == RequestState.Pending || request.State == RequestState.ChangesRequested || request.State == RequestState.Error)
            .Select(request => request.Id).ToListAsync(cancellation);
        foreach (var stream in open) await bus.PublishAsync(new FollowFlow(moved.Tenant, stream, moved.Actor), options);
        // A request that was opened at the moment of the adoption, under the version before, may not be visible yet.
        if (!moved.Again) await bus.ScheduleAsync(moved with { Again = true }, UntilTheSecondLook, options);
    }

    /// <summary>The request's own facts, and those of its subject when it is settled by them.</summary>
    public static async Task Handle(
        FollowFlow follow, IDocumentSession session, IMessageContext bus, FlowShelf flows, IEnumerable<SubjectType> subjects, TimeProvider clock, CancellationToken cancellation)
    {
        new Origin(Caller.Flows, null, bus.CorrelationId ?? follow.Stream, $"message:{nameof(FlowMovedOn)} of {follow.Actor}").Stamp(session);
        var stream = await session.Events.FetchForWriting<Request>(follow.Stream, cancellation);
        if (stream.Aggregate is not { State: RequestState.Pending or RequestState.ChangesRequested or RequestState.Error } request) return;
        var before = await flows.Pinned(session, request.Flow, request.FlowDigest, cancellation);
        if (await flows.Current(session, request.Flow, cancellation) is not { } after || after.Digest == before.Digest || Succession.Of(before, after) is not { } replaced) return;
        var now = clock.GetUtcNow();
        var facts = RequestDecider.Replace(replaced,
            await Population.ActOn(session, before, request.History, null, follow.Actor, now, cancellation), await Population.ActOn(session, after, request.History, null, follow.Actor, now, cancellation)).Facts;
        if (RequestDecider.SettlementIn(facts) is { } settled && subjects.FirstOrDefault(subject => subject.Name == request.SubjectType) is { } subject
            && await subject.Settle(new Settled(session, bus, request.SubjectId, StreamKeys.IdOf(request.Id), settled.Settlement, settled.Reason, request.Content, cancellation)) is not null) return;
        await RequestTimers.Set(bus, follow.Tenant, follow.Stream, stream.CurrentVersion ?? 0, facts);
        foreach (var fact in facts) stream.AppendOne(fact);
    }
}
