using Governance.Accounts;
using Governance.Proofs;
using Governance.Shared;
using JasperFx.Events;
using Marten;
using Wolverine;

namespace Governance.Claims;

/// <summary>Appends facts of claims, disputes and accounts, and sets the timers that they ask for, in the session's transaction.</summary>
public static class ClaimWriting
{
    /// <summary>Facts of a claim.</summary>
    public static async Task Append(IDocumentSession session, IMessageBus bus, IEventStream<Claim> stream, IReadOnlyList<ClaimEvent> facts, DateTimeOffset now)
    {
        foreach (var fact in facts) stream.AppendOne(fact);
        if (facts.Count > 0) await Follow(bus, session.TenantId, After(session, stream, facts, now), facts, now);
    }

    /// <summary>What follows from a claim's facts: its next timer, and what a platform stated of its account's identity.</summary>
    public static async Task Follow(IMessageBus bus, string tenant, Claim after, IReadOnlyList<ClaimEvent> facts, DateTimeOffset now)
    {
        await ClaimTimers.Set(bus, tenant, after, now);
        foreach (var seen in facts.OfType<ProofObserved>().Where(seen => seen.PlatformId is not null))
            await bus.PublishAsync(new FollowIdentity(tenant, StreamKeys.Account(after.AccountId), seen.PlatformId!, seen.Outcome == ProofOutcome.Found, StreamKeys.IdOf(after.Id)), new DeliveryOptions { TenantId = tenant });
    }

    /// <summary>Facts of a dispute.</summary>
    public static async Task Append(IDocumentSession session, IMessageBus bus, IEventStream<Dispute> stream, IReadOnlyList<DisputeEvent> facts, DateTimeOffset now)
    {
        foreach (var fact in facts) stream.AppendOne(fact);
        if (facts.OfType<DisputeDecided>().FirstOrDefault() is { } decided) await ClaimTimers.Set(bus, session.TenantId, stream.Key!, decided.AppealUntil);
    }

    /// <summary>Facts of an account.</summary>
    public static async Task Append(IDocumentSession session, IMessageBus bus, IEventStream<Account> stream, IReadOnlyList<AccountEvent> facts, DateTimeOffset now)
    {
        foreach (var fact in facts) stream.AppendOne(fact);
        if (facts.Count > 0) await AccountTimers.Set(bus, session.TenantId, stream.Key!, facts, now);
    }

    /// <summary>A claim after facts that are being appended.</summary>
    public static Claim After(IDocumentSession session, IEventStream<Claim> stream, IReadOnlyList<ClaimEvent> facts, DateTimeOffset now) =>
        facts.Aggregate(stream.Aggregate!, (claim, fact) => ClaimDecider.Evolve(claim, new Fact<ClaimEvent>(fact, session.LastModifiedBy ?? Caller.Clock, now, 0), stream.Key!));
}
