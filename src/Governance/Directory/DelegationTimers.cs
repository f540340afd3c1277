using Governance.Shared;
using Marten;
using Wolverine;

namespace Governance.Directory;

/// <summary>A delegation begins or is over, perhaps. Durable: survives a restart and a crash, and looks again before it acts.</summary>
/// <param name="Tenant">The organisation.</param>
/// <param name="Stream">The stream of the person whose delegation it is.</param>
/// <param name="DelegationId">The delegation.</param>
/// <param name="Due">When it begins or is over.</param>
public sealed record DelegationTimer(string Tenant, string Stream, string DelegationId, DateTimeOffset Due);

/// <summary>Beginning and end of a delegation become durable scheduled messages: open requests learn of both without anybody's act.</summary>
public static class DelegationTimers
{
    /// <summary>Sets the timers that the facts ask for, in the transaction that stores the facts.</summary>
    public static async Task Set(IMessageBus bus, string tenant, string stream, IReadOnlyList<PersonEvent> facts, DateTimeOffset now)
    {
        foreach (var given in facts.OfType<DelegationGiven>())
            foreach (var due in (DateTimeOffset[])[given.From, given.Until])
                if (due > now) await bus.ScheduleAsync(new DelegationTimer(tenant, stream, given.DelegationId, due), due, new DeliveryOptions { TenantId = tenant });
    }
}

/// <summary>What the timers do.</summary>
public static class DelegationTimerHandler
{
    /// <summary>Tells open requests, unless the delegation ended before its time and they know.</summary>
    public static async Task Handle(DelegationTimer timer, IDocumentSession session, IMessageContext bus, TimeProvider clock, CancellationToken cancellation)
    {
        if (await session.LoadAsync<Person>(timer.Stream, cancellation) is not { } person || !person.Delegations.Any(delegation => delegation.DelegationId == timer.DelegationId)) return;
        var options = new DeliveryOptions { TenantId = timer.Tenant };
        // Woken too early, by a clock that was set back: wait for the rest.
        if (timer.Due > clock.GetUtcNow()) await bus.ScheduleAsync(timer, timer.Due, options);
        else await bus.PublishAsync(new DirectoryChanged(timer.Tenant, Caller.Clock, [StreamKeys.IdOf(timer.Stream), .. person.Delegations.Where(delegation => delegation.DelegationId == timer.DelegationId).Select(delegation => delegation.Delegate)]), options);
    }
}
