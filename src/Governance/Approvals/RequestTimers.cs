using Governance.Flows;
using Governance.Shared;
using Marten;
using Wolverine;

namespace Governance.Approvals;

/// <summary>A moment of a request has come, perhaps. Durable: survives a restart and a crash, and looks again before it acts.</summary>
/// <param name="Tenant">The organisation.</param>
/// <param name="Stream">The request's stream.</param>
/// <param name="At">The moment.</param>
public sealed record RequestTimer(string Tenant, string Stream, DateTimeOffset At);

/// <summary>Moments in facts become durable scheduled messages: due dates, reminders, expiry, reviews, confirmations, and the ends of delegations.</summary>
public static class RequestTimers
{
    /// <summary>Sets the timers that the facts ask for, in the transaction that stores the facts.</summary>
    public static async Task Set(IMessageBus bus, string tenant, string stream, IReadOnlyList<RequestEvent> facts)
    {
        foreach (var at in facts.Select(MomentIn).OfType<DateTimeOffset>().Distinct())
            await bus.ScheduleAsync(new RequestTimer(tenant, stream, at), at, new DeliveryOptions { TenantId = tenant });
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
        var followed = await following.Follow(timer.Tenant, timer.Stream, Origin.OfClock($"timer:{nameof(RequestTimer)}", bus.CorrelationId ?? timer.Stream), session, bus, cancellation);
        if (!followed && timer.At > clock.GetUtcNow()) await bus.ScheduleAsync(timer, timer.At, new DeliveryOptions { TenantId = timer.Tenant });
    }
}
