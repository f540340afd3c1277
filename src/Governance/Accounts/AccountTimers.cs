using Governance.Shared;
using Marten;
using Wolverine;

namespace Governance.Accounts;

/// <summary>A reminder, the date itself or the end of grace of an attestation has come, perhaps. Durable, and looks again before it acts.</summary>
public sealed record AttestationTimer(string Tenant, string Stream, DateTimeOffset DueOn);

/// <summary>Accounts that came into the register together are to be attested by the same date: each is looked at by itself.</summary>
public sealed record AttestationRound(string Tenant, IReadOnlyList<string> Streams, DateTimeOffset DueOn);

/// <summary>A notice of a retirement is due, perhaps.</summary>
public sealed record RetirementTimer(string Tenant, string Stream, DateTimeOffset On);

/// <summary>An agency's time is over, perhaps.</summary>
public sealed record AgencyTimer(string Tenant, string Stream, DateTimeOffset Until);

/// <summary>Dates in facts become durable scheduled messages, and those become facts when their moment has come.</summary>
public static class AccountTimers
{
    /// <summary>Sets the timers that the facts ask for, in the transaction that stores the facts.</summary>
    public static async Task Set(IMessageBus bus, string tenant, string stream, IReadOnlyList<AccountEvent> facts, DateTimeOffset now)
    {
        if (facts.Any(GivesSomething)) await bus.PublishAsync(new HoldersChanged(tenant, stream), new DeliveryOptions { TenantId = tenant });
        foreach (var (message, due) in facts.Select(fact => Of(fact, tenant, stream, now)).OfType<(object, DateTimeOffset)>())
            await bus.ScheduleAsync(message, due, new DeliveryOptions { TenantId = tenant });
    }

    // Whoever left between the command's look at the directory and its commit, or while a claim was decided, holds nothing for long.
    private static bool GivesSomething(AccountEvent fact) =>
        fact is AccountRegistered or HandOverOpened { Cause: HandOverCause.Planned } or HandOverRedirected or HandOverAccepted or BackupOwnerNamed or BackupOwnerAccepted or PublisherGranted or AgencyGranted or RecoveryAddressAssigned or SuccessorNamed;

    private static (object Message, DateTimeOffset Due)? Of(AccountEvent fact, string tenant, string stream, DateTimeOffset now) => fact switch
    {
        AttestationScheduled scheduled => (new AttestationTimer(tenant, stream, scheduled.DueOn), Later(scheduled.DueOn.AddDays(-AttestationCycle.ReminderDays[0]), now)),
        RetirementAnnounced announced => (new RetirementTimer(tenant, stream, announced.On), Later(announced.On.AddHours(-AccountDecider.NoticeHours[0]), now)),
        AgencyGranted granted => (new AgencyTimer(tenant, stream, granted.Until), granted.Until),
        _ => null,
    };

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

/// <summary>What the timers do: the same rules as any command, with the service's clock as the actor.</summary>
public static class AccountTimerHandler
{
    /// <summary>A message for each account.</summary>
    public static async Task Handle(AttestationRound round, IMessageContext bus)
    {
        foreach (var stream in round.Streams) await bus.PublishAsync(new AttestationTimer(round.Tenant, stream, round.DueOn), new DeliveryOptions { TenantId = round.Tenant });
    }

    /// <summary>Reminds, marks what is overdue, and archives what nobody keeps.</summary>
    public static Task Handle(AttestationTimer timer, IDocumentSession session, IMessageContext bus, TimeProvider clock) =>
        Act(timer, timer.Tenant, timer.Stream, session, bus, clock, (account, now) => AccountDecider.TimeForAttestation(timer.DueOn, account, now),
            (account, now) => account.AttestationDueOn == timer.DueOn ? AccountDecider.NextOfAttestation(account, now) : null);

    /// <summary>Gives the notices of a retirement.</summary>
    public static Task Handle(RetirementTimer timer, IDocumentSession session, IMessageContext bus, TimeProvider clock) =>
        Act(timer, timer.Tenant, timer.Stream, session, bus, clock, (account, now) => AccountDecider.TimeForRetirement(timer.On, account, now),
            (account, now) => account.RetiresOn == timer.On ? AccountDecider.NextOfRetirement(account, now) : null);

    /// <summary>Ends an agency's access.</summary>
    public static Task Handle(AgencyTimer timer, IDocumentSession session, IMessageContext bus, TimeProvider clock) =>
        Act(timer, timer.Tenant, timer.Stream, session, bus, clock, AccountDecider.TimeForAgencies,
            (account, now) => account.Agencies.Exists(grant => grant.Until == timer.Until) && timer.Until > now ? timer.Until : null);

    private static async Task Act(
        object timer, string tenant, string streamKey, IDocumentSession session, IMessageContext bus, TimeProvider clock,
        Func<Account, DateTimeOffset, IReadOnlyList<AccountEvent>> decide, Func<Account, DateTimeOffset, DateTimeOffset?> next)
    {
        var now = clock.GetUtcNow();
        Origin.OfClock($"timer:{timer.GetType().Name}", bus.CorrelationId ?? streamKey).Stamp(session);
        var stream = await session.Events.FetchForWriting<Account>(streamKey);
        if (stream.Aggregate is not { } account) return;
        var facts = decide(account, now);
        foreach (var fact in facts) stream.AppendOne(fact);
        await AccountTimers.Set(bus, tenant, streamKey, facts, now);
        var after = facts.Aggregate(account, (state, fact) => AccountDecider.Evolve(state, new Fact<AccountEvent>(fact, Caller.Clock, now, 0), streamKey));
        if (next(after, now) is { } due) await bus.ScheduleAsync(timer, due, new DeliveryOptions { TenantId = tenant });
    }
}
