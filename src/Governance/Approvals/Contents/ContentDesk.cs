using Governance.Directory;
using Governance.Flows;
using Governance.Shared;
using JasperFx.Events;
using Marten;
using Wolverine;

namespace Governance.Approvals;

/// <summary>Where the contents of requests are put before approvers: texts and facts are one transaction.</summary>
public sealed class ContentDesk
{
    private readonly IDocumentSession session;
    private readonly IMessageBus bus;
    private readonly HttpContext http;

    private ContentDesk(IDocumentSession session, IMessageBus bus, HttpContext http) => (this.session, this.bus, this.http, Desk) = (session, bus, http, Desk.For(session, http));

    /// <summary>The plain desk underneath.</summary>
    public Desk Desk { get; }

    /// <summary>The desk for one HTTP request.</summary>
    public static ContentDesk For(IDocumentSession session, IMessageBus bus, HttpContext http) => new(session, bus, http);

    /// <summary>The refusal when subjects of this type come before their approvers by a way of their own, or null.</summary>
    public Refusal? OtherDoor(string subjectType) =>
        http.RequestServices.GetServices<SubjectType>().FirstOrDefault(subject => subject.Name == subjectType) is { } subject ? RequestRules.OtherDoor(subject) : null;

    /// <summary>The answer when the flow or the directory cannot take this content, or null.</summary>
    public async Task<IResult?> Judge(RequestContent content, Flow flow)
    {
        var faults = content.Against(flow).GroupBy(fault => fault.Member).ToDictionary(fault => fault.Key, fault => fault.Select(reason => reason.Reason).ToArray());
        if (faults.Count > 0) return Problem.Invalid(http, faults);
        var people = await session.LoadManyAsync<Person>(Desk.Aborted, [.. content.Names().Select(StreamKeys.Person)]);
        var unknown = content.Names().Except(people.Where(person => !person.Left).Select(person => StreamKeys.IdOf(person.Id))).ToList();
        return unknown.Count > 0 ? Desk.Refuse(RequestRules.EditorUnknown(unknown)) : null;
    }

    /// <summary>The id of the request about the subject that is open under the flow, or null. Of two that are opened at once an index refuses the second.</summary>
    public async Task<string?> OpenUnder(string flow, string subjectId) =>
        await session.Query<Request>().Where(request => request.IsOpen && request.Flow == flow && request.SubjectId == subjectId).Select(request => request.Id).FirstOrDefaultAsync(Desk.Aborted)
            is { } stream ? StreamKeys.IdOf(stream) : null;

    /// <summary>Opens a request, keeps its texts, and answers 201.</summary>
    public async Task<IResult> Open(Flow flow, ApprovalRequested opening, RequestContent content)
    {
        var stream = await Desk.Open<Request>(StreamKeys.Request(Guid.CreateVersion7(Desk.Now).ToString("N")));
        if (Desk.Stale(stream) is { } stale) return Desk.Refuse(stale);
        return await Append(stream, RequestDecider.Open(opening, await ActOn(flow, [], opening)), content, StatusCodes.Status201Created);
    }

    /// <summary>Puts the next revision before the approvers, keeps its texts, and answers with a receipt.</summary>
    public async Task<IResult> Revise(IEventStream<Request> stream, Flow flow, RequestRevised revision, RequestContent content) =>
        await Append(stream, RequestContentDecider.Revise(revision, await ActOn(flow, stream.Aggregate!.History, revision)), content, StatusCodes.Status200OK);

    private Task<RequestAct> ActOn(Flow flow, IReadOnlyList<RequestEntry> history, RequestEvent revision) =>
        Population.ActOn(session, flow, history, revision, Desk.Caller.Person, Desk.Now, Desk.Aborted);

    private async Task<IResult> Append(IEventStream<Request> stream, Decision<RequestEvent> decision, RequestContent content, int status)
    {
        if (decision.Refusal is { } refusal) return Desk.Refuse(refusal);
        await RequestTimers.Set(bus, Desk.Caller.Tenant, stream.Key!, stream.CurrentVersion ?? 0, decision.Facts);
        content.Keep(session);
        return Desk.Append(stream, decision.Facts, $"/requests/{StreamKeys.IdOf(stream.Key!)}", status);
    }
}
