using Governance.Flows;
using Governance.Shared;
using JasperFx.Events;
using Marten;
using Wolverine;

namespace Governance.Approvals;

/// <summary>Where acts on one request are decided: facts on the request and on its subject are one transaction, so the order of the stream decides every race.</summary>
public sealed class RequestDesk
{
    /// <summary>No such request.</summary>
    public static readonly Refusal Unknown = new("request.unknown", "There is no request with this id. GET /requests lists them.", RefusalKind.Unknown);

    private readonly IDocumentSession session;
    private readonly IMessageBus bus;
    private readonly FlowShelf flows;
    private readonly Dictionary<string, SubjectType> subjects;

    private RequestDesk(IDocumentSession session, IMessageBus bus, HttpContext http, Desk desk)
    {
        (this.session, this.bus, Desk) = (session, bus, desk);
        flows = http.RequestServices.GetRequiredService<FlowShelf>();
        subjects = http.RequestServices.GetServices<SubjectType>().ToDictionary(subject => subject.Name);
    }

    /// <summary>The plain desk underneath.</summary>
    public Desk Desk { get; }

    /// <summary>The desk for one HTTP request.</summary>
    public static RequestDesk For(IDocumentSession session, IMessageBus bus, HttpContext http) => new(session, bus, http, Desk.For(session, http));

    /// <summary>The same, beside another desk of the same HTTP request.</summary>
    public static RequestDesk Beside(Desk desk, IDocumentSession session, IMessageBus bus, HttpContext http) => new(session, bus, http, desk);

    /// <summary>Decides an act on an existing request, settles its subject, and answers with a receipt.</summary>
    /// <param name="requestId">The request.</param>
    /// <param name="decide">The rule.</param>
    /// <param name="principal">From whose seat, or null from the caller's own.</param>
    public async Task<IResult> Act(string requestId, Func<RequestAct, Decision<RequestEvent>> decide, string? principal = null)
    {
        if (principal == Desk.Caller.Person) principal = null;
        if (principal is not null) Desk.ActFor(principal);
        var stream = await Desk.Open<Request>(StreamKeys.Request(requestId));
        if (stream.Aggregate is not { } request) return Desk.Refuse(Unknown);
        if (Desk.Stale(stream) is { } stale) return Desk.Refuse(stale);
        var decision = decide(await ActOn(await Pinned(request), request.History) with { Principal = principal });
        if (decision.Refusal is { } refusal) return Desk.Refuse(InTheSubjectsWords(refusal, request.SubjectType));
        if (await Settle(request, requestId, decision.Facts) is { } unsettled) return Desk.Refuse(unsettled);
        await RequestTimers.Set(bus, Desk.Caller.Tenant, stream.Key!, stream.CurrentVersion ?? 0, decision.Facts);
        return Desk.Append(stream, decision.Facts, $"/requests/{requestId}");
    }

    /// <summary>Reopens a request, unless another one about the same subject is open under the same flow by now.</summary>
    public async Task<IResult> Reopen(string requestId, RequestReopened reopening)
    {
        if (await session.LoadAsync<Request>(StreamKeys.Request(requestId), Desk.Aborted) is { } ended
            && await session.Query<Request>().FirstOrDefaultAsync(other => other.IsOpen && other.Flow == ended.Flow && other.SubjectId == ended.SubjectId && other.Id != ended.Id, Desk.Aborted) is { } open)
            return Desk.Refuse(RequestRules.AlreadyOpen(StreamKeys.IdOf(open.Id)));
        // Meanwhile its flow may have moved on: then it follows as a request in flight would.
        await bus.PublishAsync(new FollowFlow(Desk.Caller.Tenant, StreamKeys.Request(requestId), Desk.Caller.Person), new DeliveryOptions { TenantId = Desk.Caller.Tenant });
        return await Act(requestId, act => RequestDecider.Reopen(reopening, act));
    }

    /// <summary>
    /// Opens a request, or continues the one that was turned back; appends its facts and says why not otherwise. Approvals that still
    /// count may settle it at once: then the subject records that with its own fact.
    /// </summary>
    public async Task<(Refusal? Refusal, Settlement? Settled)> Submit(string requestId, string flowName, Func<Flow, ApprovalRequested> opening, Func<RequestRevised> revision)
    {
        var stream = await Desk.Open<Request>(StreamKeys.Request(requestId));
        if (stream.Aggregate is { } request)
        {
            var revised = revision();
            return await Submitted(stream, RequestDecider.Revise(revised, await ActOn(await Pinned(request), request.History, revised)));
        }

        if (await flows.Current(session, flowName, Desk.Aborted) is not { } flow)
            return (RequestRules.FlowNotAdopted(flowName), null);
        var opened = opening(flow);
        return await Submitted(stream, RequestDecider.Open(opened, await ActOn(flow, [], opened)));
    }

    private async Task<(Refusal?, Settlement?)> Submitted(IEventStream<Request> stream, Decision<RequestEvent> decision) =>
        (await Append(stream, decision), RequestDecider.SettlementIn(decision.Facts)?.Settlement);

    /// <summary>Withdraws a request for its subject, which records its own fact.</summary>
    public async Task<Refusal?> Withdraw(string requestId, string? reason)
    {
        var stream = await Desk.Open<Request>(StreamKeys.Request(requestId));
        if (stream.Aggregate is not { } request) return Unknown;
        return await Append(stream, RequestDecider.Withdraw(new RequestWithdrawn(reason), await ActOn(await Pinned(request), request.History)));
    }

    private Task<Flow> Pinned(Request request) => flows.Pinned(session, request.Flow, request.FlowDigest, Desk.Aborted);

    private Task<RequestAct> ActOn(Flow flow, IReadOnlyList<RequestEntry> history, RequestEvent? revision = null) =>
        Population.ActOn(session, flow, history, revision, Desk.Caller.Person, Desk.Now, Desk.Aborted);

    private async Task<Refusal?> Append(IEventStream<Request> stream, Decision<RequestEvent> decision)
    {
        await RequestTimers.Set(bus, Desk.Caller.Tenant, stream.Key!, stream.CurrentVersion ?? 0, decision.Facts);
        foreach (var fact in decision.Facts) stream.AppendOne(fact);
        return decision.Refusal;
    }

    private async Task<Refusal?> Settle(Request request, string requestId, IReadOnlyList<RequestEvent> facts)
    {
        if (RequestDecider.SettlementIn(facts) is not { } settled || !subjects.TryGetValue(request.SubjectType, out var subject)) return null;
        return await subject.Settle(new Settled(session, bus, request.SubjectId, requestId, settled.Settlement, settled.Reason, request.Content, Desk.Aborted));
    }

    private Refusal InTheSubjectsWords(Refusal refusal, string subjectType) =>
        refusal.Code == "request.excluded" && subjects.TryGetValue(subjectType, out var subject) ? refusal with { Code = subject.SelfApprovalCode } : refusal;
}
