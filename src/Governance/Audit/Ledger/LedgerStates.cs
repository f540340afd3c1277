using System.Text.Json;
using Governance.Accounts;
using Governance.Approvals;
using Governance.Claims;
using Governance.Policies;
using Governance.Shared;
using Marten;

namespace Governance.Audit.Ledger;

/// <summary>What the service makes of a stream: the state after a version, to be compared with what somebody else makes of the same events.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Version">The version.</param>
/// <param name="State">The state that the rules are asked with.</param>
public sealed record StreamStateView(string Stream, long Version, JsonElement State);

/// <summary>GET /ledger/states: the states of policies, requests, accounts and claims.</summary>
public static class LedgerStates
{
    /// <summary>The states of the streams that are named; streams of other kinds have none, and are left out.</summary>
    public static async Task<IResult> Get([FromQuery(Name = "stream")] string[] streams, [FromQuery(Name = "position")] long? position, IQuerySession session, HttpContext http)
    {
        if (streams.Length > LeafQuery.MaxStreams) return Problem.Reply(http, new LeafQuery(null, null, streams, null).Fault!);
        var states = new List<StreamStateView>();
        foreach (var stream in streams.Distinct())
            if (await Of(session, stream, position, http.RequestAborted) is { } state) states.Add(state);
        return Reply.Ok(states);
    }

    private static async Task<StreamStateView?> Of(IQuerySession session, string stream, long? position, CancellationToken cancellation)
    {
        var version = (await session.QueryAsync<long>(
            "select coalesce(max(version), 0) as data from audit.leaves where tenant = ? and stream = ? and kind in ('event', 'erasure') and leaf < ?", cancellation, session.TenantId, stream, position ?? long.MaxValue)).Single();
        if (version == 0) return null;
        return stream[..stream.IndexOf('/', StringComparison.Ordinal)] switch
        {
            "policy" => await Of<Policy>(session, stream, version, cancellation),
            "request" => await Of<Request>(session, stream, version, cancellation),
            "account" => await Of<Account>(session, stream, version, cancellation),
            "claim" => await Of<Claim>(session, stream, version, cancellation),
            _ => null,
        };
    }

    private static async Task<StreamStateView?> Of<TState>(IQuerySession session, string stream, long version, CancellationToken cancellation) where TState : class =>
        await session.Events.AggregateStreamAsync<TState>(stream, version, token: cancellation) is { } state
            ? new StreamStateView(stream, version, JsonSerializer.SerializeToElement(state, Json.Options)) : null;
}
