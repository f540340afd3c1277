namespace Governance.Approvals;

/// <summary>Every fact of a flow's versions.</summary>
public abstract record FlowEvent;

/// <summary>A version of a flow was put before those who adopt flows, or revised after they had turned it back.</summary>
/// <param name="Version">Its version: the one after the last that was adopted.</param>
/// <param name="Digest">SHA-256 of its canonical form.</param>
/// <param name="Subject">What it decides on, such as policy-version.</param>
/// <param name="Title">For people.</param>
/// <param name="Text">The flow as its file says it: what is approved, to the letter.</param>
/// <param name="Summary">What it is about, in the words of whoever proposed it.</param>
/// <param name="RequestId">The approval request that this opened, or continued after requested changes.</param>
public sealed record FlowVersionProposed(int Version, string Digest, string Subject, string Title, string Text, string Summary, string RequestId) : FlowEvent;

/// <summary>The approvers asked for changes; the request goes on with the next text.</summary>
/// <param name="RequestId">The approval request.</param>
/// <param name="Version">The proposed version.</param>
/// <param name="Digest">What they turned back.</param>
public sealed record FlowProposalReturned(string RequestId, int Version, string Digest) : FlowEvent;

/// <summary>A proposal came to nothing: the version before stays in force.</summary>
/// <param name="RequestId">The approval request.</param>
/// <param name="Version">The proposed version.</param>
/// <param name="Digest">What was before the approvers last.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record FlowProposalClosed(string RequestId, int Version, string Digest, FlowProposalOutcome Outcome) : FlowEvent;

/// <summary>How a proposal can come to nothing.</summary>
public enum FlowProposalOutcome
{
    /// <summary>The approvers said no.</summary>
    Rejected,

    /// <summary>It was taken back.</summary>
    Withdrawn,

    /// <summary>Time ran out before it was decided.</summary>
    Expired,
}

/// <summary>A version of a flow was adopted: new requests are pinned to it.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Digest">SHA-256 of its canonical form.</param>
/// <param name="Subject">What it decides on, such as policy-version.</param>
/// <param name="Title">For people.</param>
/// <param name="Text">The flow as its file says it; requests are evaluated by this for ever.</param>
/// <param name="Basis">On what ground it was adopted, in words.</param>
public sealed record FlowAdopted(int Version, string Digest, string Subject, string Title, string Text, string Basis) : FlowEvent;
