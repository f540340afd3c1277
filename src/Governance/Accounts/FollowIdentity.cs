using Governance.Shared;
using Marten;
using Wolverine;

namespace Governance.Accounts;

/// <summary>
/// A platform stated the id of what is at an account's address. Durable, sent in the transaction of the observation, so that whatever comes of
/// it loses no proof: two accounts that learn one id at the same moment wait for each other here.
/// </summary>
/// <param name="Tenant">The organisation.</param>
/// <param name="Stream">The account's stream.</param>
/// <param name="PlatformId">The id.</param>
/// <param name="Shown">Whether control was shown by the same look.</param>
/// <param name="ClaimId">The claim for which was looked.</param>
public sealed record FollowIdentity(string Tenant, string Stream, string PlatformId, bool Shown, string ClaimId);

/// <summary>The account learns its id, or the steward sees that something contradicts it.</summary>
public static class FollowIdentityHandler
{
    /// <summary>Looks again: what an index refused the first time is a contradiction the second.</summary>
    public static async Task Handle(FollowIdentity follow, IDocumentSession session, IMessageContext bus, TimeProvider clock, CancellationToken cancellation)
    {
        new Origin(Caller.Clock, null, bus.CorrelationId ?? follow.Stream, $"message:{nameof(FollowIdentity)} of {StreamKeys.Claim(follow.ClaimId)}").Stamp(session);
        var stream = await session.Events.FetchForWriting<Account>(follow.Stream, cancellation);
        if (stream.Aggregate is not { } account) return;
        var facts = AccountDecider.State(follow.PlatformId, follow.Shown, await HeldBy(follow.PlatformId, account, session, cancellation), follow.ClaimId, account);
        foreach (var fact in facts) stream.AppendOne(fact);
        await AccountTimers.Set(bus, follow.Tenant, follow.Stream, facts, clock.GetUtcNow());
    }

    /// <summary>Another account of the register that has an id, or null.</summary>
    public static async Task<string?> HeldBy(string platformId, Account account, IQuerySession session, CancellationToken cancellation)
    {
        var identity = $"{account.Platform}:{platformId}";
        var held = await session.Query<RegisterLine>().Where(line => line.BearsHandle && line.IdentityKey == identity && line.Id != account.Id).ToListAsync(cancellation);
        return held is [var other, ..] ? other.AccountId : null;
    }
}
