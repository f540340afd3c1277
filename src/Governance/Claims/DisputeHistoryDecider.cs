using Governance.Shared;

namespace Governance.Claims;

/// <summary>What each fact makes of a dispute. Judges nothing.</summary>
public static partial class DisputeDecider
{
    /// <summary>The dispute after a fact.</summary>
    /// <exception cref="InvalidOperationException">The history is impossible.</exception>
    public static Dispute Evolve(Dispute? dispute, Fact<DisputeEvent> fact, string streamKey) => ((dispute, fact.Event) switch
    {
        (null, DisputeOpened opened) => new Dispute(streamKey) { AccountId = opened.AccountId, Sides = [.. opened.Sides], OpenedAt = fact.At },
        (null, _) => throw new InvalidOperationException($"{streamKey} begins with {fact.Event.GetType().Name}."),
        ({ } known, DisputeOpened) => throw new InvalidOperationException($"{known.Id} begins twice."),
        ({ } known, DisputeJoined joined) => known with { Sides = known.Sides.Add(joined.Side) },
        ({ } known, DisputeLeft left) => known with { Sides = known.Sides.RemoveAll(side => side.ClaimId == left.ClaimId) },
        ({ } known, DisputeDissolved) => known with { State = DisputeState.Dissolved },
        ({ } known, EvidenceRequested requested) => known with { EvidenceDueOn = requested.DueOn },
        ({ } known, EvidenceGiven given) => known with { Evidence = known.Evidence.Add(new GivenEvidence(fact.Actor, given.ClaimId, given.Evidence, fact.At)) },
        ({ } known, DisputeDecisionProposed proposed) => known with
        {
            State = known.IsAppealed ? DisputeState.AppealProposed : DisputeState.Proposed,
            Proposal = new ProposedDecision(proposed.Outcome, proposed.ClaimIds, proposed.RequestId, proposed.Reasons, fact.Actor),
        },
        ({ } known, DisputeDecisionReturned) => known with { State = Gathering(known) },
        ({ } known, DisputeDecisionClosed) => known with { State = Gathering(known), Proposal = null },
        ({ } known, DisputeDecided decided) => known with
        {
            State = DisputeState.Decided,
            Decision = new ProposedDecision(decided.Outcome, decided.ClaimIds, decided.RequestId, known.Proposal!.Reasons, known.Proposal.By),
            Proposal = null,
            AppealUntil = decided.AppealUntil,
        },
        ({ } known, AppealLodged lodged) => known with { State = DisputeState.Appealed, Grounds = lodged.Grounds, AppealUntil = null },
        ({ } known, DisputeFinal final) => known with
        {
            State = DisputeState.Final,
            AppealUntil = null,
            Proposal = null,
            Decision = (known.Proposal ?? known.Decision)! with { Outcome = final.Outcome, ClaimIds = final.ClaimIds, RequestId = final.RequestId },
        },
        ({ } known, _) => throw new InvalidOperationException($"{known.Id} holds a fact that nobody knows: {fact.Event.GetType().Name}."),
    }) with
    { UpdatedAt = fact.At, Version = fact.Version };

    private static DisputeState Gathering(Dispute dispute) => dispute.IsAppealed ? DisputeState.Appealed : DisputeState.Open;
}
