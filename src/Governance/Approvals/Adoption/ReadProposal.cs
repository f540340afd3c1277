using Governance.Shared;
using Marten;

namespace Governance.Approvals;

/// <summary>The open proposal of a flow, in short.</summary>
/// <param name="Version">The proposed version.</param>
/// <param name="Digest">SHA-256 of its canonical form.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Summary">What it is about, in the words of whoever proposed it.</param>
/// <param name="RequestId">The approval request that decides on it.</param>
/// <param name="Proposer">Who proposed it first.</param>
/// <param name="ProposedAt">When its text became what it is.</param>
public sealed record FlowProposalRow(int Version, string Digest, FlowProposalStatus Status, string Summary, string RequestId, string Proposer, DateTimeOffset ProposedAt)
{
    /// <summary>The row of a proposal, or null without one.</summary>
    public static FlowProposalRow? Of(FlowProposal? proposal) => proposal is { Proposed: var proposed }
        ? new(proposed.Version, proposed.Digest, proposal.Status, proposed.Summary, proposed.RequestId, proposal.Author, proposal.ProposedAt) : null;
}

/// <summary>The open proposal of a flow with its text, and what it changes.</summary>
/// <param name="Name">The flow.</param>
/// <param name="Title">What the proposed version calls it.</param>
/// <param name="Subject">What it decides on.</param>
/// <param name="Proposal">The proposal in short.</param>
/// <param name="Editors">Everyone who worked on the text: none of them adopts it.</param>
/// <param name="Text">The proposed text, to the letter.</param>
/// <param name="InForce">The version that it would follow; absent for a new flow.</param>
/// <param name="Diff">Every line of both texts, and what became of it.</param>
public sealed record FlowProposalView(
    string Name, string Title, string Subject, FlowProposalRow Proposal, IReadOnlyList<string> Editors, string Text, FlowRow? InForce, IReadOnlyList<DiffLine> Diff);

/// <summary>GET /flows/{name}/proposal: what those who adopt flows read.</summary>
public static class ReadProposal
{
    /// <summary>The proposed text and its difference from the version in force.</summary>
    public static async Task<IResult> Get(string name, IQuerySession session, HttpContext http)
    {
        var key = StreamKeys.Flow(name);
        // The version first: when somebody writes in between, the tag is too old and If-Match says so, never too new.
        var version = await session.Events.FetchStreamStateAsync(key, http.RequestAborted);
        var flow = await session.State<AdoptedFlow>(key, http.RequestAborted);
        if (version is null || flow is null) return Problem.Reply(http, FlowRules.Unknown);
        if (flow.Proposal is not { Proposed: var proposed } proposal) return Problem.Reply(http, FlowRules.NoProposal);
        var view = new FlowProposalView(
            name, proposed.Title, proposed.Subject, FlowProposalRow.Of(proposal)!, proposal.Editors, proposed.Text,
            FlowRow.Of(flow), LineDiff.Between(flow.Current?.Text ?? "", proposed.Text));
        return Reply.Ok(view, version.Version);
    }
}
