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
/// <param name="Waiting">People who could act now.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="UpdatedAt">When its last fact was recorded.</param>
public sealed record RequestRow(
    string RequestId, string Flow, string SubjectType, string SubjectId, string Title, string Requester, RequestState State, string Sentence, string Content,
    IReadOnlyList<string> Waiting, DateTimeOffset OpenedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>The row of a request.</summary>
    public static RequestRow Of(Request request) => new(
        StreamKeys.IdOf(request.Id), request.Flow, request.SubjectType, request.SubjectId, request.Title, request.Requester, request.State, request.Sentence, request.Content,
        request.Waiting, request.OpenedAt, request.UpdatedAt);
}

/// <summary>A request, explained.</summary>
/// <param name="Request">The row.</param>
/// <param name="Explanation">Per stage and need: who counted, who did not and why, who could still act, and the smallest set that would finish it.</param>
/// <param name="Yours">What the reader may decide on now; empty when nothing waits for them.</param>
public sealed record RequestView(RequestRow Request, Evaluation Explanation, Ballot Yours);

/// <summary>What the list of requests is asked.</summary>
/// <param name="State">Only these, in the word that requests show, such as changes-requested.</param>
/// <param name="Flow">Only of this flow.</param>
/// <param name="SubjectId">Only about this subject.</param>
public sealed record RequestFilter(
    [FromQuery(Name = "state")] Word<RequestState>? State, [FromQuery(Name = "flow")] string? Flow, [FromQuery(Name = "subjectId")] string? SubjectId);

/// <summary>GET /requests, /requests/{requestId} and /inbox.</summary>
public static class ReadRequests
{
    /// <summary>All requests, the newest first.</summary>
    public static Task<IResult> List([AsParameters] RequestFilter filter, [AsParameters] PageQuery page, IQuerySession session, HttpContext http)
    {
        IQueryable<Request> requests = session.Query<Request>();
        if (filter.State is { Value: var state }) requests = requests.Where(request => request.State == state);
        if (filter.Flow is { } flow) requests = requests.Where(request => request.Flow == flow);
        if (filter.SubjectId is { } subject) requests = requests.Where(request => request.SubjectId == subject);
        return Paged(requests, page, newestFirst: true, http);
    }

    /// <summary>What waits for the caller, the oldest first.</summary>
    public static Task<IResult> Inbox([AsParameters] PageQuery page, IQuerySession session, HttpContext http)
    {
        var me = Caller.Of(http).Person;
        return Paged(session.Query<Request>().Where(request => request.Waiting.Contains(me)), page, newestFirst: false, http);
    }

    /// <summary>One request with its explanation, as of a version of its stream if asked.</summary>
    public static async Task<IResult> Get(string requestId, [AsParameters] AsOf asOf, IQuerySession session, FlowShelf flows, HttpContext http)
    {
        if (asOf.Fault is { } fault) return Problem.Reply(http, fault);
        var request = await asOf.Read<Request>(session, StreamKeys.Request(requestId), http.RequestAborted);
        if (request is null) return Problem.Reply(http, RequestDesk.Unknown);
        var flow = await flows.Pinned(session, request.Flow, request.FlowDigest, http.RequestAborted);
        var ballot = asOf.IsNow ? RequestGuard.BallotOf(flow, request.History, Caller.Of(http).Person) : new Ballot([], new Dictionary<string, string>());
        return Reply.Ok(new RequestView(RequestRow.Of(request), Evaluator.Evaluate(flow, request.History), ballot), request.Version);
    }

    // Ids are time-ordered, so the order of ids is the order of opening.
    private static async Task<IResult> Paged(IQueryable<Request> requests, PageQuery page, bool newestFirst, HttpContext http)
    {
        if (page.Fault(1) is { } fault) return Problem.Reply(http, fault);
        if (page.After is [var after]) requests = newestFirst ? requests.Where(request => request.Id.CompareTo(after) < 0) : requests.Where(request => request.Id.CompareTo(after) > 0);
        var sorted = newestFirst ? requests.OrderByDescending(request => request.Id) : requests.OrderBy(request => request.Id);
        var rows = await sorted.Take(page.Size + 1).ToListAsync(http.RequestAborted);
        return Reply.Ok(Page<Request>.Of(rows, page.Size, request => [request.Id]).Select(RequestRow.Of));
    }
}
