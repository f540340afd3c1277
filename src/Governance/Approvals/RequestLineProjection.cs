using Governance.Flows;
using JasperFx.Events;
using JasperFx.Events.Aggregation;
using JasperFx.Events.Daemon;
using Marten;
using Marten.Events.Aggregation;

namespace Governance.Approvals;

/// <summary>Keeps <see cref="RequestLine"/>, which lists read, in the same transaction; rebuilt from the history alone like any other view.</summary>
public sealed class RequestLineProjection : SingleStreamProjection<RequestLine, string>
{
    private readonly RequestProjection requests;
    private readonly FlowShelf flows;

    /// <summary>Reads the request's facts only, after the request itself was projected.</summary>
    public RequestLineProjection(RequestProjection requests, FlowShelf flows)
    {
        (this.requests, this.flows) = (requests, flows);
        foreach (var type in RequestFactTypes.All) IncludeType(type);
    }

    /// <inheritdoc/>
    public override async ValueTask<(RequestLine?, ActionType)> DetermineActionAsync(
        IQuerySession session, RequestLine? snapshot, string identity, IIdentitySetter<RequestLine, string> identitySetter, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        if (events.LastOrDefault(e => e.Data is RequestEvent) is not { } last) return (snapshot, ActionType.Nothing);
        var (request, flow, evaluation) = requests.By(last) ?? await Rebuilt(session, identity, last.Version, cancellation);
        return (RequestLine.Of(session.TenantId, request, flow, evaluation), ActionType.Store);
    }

    private async Task<Evaluated> Rebuilt(IQuerySession session, string id, long version, CancellationToken cancellation)
    {
        var request = await session.Events.AggregateStreamAsync<Request>(id, version, token: cancellation);
        if (request?.Version != version) throw new InvalidOperationException($"{id} has no version {version} yet: its line is projected after it.");
        var flow = await flows.Pinned(session, request.Flow, request.FlowDigest, cancellation);
        return new Evaluated(request, flow, Evaluator.Evaluate(flow, request.History));
    }
}
