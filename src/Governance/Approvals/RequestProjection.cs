using Governance.Flows;
using Governance.Shared;
using JasperFx.Events;
using Marten;
using Marten.Events.Aggregation;

namespace Governance.Approvals;

/// <summary>Keeps <see cref="Request"/> beside its stream, evaluated by the version of the flow that it follows.</summary>
public sealed class RequestProjection : SingleStreamProjection<Request, string>
{
    private readonly FlowShelf flows;

    /// <summary>Reads the request's facts only.</summary>
    public RequestProjection(FlowShelf flows)
    {
        this.flows = flows;
        foreach (var type in RequestFactTypes.All) IncludeType(type);
    }

    /// <inheritdoc/>
    public override async ValueTask<Request?> EvolveAsync(Request? snapshot, string id, IQuerySession session, IEvent e, CancellationToken cancellation)
    {
        if (e.Data is not RequestEvent fact) return snapshot;
        var request = snapshot ?? Opened(id, (ApprovalRequested)fact, e);
        if (fact is FlowReplaced replaced) request = request with { FlowDigest = replaced.FlowDigest };
        var entry = new RequestEntry(fact, e.UserName ?? Caller.Founder, e.GetHeader(Origin.OnBehalfOfHeader)?.ToString(), e.Timestamp, e.Version);
        var flow = await flows.Pinned(session, request.Flow, request.FlowDigest, cancellation);
        return RequestDecider.Evolve(request, entry, flow);
    }

    private static Request Opened(string id, ApprovalRequested opened, IEvent e) => new(id)
    {
        Flow = opened.Flow,
        FlowDigest = opened.FlowDigest,
        SubjectType = opened.SubjectType,
        SubjectId = opened.SubjectId,
        Title = opened.Title,
        Requester = opened.Requester,
        OpenedAt = e.Timestamp,
    };
}

/// <summary>The facts of a request, which the flow library defines because the offline verifier reads them too.</summary>
public static class RequestFactTypes
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Type> All => FactsOf<RequestEvent>.Types;
}
