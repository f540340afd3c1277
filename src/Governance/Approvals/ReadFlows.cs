using Governance.Shared;
using Marten;

namespace Governance.Approvals;

/// <summary>A flow that the organisation follows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">For people.</param>
/// <param name="Subject">What it decides on.</param>
/// <param name="Version">The version that new requests follow.</param>
/// <param name="Digest">SHA-256 of that version's canonical form.</param>
public sealed record FlowRow(string Name, string Title, string Subject, int Version, string Digest);

/// <summary>GET /flows and /flows/{name}.</summary>
public static class ReadFlows
{
    /// <summary>No such flow.</summary>
    public static readonly Refusal Unknown = new("flow.unknown", "The organisation has adopted no flow of this name. GET /flows lists those it has.", RefusalKind.Unknown);

    /// <summary>Every flow in force, by name.</summary>
    public static async Task<IResult> List(IQuerySession session, HttpContext http)
    {
        var flows = await session.Query<AdoptedFlow>().OrderBy(flow => flow.Id).ToListAsync(http.RequestAborted);
        return Reply.Ok(new Page<FlowRow>([.. flows.Select(flow => new FlowRow(flow.Name, flow.Current.Title, flow.Current.Subject, flow.Current.Version, flow.Current.Digest))], null));
    }

    /// <summary>One flow with the text of every adopted version.</summary>
    public static async Task<IResult> Get(string name, IQuerySession session, HttpContext http) =>
        await session.LoadAsync<AdoptedFlow>(StreamKeys.Flow(name), http.RequestAborted) is { } flow ? Reply.Ok(flow, flow.Versions.Count) : Problem.Reply(http, Unknown);
}
