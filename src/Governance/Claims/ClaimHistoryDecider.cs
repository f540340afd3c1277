using Governance.Proofs;
using Governance.Shared;

namespace Governance.Claims;

/// <summary>What each fact makes of a claim. Judges nothing.</summary>
public static partial class ClaimDecider
{
    /// <summary>The claim after a fact.</summary>
    /// <exception cref="InvalidOperationException">The history is impossible.</exception>
    public static Claim Evolve(Claim? claim, Fact<ClaimEvent> fact, string streamKey) => ((claim, fact.Event) switch
    {
        (null, ClaimDrafted drafted) => Drafted(drafted, fact, streamKey),
        (null, _) => throw new InvalidOperationException($"{streamKey} begins with {fact.Event.GetType().Name}."),
        ({ } known, ClaimDrafted) => throw new InvalidOperationException($"{known.Id} begins twice."),
        ({ } known, _) => Making(known, fact) ?? Proving(known, fact) ?? Deciding(known, fact),
    }) with
    { UpdatedAt = fact.At, Version = fact.Version };

    private static Claim Drafted(ClaimDrafted drafted, Fact<ClaimEvent> fact, string streamKey) => new(streamKey)
    {
        AccountId = drafted.AccountId,
        Claimant = fact.Actor,
        Owner = drafted.Owner,
        BackupOwner = drafted.BackupOwner,
        Class = drafted.Class,
        Personal = drafted.Personal,
        Evidence = [drafted.Evidence],
        OwnerAgreed = drafted.Owner == fact.Actor,
        BackupAgreed = drafted.BackupOwner == fact.Actor,
        DraftedAt = fact.At,
    };

    private static Claim? Making(Claim claim, Fact<ClaimEvent> fact) => fact.Event switch
    {
        EvidenceAdded added => claim with { Evidence = claim.Evidence.Add(added.Evidence) },
        ClaimSubmitted => claim with { State = ClaimState.Submitted },
        OwnerConsented => claim with { OwnerAgreed = true },
        BackupOwnerConsented => claim with { BackupAgreed = true },
        ChallengeIssued issued => claim with { Challenges = claim.Challenges.Add(new IssuedChallenge(issued.ChallengeId, issued.Method, issued.Domain, issued.PostUrl, fact.At, issued.ExpiresAt, issued.Handle, issued.PlatformId)) },
        ControlAttested attested => Attesting(claim, new Proof(null, ProofTimes.TwoPeople, 1, fact.At, attested.ValidUntil, fact.Actor, null, null)),
        _ => null,
    };

    private static Claim? Proving(Claim claim, Fact<ClaimEvent> fact) => fact.Event switch
    {
        ProofObserved observed => Observed(claim, observed),
        ProofLost lost => claim with { GraceUntil = lost.GraceUntil },
        ProofMethodGone gone => claim with { ReplaceBy = gone.ReplaceBy },
        ProofRanOut => claim with { RanOut = true },
        ProofRestored => claim with { GraceUntil = null, ReplaceBy = null, RanOut = false, MissedAt = null },
        _ => null,
    };

    private static Claim Deciding(Claim claim, Fact<ClaimEvent> fact) => fact.Event switch
    {
        ClaimPutUnderReview review => claim with { State = ClaimState.UnderReview, RequestId = review.RequestId },
        ClaimReturned => claim with { State = ClaimState.Returned },
        ClaimReviewClosed => claim with { State = ClaimState.Submitted, RequestId = null },
        ClaimAccepted accepted => Standing(claim, accepted.Method, accepted.Until) with { State = ClaimState.Accepted, RequestId = null },
        ClaimRejected => claim with { State = ClaimState.Rejected, RequestId = null },
        ClaimWithdrawn => claim with { State = ClaimState.Withdrawn, RequestId = null, DisputeId = null },
        ClaimLapsed => claim with { State = ClaimState.Lapsed, GraceUntil = null, ReplaceBy = null },
        ClaimContested contested => claim with { DisputeId = contested.DisputeId },
        ClaimUncontested => claim with { DisputeId = null },
        EntitlementAttested attested => claim with { Entitlement = new Entitlement(attested.By, attested.Statement, fact.At) },
        ClaimDecided decided => Decided(claim, decided, fact.At),
        ClaimRevoked => claim with { State = ClaimState.Revoked },
        ClaimSuperseded => claim with { State = ClaimState.Superseded },
        _ => throw new InvalidOperationException($"{claim.Id} holds a fact that nobody knows: {fact.Event.GetType().Name}."),
    };

    private static Claim Attesting(Claim claim, Proof word)
    {
        var after = claim with { Attested = claim.Attested.Add(word.By!), Proofs = claim.Proofs.RemoveAll(proof => proof.By == word.By).Add(word) };
        return after.State == ClaimState.Accepted ? after with { Standing = word } : after;
    }

    private static Claim Observed(Claim claim, ProofObserved observed)
    {
        var ofStanding = claim.Standing?.ChallengeId == observed.ChallengeId;
        var after = ofStanding ? claim with { CheckedAt = observed.ObservedAt } : claim;
        if (observed.Outcome == ProofOutcome.Found) after = after with { StatedId = after.StatedId ?? observed.PlatformId };
        return observed.Outcome switch
        {
            ProofOutcome.Found => Found(after, new Proof(observed.ChallengeId, observed.Method, observed.Level, observed.ObservedAt, observed.ValidUntil!.Value, null, observed.Url, observed.BodyDigest), ofStanding),
            // What is there no more shows nothing before a decision; after one it must be missed twice.
            ProofOutcome.NotFound when claim.State != ClaimState.Accepted => after with { Proofs = after.Proofs.RemoveAll(proof => proof.ChallengeId == observed.ChallengeId) },
            ProofOutcome.NotFound when ofStanding => after with { MissedAt = after.MissedAt ?? observed.ObservedAt },
            _ => after,
        };
    }

    private static Claim Found(Claim claim, Proof proof, bool ofStanding)
    {
        var after = claim with { Proofs = claim.Proofs.RemoveAll(other => other.ChallengeId == proof.ChallengeId).Add(proof) };
        return claim.State != ClaimState.Accepted ? after
            : ofStanding || Replaces(claim, proof) ? after with { Standing = proof, MissedAt = null, CheckedAt = proof.At }
            : after;
    }

    private static Claim Standing(Claim claim, string method, DateTimeOffset until) =>
        claim with { Standing = claim.Proofs.FindLast(proof => proof.Method == method && proof.Until == until), CheckedAt = claim.Proofs.FindLast(proof => proof.Method == method && proof.Until == until)?.At };

    // A claim that a dispute lets stand stands on what was shown for it, if anything was.
    private static Claim Decided(Claim claim, ClaimDecided decided, DateTimeOffset at)
    {
        var over = claim with { DisputeId = null, RequestId = null };
        if (!decided.Stands) return over with { State = decided.Outcome == DisputeOutcome.Void ? ClaimState.Void : ClaimState.Rejected };
        if (claim.State == ClaimState.Accepted) return over;
        var best = claim.Best(at);
        return over with { State = ClaimState.Accepted, Standing = best, CheckedAt = best?.At };
    }
}
