using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Governance.Shared;

namespace Governance.Approvals;

/// <summary>
/// A flow with its adopted versions and the proposal of the next. Answers: which version holds now, what did the one say that a request
/// is pinned to, and who worked on what is proposed?
/// </summary>
/// <param name="Id">The stream key, <c>flow/publish-policy</c>.</param>
[Kept]
public sealed record AdoptedFlow(string Id)
{
    /// <summary>The flow's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>All adopted versions, oldest first; the last one holds. None while the first one is only proposed.</summary>
    public ImmutableList<AdoptedVersion> Versions { get; init; } = [];

    /// <summary>The version that new requests follow, or null when none was adopted.</summary>
    [JsonIgnore]
    public AdoptedVersion? Current => Versions.LastOrDefault();

    /// <summary>What is before those who adopt flows, or was turned back by them; null when nothing is.</summary>
    public FlowProposal? Proposal { get; init; }

    /// <summary>Everyone who worked on proposals that came to nothing since the last adoption: their text may come back under another hand.</summary>
    public ImmutableList<string> FormerEditors { get; init; } = [];

    /// <summary>SHA-256 of the text that approvers last turned back or rejected since the last adoption, or null.</summary>
    public string? TurnedBackText { get; init; }

    /// <summary>The approval requests of all its proposals, oldest first.</summary>
    public ImmutableList<string> Requests { get; init; } = [];
}

/// <summary>One adopted version.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Digest">SHA-256 of its canonical form.</param>
/// <param name="Subject">What it decides on.</param>
/// <param name="Title">For people.</param>
/// <param name="Text">The file's text.</param>
/// <param name="AdoptedAt">When it was adopted.</param>
/// <param name="AdoptedBy">Whose act completed the adoption.</param>
/// <param name="Basis">On what ground.</param>
public sealed record AdoptedVersion(int Version, string Digest, string Subject, string Title, string Text, DateTimeOffset AdoptedAt, string AdoptedBy, string Basis);

/// <summary>A proposed version.</summary>
/// <param name="Proposed">What was proposed last.</param>
/// <param name="Author">Who proposed it first.</param>
/// <param name="Editors">Everyone who worked on its text or on that of proposals that came to nothing, the author too.</param>
/// <param name="ProposedAt">When its text became what it is.</param>
/// <param name="Status">Where it stands.</param>
public sealed record FlowProposal(FlowVersionProposed Proposed, string Author, ImmutableList<string> Editors, DateTimeOffset ProposedAt, FlowProposalStatus Status);

/// <summary>Where a proposal stands.</summary>
public enum FlowProposalStatus
{
    /// <summary>Before those who adopt flows.</summary>
    Proposed,

    /// <summary>Turned back: its request waits for the next text.</summary>
    ChangesRequested,
}

/// <summary>Keeps <see cref="AdoptedFlow"/> beside its stream.</summary>
public sealed class AdoptedFlowProjection() : FactsProjection<AdoptedFlow, FlowEvent>(FlowDecider.Evolve);
