using Governance.Flows;
using Governance.Shared;
using Marten;
using Wolverine;

namespace Governance.Approvals;

/// <summary>A moment of a request has come, perhaps. Durable: survives a restart and a crash, and looks again before it acts.</summary>
/// <param name="Tenant">The organisation.</param>
/// <param name="Stream">The request's stream.</param>
/// <param name="At">The moment.</param>
/// <param name="Version">The fact that set it, by its version in the stream: what the timer does was caused by that.</param>
public sealed record RequestTimer(string Tenant, string Stream, DateTimeOffset At, long Version);

/// <summary>Moments in facts become durable scheduled messages: due dates, reminders, expiry, reviews, confirmations, and the ends of delegations.</summary>
public static class RequestTimers
{
    /// <summary>Sets the timers that the facts ask for, in the transaction that stores the facts; <paramref name="before"/> is the stream's version without them.</summary>
    public static async Task Set(IMessageBus bus, string tenant, string stream, long before, IReadOnlyList<RequestEvent> facts)
    {
        var moments = facts.Select((fact, i) => (At: MomentIn(fact), Version: before + i + 1)).Where(moment => moment.At is not null).DistinctBy(moment => moment.At);
        foreach (var (at, version) in moments)
            await bus.ScheduleAsync(new RequestTimer(tenant, stream, at!.Value, version), at.Value, new DeliveryOptions { TenantId = tenant });
    }

    private static DateTimeOffset? MomentIn(RequestEvent fact) => fact switch
    {
        DeadlineSet deadline => deadline.At,
        SeatDelegated seat => seat.Until,
        _ => null,
    };
}

/// <summary>What a timer does: whatever follows for the request at this moment, with the service's clock as the actor.</summary>
public static class RequestTimerHandler
{
    /// <summary>Looks again. Woken too early, by a clock that was set back, it waits for the rest.</summary>
    public static async Task Handle(RequestTimer timer, IDocumentSession session, IMessageContext bus, RequestFollowing following, TimeProvider clock, CancellationToken cancellation)
    {
        await following.Follow(timer.Tenant, timer.Stream, Origin.OfClock($"{timer.Stream}@{timer.Version}", bus.CorrelationId ?? timer.Stream), session, bus, cancellation);
        if (timer.At > clock.GetUtcNow()) await bus.ScheduleAsync(timer, timer.At, new DeliveryOptions { TenantId = timer.Tenant });
    }
}
