using System.Runtime.CompilerServices;
using Governance.Flows;
using Governance.Shared;
using JasperFx.Events;
using JasperFx.Events.Aggregation;
using JasperFx.Events.Daemon;
using Marten;
using Marten.Events.Aggregation;

namespace Governance.Approvals;

/// <summary>Keeps <see cref="Request"/> beside its stream, evaluated by the version of the flow that it follows: once for all facts that come together.</summary>
public sealed class RequestProjection : SingleStreamProjection<Request, string>
{
    private readonly FlowShelf flows;
    private readonly ConditionalWeakTable<IEvent, Evaluated> evaluated = [];

    /// <summary>Reads the request's facts only.</summary>
    public RequestProjection(FlowShelf flows)
    {
        this.flows = flows;
        foreach (var type in RequestFactTypes.All) IncludeType(type);
    }

    /// <inheritdoc/>
    public override async ValueTask<(Request?, ActionType)> DetermineActionAsync(
        IQuerySession session, Request? snapshot, string identity, IIdentitySetter<Request, string> identitySetter, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var facts = events.Where(e => e.Data is RequestEvent).ToList();
        if (facts.Count == 0) return (snapshot, ActionType.Nothing);
        var request = RequestDecider.Pinned(snapshot ?? RequestDecider.Opened(identity, (RequestEvent)facts[0].Data, facts[0].Timestamp), facts.Select(fact => (RequestEvent)fact.Data));
        var flow = await flows.Pinned(session, request.Flow, request.FlowDigest, cancellation);
        var (after, evaluation) = RequestDecider.Evolve(request, [.. facts.Select(EntryOf)], flow);
        evaluated.AddOrUpdate(facts[^1], new Evaluated(after, flow, evaluation));
        return (after, ActionType.Store);
    }

    /// <summary>What a request became by a fact that was projected just now, or null: who needs it again need not evaluate again.</summary>
    public Evaluated? By(IEvent fact) => evaluated.TryGetValue(fact, out var found) ? found : null;

    private static RequestEntry EntryOf(IEvent e) => new((RequestEvent)e.Data, e.UserName ?? Caller.Founder, e.GetHeader(Origin.OnBehalfOfHeader)?.ToString(), e.Timestamp, e.Version);
}

/// <summary>A request with what its evaluation said.</summary>
public sealed record Evaluated(Request Request, Flow Flow, Evaluation Evaluation);

/// <summary>The facts of a request, which the flow library defines because the offline verifier reads them too.</summary>
public static class RequestFactTypes
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Type> All => FactsOf<RequestEvent>.Types;
}
