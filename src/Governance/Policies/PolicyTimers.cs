using Governance.Shared;
using Marten;
using Wolverine;

namespace Governance.Policies;

/// <summary>A published version's moment has come, perhaps. Durable: survives a restart and a crash, and looks again before it acts.</summary>
public sealed record PolicyEffectiveTimer(string Tenant, string Stream, string Label);

/// <summary>A review's date has come, perhaps.</summary>
public sealed record PolicyReviewTimer(string Tenant, string Stream, DateTimeOffset DueOn);

/// <summary>Dates in facts become durable scheduled messages, and those become facts when their moment has come.</summary>
public static class PolicyTimers
{
    /// <summary>Sets the timers that the facts ask for, in the transaction that stores the facts.</summary>
    public static async Task Set(IMessageBus bus, string tenant, string stream, IReadOnlyList<PolicyEvent> facts)
    {
        var options = new DeliveryOptions { TenantId = tenant };
        foreach (var (message, due) in facts.Select(fact => Of(fact, facts, tenant, stream)).OfType<(object, DateTimeOffset)>())
            await bus.ScheduleAsync(message, due, options);
    }

    private static (object Message, DateTimeOffset Due)? Of(PolicyEvent fact, IReadOnlyList<PolicyEvent> together, string tenant, string stream) => fact switch
    {
        // A version that took effect at once needs no timer.
        PolicyPublished published when !together.OfType<PolicyBecameEffective>().Any(effective => effective.Label == published.Label) =>
            (new PolicyEffectiveTimer(tenant, stream, published.Label), published.EffectiveFrom),
        ReviewScheduled review => (new PolicyReviewTimer(tenant, stream, review.DueOn), review.DueOn),
        _ => null,
    };
}

/// <summary>What the timers do: the same rules as any command, with the service's clock as the actor.</summary>
public static class PolicyTimerHandler
{
    /// <summary>The version takes effect when its moment has come.</summary>
    public static Task Handle(PolicyEffectiveTimer timer, IDocumentSession session, IMessageContext bus, TimeProvider clock) =>
        Act(timer.Stream, timer, timer.Tenant, session, bus, clock, (policy, now) => PolicyDecider.Decide(new TakeEffect(timer.Label), policy, now), policy =>
            policy.Waiting.Find(waiting => waiting.Label == timer.Label)?.EffectiveFrom);

    /// <summary>The review is due when its date has come.</summary>
    public static Task Handle(PolicyReviewTimer timer, IDocumentSession session, IMessageContext bus, TimeProvider clock) =>
        Act(timer.Stream, timer, timer.Tenant, session, bus, clock, (policy, now) => PolicyDecider.Decide(new RaiseReview(timer.DueOn), policy, now), policy =>
            policy.ReviewDueOn == timer.DueOn && !policy.ReviewIsDue ? timer.DueOn : null);

    private static async Task Act(
        string streamKey, object timer, string tenant, IDocumentSession session, IMessageContext bus, TimeProvider clock,
        Func<Policy, DateTimeOffset, Decision<PolicyEvent>> decide, Func<Policy, DateTimeOffset?> waitsUntil)
    {
        var now = clock.GetUtcNow();
        Origin.OfClock($"timer:{timer.GetType().Name}", bus.CorrelationId ?? streamKey).Stamp(session);
        var stream = await session.Events.FetchForWriting<Policy>(streamKey);
        if (stream.Aggregate is not { } policy) return;
        var facts = decide(policy, now).Facts;
        foreach (var fact in facts) stream.AppendOne(fact);
        await PolicyTimers.Set(bus, tenant, streamKey, facts);
        // Woken too early, by a clock that was set back: wait for the rest.
        if (facts.Count == 0 && waitsUntil(policy) is { } due && due > now)
            await bus.ScheduleAsync(timer, due, new DeliveryOptions { TenantId = tenant });
    }
}
