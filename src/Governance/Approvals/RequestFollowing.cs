using Governance.Flows;
using Governance.Shared;
using Marten;
using Wolverine;

namespace Governance.Approvals;

/// <summary>
/// Brings one request up to date with the directory and the clock, as a message asks: looks again, and records only what follows now, so
/// that a message delivered twice, late or too early does nothing wrong.
/// </summary>
public sealed class RequestFollowing(FlowShelf flows, IEnumerable<SubjectType> subjects, TimeProvider clock)
{
    /// <summary>Appends what follows, settles the subject and sets timers, all in the session's transaction. Answers whether anything did.</summary>
    public async Task<bool> Follow(string tenant, string streamKey, Origin origin, IDocumentSession session, IMessageBus bus, CancellationToken cancellation)
    {
        origin.Stamp(session);
        var stream = await session.Events.FetchForWriting<Request>(streamKey, cancellation);
        if (stream.Aggregate is not { } request) return false;
        var flow = await flows.Pinned(session, request.Flow, request.FlowDigest, cancellation);
        var facts = RequestDecider.Follow(await Population.ActOn(session, flow, request.History, null, origin.Actor, clock.GetUtcNow(), cancellation)).Facts;
        // What its subject cannot take now follows with the next submission; that time passed is recorded all the same.
        if (RequestDecider.SettlementIn(facts) is { } settled && subjects.FirstOrDefault(subject => subject.Name == request.SubjectType) is { } subject
            && await subject.Settle(new Settled(session, bus, request.SubjectId, StreamKeys.IdOf(request.Id), settled.Settlement, settled.Reason, request.Content, cancellation)) is not null)
            facts = [.. facts.TakeWhile(fact => fact is DeadlineSet or DeadlinePassed or PeopleReminded or RequestEscalated or PeopleTold)];
        await RequestTimers.Set(bus, tenant, streamKey, stream.CurrentVersion ?? 0, facts);
        foreach (var fact in facts) stream.AppendOne(fact);
        return facts.Count > 0;
    }
}
