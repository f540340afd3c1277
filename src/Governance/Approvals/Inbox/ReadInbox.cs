using Governance.Shared;
using Marten;
using Marten.Linq.MatchesSql;

namespace Governance.Approvals;

/// <summary>A request that waits for the reader.</summary>
public sealed record InboxRow : RequestRow
{
    /// <summary>The row of a request, seen by one person.</summary>
    public InboxRow(RequestLine line, string person, RequestLook? look, InboxChange? changed) : base(line.Row)
    {
        var waits = line.Needs.SelectMany(need => need.People.Where(waiting => waiting.Person == person).Select(waiting => (need, waiting))).ToList();
        Why = [.. waits.Select(wait => new InboxReason(wait.need.Stage, wait.need.Need, wait.need.Asks, wait.waiting.OnBehalfOf))];
        WaitingSince = waits.Min(wait => wait.waiting.Since ?? wait.need.Since);
        (LookedAt, Changed) = (look?.At, changed);
    }

    /// <summary>For what it waits for you.</summary>
    public IReadOnlyList<InboxReason> Why { get; }

    /// <summary>Since when it waits for you.</summary>
    public DateTimeOffset WaitingSince { get; }

    /// <summary>When you last looked at it; absent: never.</summary>
    public DateTimeOffset? LookedAt { get; }

    /// <summary>What changed since you last looked; absent when nothing did, or you never have.</summary>
    public InboxChange? Changed { get; }
}

/// <summary>Why a request waits for somebody.</summary>
/// <param name="Stage">The stage that is open.</param>
/// <param name="Need">Its need.</param>
/// <param name="Asks">The people of the flow whom it asks.</param>
/// <param name="OnBehalfOf">Whose seat you may decide from; absent for your own.</param>
public sealed record InboxReason(string Stage, string Need, string Asks, string? OnBehalfOf);

/// <summary>What changed since somebody last looked.</summary>
/// <param name="Since">When they looked.</param>
/// <param name="Facts">What was recorded since, as sentences, the newest twenty at most.</param>
/// <param name="Fields">The fields of the content that changed since.</param>
public sealed record InboxChange(DateTimeOffset Since, IReadOnlyList<string> Facts, IReadOnlyList<string> Fields);

/// <summary>The orders of an inbox.</summary>
public enum InboxSort
{
    /// <summary>The overdue first, then the nearest moment, then the oldest.</summary>
    Until,

    /// <summary>The oldest first.</summary>
    Age,
}

/// <summary>What an inbox is asked.</summary>
/// <param name="Flow">Only of this flow.</param>
/// <param name="Overdue">true: only what is overdue; false: only what is not.</param>
/// <param name="Sort">The order; absent: until.</param>
public sealed record InboxFilter([FromQuery(Name = "flow")] string? Flow, [FromQuery(Name = "overdue")] bool? Overdue, [FromQuery(Name = "sort")] Word<InboxSort>? Sort);

/// <summary>GET /inbox: what waits for the caller.</summary>
public static class ReadInbox
{
    /// <summary>One page, with what changed since the caller last looked.</summary>
    public static async Task<IResult> Get([AsParameters] InboxFilter filter, [AsParameters] PageQuery page, IQuerySession session, HttpContext http)
    {
        if (page.Fault(2) is { } fault) return Problem.Reply(http, fault);
        var (me, sort) = (Caller.Of(http).Person, filter.Sort?.Value ?? InboxSort.Until);
        if (page.After is { } cursor && cursor[0] != sort.ToString()) return Problem.Reply(http, PageQuery.BadCursor);
        var lines = new RequestFilter(null, filter.Flow, null, null, filter.Overdue, me).Of(session);
        var rows = await Sorted(lines, sort, page.After?[1]).Take(page.Size + 1).ToListAsync(http.RequestAborted);
        var found = Page<RequestLine>.Of(rows, page.Size, line => [sort.ToString(), sort == InboxSort.Age ? line.Id : line.Urgency]);
        // When somebody looked is no fact, so that of then it is not known.
        var looks = session.IsPast() ? new Dictionary<string, RequestLook>() : await Looks(session, me, found.Items, http.RequestAborted);
        var changes = await InboxChanges.Of(session, found.Items, looks, http.RequestAborted);
        return Reply.Ok(found.Select(line => new InboxRow(line, me, looks.GetValueOrDefault(line.Id), changes.GetValueOrDefault(line.Id))));
    }

    /// <summary>The requests that lie in a person's inbox.</summary>
    public static IQueryable<RequestLine> InboxOf(this IQueryable<RequestLine> lines, string tenant, string person)
    {
        var inbox = RequestLine.Inbox(tenant, person);
        return lines.Where(line => line.MatchesSql("d.inboxes @> array[?]", inbox));
    }

    private static IQueryable<RequestLine> Sorted(IQueryable<RequestLine> lines, InboxSort sort, string? after) => sort switch
    {
        InboxSort.Age => (after is null ? lines : lines.Where(line => line.Id.CompareTo(after) > 0)).OrderBy(line => line.Id),
        _ => (after is null ? lines : lines.Where(line => line.Urgency.CompareTo(after) > 0)).OrderBy(line => line.Urgency),
    };

    private static async Task<IReadOnlyDictionary<string, RequestLook>> Looks(IQuerySession session, string person, IReadOnlyList<RequestLine> lines, CancellationToken cancellation)
    {
        var keys = lines.ToDictionary(line => RequestLooks.Key(person, line.Row.RequestId), line => line.Id);
        return (await session.LoadManyAsync<RequestLook>(cancellation, [.. keys.Keys])).ToDictionary(look => keys[look.Id]);
    }
}
