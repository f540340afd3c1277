using Governance.Accounts;
using Governance.Approvals;
using Governance.Claims;
using Governance.Policies;
using Governance.Shared;
using Marten;

namespace Governance.Audit.Ledger;

/// <summary>The streams that tell the whole life of one thing.</summary>
/// <param name="Subject">The thing's own stream.</param>
/// <param name="Streams">Its own, those of its requests and claims, of the flows under which they were decided, and of the people who acted.</param>
public sealed record ExcerptView(string Subject, IReadOnlyList<string> Streams);

/// <summary>GET /policies/{policyId}/excerpt, and of accounts and requests: which streams an excerpt of the log takes.</summary>
public static class Excerpt
{
    /// <summary>A policy's.</summary>
    public static async Task<IResult> OfPolicy(string policyId, IQuerySession session, HttpContext http) =>
        await session.State<PolicyView>(StreamKeys.Policy(policyId), http.RequestAborted) is { } view
            ? await Of(session, [view.Id, .. view.Requests.Select(StreamKeys.Request)], http) : Problem.Reply(http, PolicyRules.Unknown);

    /// <summary>An account's.</summary>
    public static async Task<IResult> OfAccount(string accountId, IQuerySession session, HttpContext http)
    {
        var stream = StreamKeys.Account(accountId);
        if (await session.Events.AggregateStreamAsync<AccountView>(stream, token: http.RequestAborted) is not { } view) return Problem.Reply(http, AccountRules.Unknown);
        var claims = await session.Query<Claim>().Where(claim => claim.AccountId == accountId).Select(claim => claim.Id).ToListAsync(http.RequestAborted);
        return await Of(session, [stream, .. claims, .. view.Requests.Select(StreamKeys.Request)], http);
    }

    /// <summary>A request's.</summary>
    public static async Task<IResult> OfRequest(string requestId, IQuerySession session, HttpContext http) =>
        await session.Events.FetchStreamStateAsync(StreamKeys.Request(requestId), http.RequestAborted) is null
            ? Problem.Reply(http, RequestDesk.Unknown) : await Of(session, [StreamKeys.Request(requestId)], http);

    private static async Task<IResult> Of(IQuerySession session, List<string> streams, HttpContext http) =>
        Reply.Ok(new ExcerptView(streams[0], await WithOthers(session, streams, http.RequestAborted)));

    // The flows that decided, and the people who acted: who they were is in their own streams, and their names only as long as they may be known.
    private static async Task<IReadOnlyList<string>> WithOthers(IQuerySession session, List<string> streams, CancellationToken cancellation)
    {
        var events = await session.Events.QueryAllRawEvents().Where(stored => streams.Contains(stored.StreamKey!)).ToListAsync(cancellation);
        var flows = events.Select(stored => stored.Data).OfType<Governance.Flows.ApprovalRequested>().Select(asked => StreamKeys.Flow(asked.Flow));
        var people = events.SelectMany(stored => Sentences.People(stored).Append(stored.UserName)).OfType<string>().Where(person => !person.Contains(':', StringComparison.Ordinal)).Select(StreamKeys.Person);
        return [.. streams.Concat(flows.Order(StringComparer.Ordinal)).Concat(people.Order(StringComparer.Ordinal)).Distinct()];
    }
}
