using Governance.Directory;
using Governance.Shared;
using Marten;
using Marten.Linq.MatchesSql;
using Wolverine;

namespace Governance.Accounts;

/// <summary>One account is to be brought up to date with somebody's leaving. Looks again, and does nothing when that is done.</summary>
/// <param name="Tenant">The organisation.</param>
/// <param name="Stream">The account's stream.</param>
/// <param name="Person">Who left.</param>
/// <param name="Actor">Who recorded it.</param>
public sealed record FollowLeaver(string Tenant, string Stream, string Person, string Actor);

/// <summary>Somebody was given something of an account: whether all of them are still there is looked at once it is committed.</summary>
/// <param name="Tenant">The organisation.</param>
/// <param name="Stream">The account's stream.</param>
public sealed record HoldersChanged(string Tenant, string Stream);

/// <summary>
/// One leaving fans out to every account, right to publish, agency and recovery address that the person held: each is opened for a
/// successor, who accepts. Each account is a transaction of its own, so that a lost race is tried again by itself.
/// </summary>
public static class FollowLeaverHandler
{
    /// <summary>Successors accept within ten workdays: two weeks.</summary>
    public static TimeSpan Due { get; } = TimeSpan.FromDays(14);

    /// <summary>A message for each account.</summary>
    public static async Task Handle(PersonHasLeft left, IDocumentSession session, IMessageContext bus, CancellationToken cancellation)
    {
        var streams = await session.Query<RegisterLine>().Where(line => line.MatchesSql("d.people @> array[?]", left.Person)).Select(line => line.Id).ToListAsync(cancellation);
        foreach (var stream in streams.Order(StringComparer.Ordinal))
            await bus.PublishAsync(new FollowLeaver(left.Tenant, stream, left.Person, left.Actor), new DeliveryOptions { TenantId = left.Tenant });
    }

    /// <summary>A message for each holder who has left.</summary>
    public static async Task Handle(HoldersChanged changed, IDocumentSession session, IMessageContext bus, CancellationToken cancellation)
    {
        if (await session.LoadAsync<RegisterLine>(changed.Stream, cancellation) is not { } line) return;
        var people = await session.LoadManyAsync<Person>(cancellation, [.. line.People.Select(StreamKeys.Person)]);
        foreach (var left in people.Where(person => person.Left).Select(person => StreamKeys.IdOf(person.Id)).Order(StringComparer.Ordinal))
            await bus.PublishAsync(new FollowLeaver(changed.Tenant, changed.Stream, left, Caller.Flows), new DeliveryOptions { TenantId = changed.Tenant });
    }

    /// <summary>What follows for one account.</summary>
    public static async Task Handle(FollowLeaver follow, IDocumentSession session, IMessageContext bus, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        new Origin(follow.Actor, null, bus.CorrelationId ?? follow.Stream, $"message:{nameof(PersonLeft)} of {follow.Person}").Stamp(session);
        var stream = await session.Events.FetchForWriting<Account>(follow.Stream, cancellation);
        if (stream.Aggregate is not { } account) return;
        foreach (var fact in AccountDecider.Leave(follow.Person, account, [.. Enum.GetValues<Holding>().Select(_ => Guid.CreateVersion7(now).ToString("N"))], now + Due)) stream.AppendOne(fact);
    }
}
