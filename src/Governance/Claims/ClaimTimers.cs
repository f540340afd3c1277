using Governance.Accounts;
using Governance.Approvals;
using Governance.Policies;
using Governance.Proofs;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Attributes;

namespace Governance.Claims;

/// <summary>A moment of an accepted claim has come, perhaps: to look for its proof again, or to end what was not restored. Durable, and looks again before it acts.</summary>
public sealed record ClaimTimer(string Tenant, string Stream, DateTimeOffset At);

/// <summary>The time for an appeal is over, perhaps.</summary>
public sealed record DisputeTimer(string Tenant, string Stream, DateTimeOffset At);

/// <summary>Moments of claims and disputes become durable scheduled messages.</summary>
public static class ClaimTimers
{
    /// <summary>Sets the timer of a claim's next moment, in the transaction that stores its facts.</summary>
    public static async Task Set(IMessageBus bus, string tenant, Claim claim, DateTimeOffset now)
    {
        if (ClaimDecider.Next(claim) is { } at) await bus.ScheduleAsync(new ClaimTimer(tenant, claim.Id, at), at > now ? at : now, new DeliveryOptions { TenantId = tenant });
    }

    /// <summary>Sets the timer of an appeal's end.</summary>
    public static Task Set(IMessageBus bus, string tenant, string stream, DateTimeOffset at) =>
        bus.ScheduleAsync(new DisputeTimer(tenant, stream, at), at, new DeliveryOptions { TenantId = tenant }).AsTask();
}

/// <summary>What the timers do: the same rules as any command, with the service's clock as the actor.</summary>
public static class ClaimTimerHandler
{
    /// <summary>Looks for the proof when that is due, outside of every stream, and then decides on what the claim is by then.</summary>
    [MessageTimeout(ProofChecker.Patience)]
    public static async Task Handle(ClaimTimer timer, IDocumentSession session, IMessageContext bus, CheckProof check, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        Origin.OfClock($"timer:{nameof(ClaimTimer)}", bus.CorrelationId ?? timer.Stream).Stamp(session);
        if (await session.LoadAsync<Claim>(timer.Stream, cancellation) is not { } known || ClaimDecider.Next(known) is not { } next) return;
        // A newer timer is set, or this one was woken too early by a clock that was set back.
        if (next > now)
        {
            if (timer.At >= next) await bus.ScheduleAsync(timer with { At = next }, next, new DeliveryOptions { TenantId = timer.Tenant });
            return;
        }

        var seen = ClaimDecider.NextCheck(known) <= now && known.Challenges.Find(challenge => challenge.ChallengeId == known.Standing?.ChallengeId) is { } challenge
            ? await ProofLooking.Look(session, known, challenge, check, cancellation) : null;
        var stream = await session.Events.FetchForWriting<Claim>(timer.Stream, cancellation);
        var account = await session.Events.FetchForWriting<Account>(StreamKeys.Account(known.AccountId), cancellation);
        var facts = new List<ClaimEvent>();
        if (seen is not null) facts.AddRange(ClaimDecider.Decide(seen, stream.Aggregate!, account.Aggregate!.PlatformId, account.Aggregate.Handle).Facts);
        var after = ClaimWriting.After(session, stream, facts, now);
        facts.AddRange(ClaimDecider.TimeFor(after, now));
        after = ClaimWriting.After(session, stream, facts, now);
        await ClaimWriting.Append(session, bus, account, ClaimChecking.OnAccount(stream.Aggregate!, after, facts, account.Aggregate!), now);
        await ClaimWriting.Append(session, bus, stream, facts, now);
    }

    /// <summary>The decision holds when nobody appealed.</summary>
    public static async Task Handle(DisputeTimer timer, IDocumentSession session, IMessageContext bus, FlowShelf flows, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        Origin.OfClock($"timer:{nameof(DisputeTimer)}", bus.CorrelationId ?? timer.Stream).Stamp(session);
        var stream = await session.Events.FetchForWriting<Dispute>(timer.Stream, cancellation);
        if (stream.Aggregate is not { } dispute) return;
        var facts = DisputeDecider.TimeFor(dispute, now);
        if (facts.Count == 0)
        {
            if (dispute.AppealUntil is { } until && until > now) await bus.ScheduleAsync(timer with { At = until }, until, new DeliveryOptions { TenantId = timer.Tenant });
            return;
        }

        var final = (DisputeFinal)facts[0];
        var request = (await session.LoadAsync<Request>(StreamKeys.Request(final.RequestId), cancellation))!;
        var flow = await flows.Pinned(session, request.Flow, request.FlowDigest, cancellation);
        var account = await session.Events.FetchForWriting<Account>(StreamKeys.Account(dispute.AccountId), cancellation);
        var policies = await PoliciesInForce.For(session, account.Aggregate!.Platform, account.Aggregate.Profile.Class, cancellation);
        await ClaimWriting.Append(session, bus, stream, facts, now);
        await DisputeSettling.End(session, bus, final, dispute, account, policies, ClaimSubject.Pin(flow), now, cancellation);
    }
}
