using Governance.Flows;
using Governance.Shared;
using Marten;

namespace Governance.Approvals;

/// <summary>A request as a row of a list.</summary>
/// <param name="RequestId">Its id.</param>
/// <param name="Flow">Its flow.</param>
/// <param name="SubjectType">The kind of subject.</param>
/// <param name="SubjectId">The subject.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Requester">Who asks.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Sentence">The same for a person.</param>
/// <param name="Content">The digest to decide on.</param>
/// <param name="Waiting">People who could act now, whoever stands in for one of them included.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="UpdatedAt">When its last fact was recorded.</param>
/// <param name="Until">The next moment by which something should have happened: what is open is due, or the request expires; absent when there is none.</param>
/// <param name="Overdue">Whether such a moment has passed.</param>
/// <param name="Exception">Whether somebody went ahead without the approvals, and nobody has reviewed that yet.</param>
public record RequestRow(
    string RequestId, string Flow, string SubjectType, string SubjectId, string Title, string Requester, RequestState State, string Sentence, string Content,
    IReadOnlyList<string> Waiting, DateTimeOffset OpenedAt, DateTimeOffset UpdatedAt, DateTimeOffset? Until, bool Overdue, bool Exception = false);

/// <summary>A request, explained.</summary>
/// <param name="Request">The row.</param>
/// <param name="Explanation">Per stage and need: who counted, who did not and why, who could still act, and the smallest set that would finish it.</param>
/// <param name="Yours">What the reader may decide on now; empty when nothing waits for them.</param>
/// <param name="Seats">From whose seats besides their own the reader may decide, and on what; by principal.</param>
public sealed record RequestView(RequestRow Request, Evaluation Explanation, Ballot Yours, IReadOnlyDictionary<string, Ballot> Seats);

/// <summary>What the list of requests is asked.</summary>
/// <param name="State">Only these, in the word that requests show, such as changes-requested.</param>
/// <param name="Flow">Only of this flow.</param>
/// <param name="SubjectType">Only about this kind of subject.</param>
/// <param name="SubjectId">Only about this subject.</param>
/// <param name="Overdue">true: only what is overdue; false: only what is not.</param>
/// <param name="WaitingFor">Only what waits for this person.</param>
/// <param name="Exception">true: only what went ahead without its approvals and is not reviewed yet; false: only the others.</param>
public sealed record RequestFilter(
    [FromQuery(Name = "state")] Word<RequestState>? State, [FromQuery(Name = "flow")] string? Flow, [FromQuery(Name = "subjectType")] string? SubjectType,
    [FromQuery(Name = "subjectId")] string? SubjectId, [FromQuery(Name = "overdue")] bool? Overdue, [FromQuery(Name = "waitingFor")] string? WaitingFor, [FromQuery(Name = "exception")] bool? Exception = null)
{
    /// <summary>The requests that are asked for.</summary>
    public IQueryable<RequestLine> Of(IQuerySession session)
    {
        IQueryable<RequestLine> lines = session.Query<RequestLine>();
        if (WaitingFor is { } person) lines = lines.InboxOf(session.TenantId, person);
        if (State is { Value: var state }) lines = lines.Where(line => line.State == state);
        if (Flow is { } flow) lines = lines.Where(line => line.Flow == flow);
        if (SubjectType is { } type) lines = lines.Where(line => line.SubjectType == type);
        if (SubjectId is { } subject) lines = lines.Where(line => line.SubjectId == subject);
        if (Exception is { } exception) lines = lines.Where(line => line.IsException == exception);
        return Overdue is { } overdue ? lines.Where(line => line.Overdue == overdue) : lines;
    }
}

/// <summary>GET /requests and /requests/{requestId}.</summary>
public static class ReadRequests
{
    /// <summary>All requests, the newest first: ids are time-ordered, so the order of ids is the order of opening.</summary>
    public static async Task<IResult> List([AsParameters] RequestFilter filter, [AsParameters] PageQuery page, IQuerySession session, HttpContext http)
    {
        if (page.Fault(1) is { } fault) return Problem.Reply(http, fault);
        var lines = filter.Of(session);
        if (page.After is [var after]) lines = lines.Where(line => line.Id.CompareTo(after) < 0);
        var rows = await lines.OrderByDescending(line => line.Id).Take(page.Size + 1).ToListAsync(http.RequestAborted);
        return Reply.Ok(Page<RequestLine>.Of(rows, page.Size, line => [line.Id]).Select(line => line.Row));
    }

    /// <summary>One request with its explanation. As of then nobody can decide on it any more.</summary>
    public static async Task<IResult> Get(string requestId, IQuerySession session, FlowShelf flows, RequestLooks looks, HttpContext http)
    {
        var request = await session.State<Request>(StreamKeys.Request(requestId), http.RequestAborted);
        if (request is null) return Problem.Reply(http, RequestDesk.Unknown);
        var (flow, person) = (await flows.Pinned(session, request.Flow, request.FlowDigest, http.RequestAborted), Caller.Of(http).Person);
        var evaluation = Evaluator.Evaluate(flow, request.History);
        var isNow = !session.IsPast();
        var ballot = isNow ? RequestGuard.BallotOf(flow, request.History, person) : Ballot.Empty;
        var seats = isNow ? RequestGuard.SeatsOf(flow, request.History, person) : new Dictionary<string, Ballot>();
        if (isNow) await looks.Remember(session.TenantId, person, request, http.RequestAborted);
        return Reply.Ok(new RequestView(RequestLine.Of(session.TenantId, request, flow, evaluation).Row, evaluation, ballot, seats), request.Version);
    }
}
