using Governance.Accounts;
using Governance.Approvals;
using Governance.Claims;
using Governance.Policies;
using Governance.Shared;
using Marten;

namespace Governance.Audit.Ledger;

/// <summary>What an excerpt of the log is about.</summary>
/// <param name="Policy">A policy's reference.</param>
/// <param name="Account">An account's id.</param>
/// <param name="Request">A request's id.</param>
public sealed record ExcerptQuery([FromQuery(Name = "policy")] string? Policy, [FromQuery(Name = "account")] string? Account, [FromQuery(Name = "request")] string? Request)
{
    /// <summary>Given none, or more than one.</summary>
    public static readonly Refusal Ambiguous = new("request.invalid", "Name one thing: a policy, an account or a request.", RefusalKind.Content, "policy");
}

/// <summary>The streams that tell the whole life of one thing.</summary>
/// <param name="Subject">The thing's own stream.</param>
/// <param name="Streams">Its own, those of its requests and claims, of the flows under which they were decided, and of the people who acted.</param>
public sealed record ExcerptView(string Subject, IReadOnlyList<string> Streams);

/// <summary>GET /ledger/excerpt: which streams belong to a policy, an account or a request.</summary>
public static class Excerpt
{
    /// <summary>The streams.</summary>
    public static async Task<IResult> Get([AsParameters] ExcerptQuery query, IQuerySession session, HttpContext http)
    {
        string?[] named = [query.Policy, query.Account, query.Request];
        if (named.Count(name => name is not null) != 1) return Problem.Reply(http, ExcerptQuery.Ambiguous);
        var found = query switch
        {
            { Policy: { } policy } => await OfPolicy(session, policy, http.RequestAborted),
            { Account: { } account } => await OfAccount(session, account, http.RequestAborted),
            _ => await session.Events.FetchStreamStateAsync(StreamKeys.Request(query.Request!), http.RequestAborted) is null ? null : [StreamKeys.Request(query.Request!)],
        };
        if (found is null) return Problem.Reply(http, query.Policy is not null ? PolicyRules.Unknown with { Kind = RefusalKind.Content, Field = "policy" } : query.Account is not null ? AccountRules.Unknown with { Kind = RefusalKind.Content, Field = "account" } : RequestDesk.Unknown with { Kind = RefusalKind.Content, Field = "request" });
        return Reply.Ok(new ExcerptView(found[0], await WithOthers(session, found, http.RequestAborted)));
    }

    private static async Task<List<string>?> OfPolicy(IQuerySession session, string policy, CancellationToken cancellation) =>
        await session.LoadAsync<PolicyView>(StreamKeys.Policy(policy), cancellation) is { } view ? [view.Id, .. view.Requests.Select(StreamKeys.Request)] : null;

    private static async Task<List<string>?> OfAccount(IQuerySession session, string account, CancellationToken cancellation)
    {
        var stream = StreamKeys.Account(account);
        if (await session.Events.AggregateStreamAsync<AccountView>(stream, token: cancellation) is not { } view) return null;
        var claims = await session.Query<Claim>().Where(claim => claim.AccountId == account).Select(claim => claim.Id).ToListAsync(cancellation);
        return [stream, .. claims, .. view.Requests.Select(StreamKeys.Request)];
    }

    // The flows that decided, and the people who acted: who they were is in their own streams, and their names only as long as they may be known.
    private static async Task<IReadOnlyList<string>> WithOthers(IQuerySession session, List<string> streams, CancellationToken cancellation)
    {
        var events = await session.Events.QueryAllRawEvents().Where(stored => streams.Contains(stored.StreamKey!)).ToListAsync(cancellation);
        var flows = events.Select(stored => stored.Data).OfType<Governance.Flows.ApprovalRequested>().Select(asked => StreamKeys.Flow(asked.Flow));
        var people = events.SelectMany(stored => Sentences.People(stored).Append(stored.UserName)).OfType<string>().Where(person => !person.Contains(':', StringComparison.Ordinal)).Select(StreamKeys.Person);
        return [.. streams.Concat(flows.Order(StringComparer.Ordinal)).Concat(people.Order(StringComparer.Ordinal)).Distinct()];
    }
}
