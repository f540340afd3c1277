using Governance.Shared;
using JasperFx.Events;
using Marten;
using Wolverine;

namespace Governance.Impostors;

/// <summary>A platform should have answered by now, perhaps. Durable: survives a restart and a crash, and looks again before it acts.</summary>
/// <param name="Tenant">The organisation.</param>
/// <param name="Stream">The case's stream.</param>
public sealed record ImpostorAnswerTimer(string Tenant, string Stream);

/// <summary>A report becomes a durable scheduled message, and that becomes a fact when the platform is silent for too long.</summary>
public static class ImpostorTimers
{
    /// <summary>Sets the timer that the facts ask for, in the transaction that stores them.</summary>
    public static async Task Set(IMessageBus bus, string tenant, IEventStream<ImpostorCase> stream, IReadOnlyList<ImpostorEvent> facts, DateTimeOffset now)
    {
        var danger = facts.OfType<DangerNoticed>().Any() && stream.Aggregate?.AnswerDueOn is not null;
        if (!danger && !facts.OfType<ImpostorReported>().Any()) return;
        var due = ImpostorTimes.Answer(now, danger || stream.Aggregate?.Danger is true);
        await bus.ScheduleAsync(new ImpostorAnswerTimer(tenant, stream.Key!), due, new DeliveryOptions { TenantId = tenant });
    }
}

/// <summary>What the timer does: the same rules as any command, with the service's clock as the actor.</summary>
public static class ImpostorTimerHandler
{
    /// <summary>Looks again; woken too early, it waits for the rest.</summary>
    public static async Task Handle(ImpostorAnswerTimer timer, IDocumentSession session, IMessageContext bus, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        Origin.OfClock($"timer:{nameof(ImpostorAnswerTimer)}", bus.CorrelationId ?? timer.Stream).Stamp(session);
        var stream = await session.Events.FetchForWriting<ImpostorCase>(timer.Stream, cancellation);
        if (stream.Aggregate is not { } suspect) return;
        foreach (var fact in ImpostorDecider.Time(suspect, now).Facts) stream.AppendOne(fact);
        if (suspect is { Unanswered: false, AnswerDueOn: { } due } && due > now)
            await bus.ScheduleAsync(timer, due, new DeliveryOptions { TenantId = timer.Tenant });
    }
}
