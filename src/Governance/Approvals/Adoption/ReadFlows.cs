using Governance.Shared;
using Marten;

namespace Governance.Approvals;

/// <summary>A flow that the organisation follows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">For people.</param>
/// <param name="Subject">What it decides on.</param>
/// <param name="Version">The version that new requests follow.</param>
/// <param name="Digest">SHA-256 of that version's canonical form.</param>
public sealed record FlowRow(string Name, string Title, string Subject, int Version, string Digest)
{
    /// <summary>The row of a flow, or null when none of its versions was adopted.</summary>
    public static FlowRow? Of(AdoptedFlow flow) => flow.Current is { } current ? new(flow.Name, current.Title, current.Subject, current.Version, current.Digest) : null;
}

/// <summary>A flow with its adopted versions and what is proposed.</summary>
/// <param name="Id">The event stream.</param>
/// <param name="Name">Its name.</param>
/// <param name="Versions">All adopted versions, oldest first.</param>
/// <param name="Current">The version that new requests follow; absent while the first one is only proposed.</param>
/// <param name="Proposal">What is before those who adopt flows; absent when nothing is.</param>
public sealed record FlowView(string Id, string Name, IReadOnlyList<AdoptedVersion> Versions, AdoptedVersion? Current, FlowProposalRow? Proposal)
{
    /// <summary>The view of a flow.</summary>
    public static FlowView Of(AdoptedFlow flow) => new(flow.Id, flow.Name, flow.Versions, flow.Current, FlowProposalRow.Of(flow.Proposal));
}

/// <summary>GET /flows and /flows/{name}.</summary>
public static class ReadFlows
{
    /// <summary>Every flow in force, by name.</summary>
    public static async Task<IResult> List(IQuerySession session, HttpContext http)
    {
        var flows = await session.Query<AdoptedFlow>().OrderBy(flow => flow.Id).ToListAsync(http.RequestAborted);
        return Reply.Ok(new Page<FlowRow>([.. flows.Select(FlowRow.Of).OfType<FlowRow>()], null));
    }

    /// <summary>One flow with the text of every adopted version.</summary>
    public static async Task<IResult> Get(string name, IQuerySession session, HttpContext http)
    {
        var key = StreamKeys.Flow(name);
        // The version first: when somebody writes in between, the tag is too old and If-Match says so, never too new.
        var version = await session.Events.FetchStreamStateAsync(key, http.RequestAborted);
        var flow = await session.State<AdoptedFlow>(key, http.RequestAborted);
        return version is null || flow is null ? Problem.Reply(http, FlowRules.Unknown) : Reply.Ok(FlowView.Of(flow), version.Version);
    }
}
