using Governance.Flows;
using Governance.Shared;

namespace Governance.Approvals;

/// <summary>Propose a version of a flow; <paramref name="RequestId"/> is used when no request is open for it.</summary>
public sealed record ProposeVersion(string RequestId, Flow Flow, string Text, string Summary);

/// <summary>What became of the request that a proposal is bound to.</summary>
public sealed record SettleProposal(string RequestId, Settlement Settlement);

/// <summary>The rules of flows: who follows which version is for those to say who adopt flows, and never without a request.</summary>
public static class FlowDecider
{
    /// <summary>The next version of a flow, or the first, that says something else. After requested changes the same request goes on.</summary>
    public static Decision<FlowEvent> Decide(ProposeVersion command, AdoptedFlow? flow, Flow? inForce)
    {
        if (flow?.Proposal is { Status: FlowProposalStatus.Proposed }) return FlowRules.Pending;
        var next = (inForce?.Version ?? 0) + 1;
        if (command.Flow.Version != next) return FlowRules.NotNext(next);
        if (inForce is not null && inForce.Subject != command.Flow.Subject) return FlowRules.SubjectChanged;
        if (inForce is not null && Meaning(inForce) == Meaning(command.Flow) || ContentDigest.OfText(command.Text) == flow?.TurnedBackText) return FlowRules.Unchanged;
        return new FlowVersionProposed(
            next, command.Flow.Digest, command.Flow.Subject, command.Flow.Title, command.Text, command.Summary, flow?.Proposal?.Proposed.RequestId ?? command.RequestId);
    }

    /// <summary>What became of the request that the proposal is bound to. Another request's end changes nothing.</summary>
    public static Decision<FlowEvent> Decide(SettleProposal command, AdoptedFlow flow)
    {
        if (flow.Proposal is not { Proposed: var proposed, Status: var status } || proposed.RequestId != command.RequestId) return FlowRules.NotProposed;
        if (status == FlowProposalStatus.ChangesRequested && command.Settlement == Settlement.Returned) return Decision<FlowEvent>.Nothing;
        return command.Settlement switch
        {
            Settlement.Approved => new FlowAdopted(proposed.Version, proposed.Digest, proposed.Subject, proposed.Title, proposed.Text, $"Approved by request {proposed.RequestId}."),
            Settlement.Returned => new FlowProposalReturned(proposed.RequestId, proposed.Version, proposed.Digest),
            Settlement.Rejected => Closed(FlowProposalOutcome.Rejected),
            Settlement.Withdrawn => Closed(FlowProposalOutcome.Withdrawn),
            Settlement.Expired => Closed(FlowProposalOutcome.Expired),
            _ => FlowRules.CannotEndSo,
        };

        FlowProposalClosed Closed(FlowProposalOutcome outcome) => new(proposed.RequestId, proposed.Version, proposed.Digest, outcome);
    }

    /// <summary>The flow after a fact; null is the state before the first.</summary>
    public static AdoptedFlow Evolve(AdoptedFlow? flow, Fact<FlowEvent> fact, string streamKey)
    {
        var before = flow ?? new AdoptedFlow(streamKey) { Name = StreamKeys.IdOf(streamKey) };
        return fact.Event switch
        {
            FlowAdopted adopted => before with
            {
                Versions = before.Versions.Add(new(adopted.Version, adopted.Digest, adopted.Subject, adopted.Title, adopted.Text, fact.At, fact.Actor, adopted.Basis)),
                Proposal = null,
                FormerEditors = [],
                TurnedBackText = null,
            },
            FlowVersionProposed proposed => before with
            {
                Proposal = Proposed(before, proposed, fact),
                Requests = before.Requests.Contains(proposed.RequestId) ? before.Requests : before.Requests.Add(proposed.RequestId),
            },
            FlowProposalReturned => before with { Proposal = OpenIn(before) with { Status = FlowProposalStatus.ChangesRequested }, TurnedBackText = TextIn(before) },
            FlowProposalClosed closed => before with
            {
                Proposal = null,
                FormerEditors = [.. before.FormerEditors.Union(OpenIn(before).Editors)],
                TurnedBackText = closed.Outcome == FlowProposalOutcome.Rejected ? TextIn(before) : before.TurnedBackText,
            },
            _ => throw new InvalidOperationException($"{fact.Event.GetType().Name} cannot follow in the history of {streamKey}."),
        };
    }

    // Every version has a number of its own: what a flow says is the rest. No other member of the canonical form has this name and a number.
    private static string Meaning(Flow flow) => flow.Canonical.Replace($"\"version\":{flow.Version},", "", StringComparison.Ordinal);

    private static FlowProposal Proposed(AdoptedFlow flow, FlowVersionProposed proposed, Fact<FlowEvent> fact) => flow.Proposal is { } open
        ? open with { Proposed = proposed, Editors = [.. open.Editors.Append(fact.Actor).Distinct()], ProposedAt = fact.At, Status = FlowProposalStatus.Proposed }
        : new(proposed, fact.Actor, [fact.Actor, .. flow.FormerEditors.Remove(fact.Actor)], fact.At, FlowProposalStatus.Proposed);

    private static string TextIn(AdoptedFlow flow) => ContentDigest.OfText(OpenIn(flow).Proposed.Text);

    private static FlowProposal OpenIn(AdoptedFlow flow) => flow.Proposal ?? throw new InvalidOperationException($"Nothing is proposed in the history of {flow.Id}.");
}
