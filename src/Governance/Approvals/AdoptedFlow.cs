using System.Collections.Immutable;
using Governance.Shared;

namespace Governance.Approvals;

/// <summary>A flow with its adopted versions. Answers: which version holds now, and what did the one say that a request is pinned to?</summary>
/// <param name="Id">The stream key, <c>flow/publish-policy</c>.</param>
public sealed record AdoptedFlow(string Id)
{
    /// <summary>The flow's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>All versions, oldest first; the last one holds.</summary>
    public ImmutableList<AdoptedVersion> Versions { get; init; } = [];

    /// <summary>The version that new requests follow.</summary>
    public AdoptedVersion Current => Versions[^1];
}

/// <summary>One adopted version.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Digest">SHA-256 of its canonical form.</param>
/// <param name="Subject">What it decides on.</param>
/// <param name="Title">For people.</param>
/// <param name="Text">The file's text.</param>
/// <param name="AdoptedAt">When it was adopted.</param>
/// <param name="AdoptedBy">Who adopted it.</param>
/// <param name="Basis">On what ground.</param>
public sealed record AdoptedVersion(int Version, string Digest, string Subject, string Title, string Text, DateTimeOffset AdoptedAt, string AdoptedBy, string Basis);

/// <summary>Folds adoptions.</summary>
public sealed class AdoptedFlowProjection() : FactsProjection<AdoptedFlow, FlowEvent>(Fold)
{
    private static AdoptedFlow Fold(AdoptedFlow? flow, Fact<FlowEvent> fact, string key)
    {
        flow ??= new AdoptedFlow(key) { Name = StreamKeys.IdOf(key) };
        return fact.Event is FlowAdopted adopted
            ? flow with { Versions = flow.Versions.Add(new AdoptedVersion(adopted.Version, adopted.Digest, adopted.Subject, adopted.Title, adopted.Text, fact.At, fact.Actor, adopted.Basis)) }
            : flow;
    }
}
