using Governance.Approvals;
using Governance.Shared;
using Marten;
using Wolverine;

namespace Governance.Claims;

/// <summary>A claim came into a dispute while its approvers had it. Durable, sent in the transaction of the fact; looks again, and does nothing when that is done.</summary>
/// <param name="Tenant">The organisation.</param>
/// <param name="Stream">The claim's stream.</param>
/// <param name="Actor">Whose claim contradicts it.</param>
public sealed record FollowContest(string Tenant, string Stream, string Actor);

/// <summary>
/// What is decided with its rivals is not decided alone: the request of a contested claim is taken from its approvers, so that nobody is
/// asked, reminded or blamed for what they cannot decide. When the dispute leaves the claim without a rival, its claimant asks anew.
/// </summary>
public static class FollowContestHandler
{
    private const string Reason = "Another claim contradicts this one: both are decided in their dispute. If that leaves this one without a rival, it is put before its approvers anew.";

    /// <summary>Tells of a claim that has just been contested, in the session's transaction.</summary>
    public static async Task Tell(IMessageBus bus, string tenant, Claim claim, string actor)
    {
        if (claim.RequestId is not null) await bus.PublishAsync(new FollowContest(tenant, claim.Id, actor), new DeliveryOptions { TenantId = tenant });
    }

    /// <summary>The request and the claim learn of it in one transaction.</summary>
    public static async Task Handle(FollowContest follow, IDocumentSession session, IMessageContext bus, FlowShelf flows, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        new Origin(Caller.Flows, null, bus.CorrelationId ?? follow.Stream, $"message:{nameof(ClaimContested)} of {follow.Actor}").Stamp(session);
        var stream = await session.Events.FetchForWriting<Claim>(follow.Stream, cancellation);
        if (stream.Aggregate is not { } claim || ClaimDecider.TakeFromApprovers(claim) is not [ClaimReviewClosed closed]) return;
        var requestStream = await session.Events.FetchForWriting<Request>(StreamKeys.Request(closed.RequestId), cancellation);
        if (requestStream.Aggregate is { IsOpen: true } request)
        {
            var flow = await flows.Pinned(session, request.Flow, request.FlowDigest, cancellation);
            var decision = RequestDecider.Withdraw(new Flows.RequestWithdrawn(Reason), await Population.ActOn(session, flow, request.History, null, Caller.Flows, now, cancellation));
            await RequestTimers.Set(bus, follow.Tenant, requestStream.Key!, requestStream.CurrentVersion ?? 0, decision.Facts);
            foreach (var fact in decision.Facts) requestStream.AppendOne(fact);
        }

        await ClaimWriting.Append(session, bus, stream, [closed], now);
    }
}
