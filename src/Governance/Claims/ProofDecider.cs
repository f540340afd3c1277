using Governance.Proofs;
using Governance.Shared;

namespace Governance.Claims;

/// <summary>Control is shown, looked for again, and lost: only two results of not found, a day apart, count against anybody.</summary>
public static partial class ClaimDecider
{
    private const int MostChallenges = 50;

    /// <summary>A challenge is for a claim that stands, also for an accepted one whose proof is to be renewed or replaced.</summary>
    /// <param name="challenge">The challenge.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="by">Who takes it.</param>
    /// <param name="allowed">Which methods the account's platform allows.</param>
    /// <param name="anchored">Whether its domain is the organisation's own.</param>
    public static Decision<ClaimEvent> Decide(ChallengeIssued challenge, Claim claim, string by, IReadOnlyCollection<string> allowed, bool anchored)
    {
        if (!claim.IsOf(by)) return ClaimRules.NotYours;
        if (Provable(claim) is { } closed) return closed;
        if (claim.Challenges.Count >= MostChallenges) return ClaimRules.TooManyChallenges;
        if (ProofMethod.Find(challenge.Method) is not { } method || !allowed.Contains(method.Name)) return ClaimRules.MethodUnknown;
        if (method.NeedsDomain && challenge.Domain is null) return ClaimRules.DomainMissing;
        if (method.NeedsDomain && !anchored) return ClaimRules.DomainNotAnchored;
        return method.NeedsPost && challenge.PostUrl is null ? ClaimRules.PostMissing : challenge;
    }

    /// <summary>A steward's word counts where no machine can look, and never about an account in which they have a stake.</summary>
    /// <param name="attestation">The word.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="by">The steward.</param>
    /// <param name="rivals">Everybody on another side.</param>
    /// <param name="machine">Whether the platform lets a machine check control.</param>
    public static Decision<ClaimEvent> Decide(ControlAttested attestation, Claim claim, string by, IReadOnlyCollection<string> rivals, bool machine)
    {
        if (claim.IsOf(by) || claim.BackupOwner == by) return ClaimRules.OwnAttestation;
        if (rivals.Contains(by)) return ClaimRules.RivalAttestation;
        if (Provable(claim) is { } closed) return closed;
        if (machine) return ClaimRules.MachineCanCheck;
        return claim.State == ClaimState.Accepted && Shaken(claim)
            ? Decision<ClaimEvent>.Of(attestation, new ProofRestored(ProofTimes.TwoPeople, attestation.ValidUntil))
            : attestation;
    }

    /// <summary>Which challenge is looked for now, or why none: the newest that was never found, else the one on which the claim stands.</summary>
    public static (IssuedChallenge? Challenge, Refusal? Refusal) ToCheck(Claim claim, DateTimeOffset now)
    {
        if (Provable(claim) is { } closed) return (null, closed);
        if (claim.Challenges is not [.., var newest]) return (null, ClaimRules.NoChallenge);
        if (now < newest.ExpiresAt || claim.Proofs.Exists(proof => proof.ChallengeId == newest.ChallengeId)) return (newest, null);
        var standing = claim.Challenges.Find(challenge => challenge.ChallengeId == claim.Standing?.ChallengeId);
        return standing is null ? (null, ClaimRules.ChallengeExpired) : (standing, null);
    }

    /// <summary>
    /// What was seen, and what follows for an accepted claim: found again restores it; a second not found, at least a day after the first,
    /// loses it; a method that is gone asks for another. Inconclusive never counts. A platform that states another id than the account's
    /// speaks of another account, and a challenge that was given for another handle shows nothing of this one, unless the id says that both are
    /// the same.
    /// </summary>
    /// <param name="seen">What was seen.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="platformId">The account's id as the register has it, or null.</param>
    /// <param name="handle">The handle that the account bears, under which was looked.</param>
    public static Decision<ClaimEvent> Decide(ProofObserved seen, Claim claim, string? platformId, string handle)
    {
        if (Provable(claim) is { } closed) return closed;
        if (claim.Challenges.Find(challenge => challenge.ChallengeId == seen.ChallengeId) is not { } issued) return ClaimRules.NoChallenge;
        // What the platform stated when control was shown ties an older handle to this account as well as what was known before.
        var renamed = issued.Handle != handle && ((issued.PlatformId ?? claim.StatedId) is not { } known || known != platformId);
        var observed = renamed ? OfAnotherHandle(seen) : OfThisAccount(seen, platformId ?? claim.StatedId);
        if (claim.State != ClaimState.Accepted) return observed;
        var ofStanding = claim.Standing is { } standing && standing.ChallengeId == observed.ChallengeId;
        return observed.Outcome switch
        {
            ProofOutcome.Found when Shaken(claim) && (ofStanding || Replaces(claim, ProofIn(observed))) => Decision<ClaimEvent>.Of(observed, new ProofRestored(observed.Method, observed.ValidUntil!.Value)),
            ProofOutcome.NotFound when ofStanding && claim.GraceUntil is null && claim.MissedAt is { } missed && observed.ObservedAt - missed >= ProofTimes.Apart =>
                Decision<ClaimEvent>.Of(observed, new ProofLost(observed.ObservedAt + ProofTimes.Grace)),
            ProofOutcome.MethodGone when ofStanding && claim.ReplaceBy is null => Decision<ClaimEvent>.Of(observed, new ProofMethodGone(observed.Method, observed.ObservedAt + ProofTimes.Replacement)),
            _ => observed,
        };
    }

    /// <summary>What the passing of time alone asks of an accepted claim.</summary>
    public static IReadOnlyList<ClaimEvent> TimeFor(Claim claim, DateTimeOffset now)
    {
        if (claim.State != ClaimState.Accepted) return [];
        var facts = new List<ClaimEvent>();
        if (claim.Standing is { } standing && standing.Until <= now && !claim.RanOut) facts.Add(new ProofRanOut(standing.Until));
        // During a dispute nobody loses anything by the clock.
        if (claim.DisputeId is not null) return facts;
        if (claim.GraceUntil is { } grace && grace <= now) facts.Add(new ClaimLapsed(LapseCause.ProofLost));
        else if (claim.ReplaceBy is { } replace && replace <= now) facts.Add(new ClaimLapsed(LapseCause.MethodGone));
        return facts;
    }

    /// <summary>When an accepted claim's proof is to be looked for again by the clock, or null when no machine can.</summary>
    public static DateTimeOffset? NextCheck(Claim claim)
    {
        if (claim.State != ClaimState.Accepted || claim.Standing is not { ChallengeId: not null } standing || claim.ReplaceBy is not null) return null;
        var last = claim.CheckedAt ?? standing.At;
        // What was missed is looked for every day, so that a second result comes, and so that what is restored is seen.
        if (claim.MissedAt is not null) return last + ProofTimes.Apart;
        if (claim.RanOut) return last + ProofTimes.Recheck;
        var usual = last + ProofTimes.Recheck;
        var before = standing.Until - ProofTimes.BeforeEnd;
        return last < before && before < usual ? before : usual < standing.Until ? usual : last + ProofTimes.Apart;
    }

    /// <summary>The next moment at which time asks something of a claim, or null.</summary>
    public static DateTimeOffset? Next(Claim claim)
    {
        if (claim.State != ClaimState.Accepted) return null;
        DateTimeOffset?[] moments = [NextCheck(claim), claim.RanOut ? null : claim.Standing?.Until, claim.DisputeId is null ? claim.GraceUntil : null, claim.DisputeId is null ? claim.ReplaceBy : null];
        return moments.Min();
    }

    private static Proof ProofIn(ProofObserved observed) =>
        new(observed.ChallengeId, observed.Method, observed.Level, observed.ObservedAt, observed.ValidUntil!.Value, null, observed.Url, observed.BodyDigest);

    private static ProofObserved OfAnotherHandle(ProofObserved seen) =>
        seen with { Outcome = ProofOutcome.Inconclusive, Level = 0, ValidUntil = null, Reason = "The challenge was given for another handle, and nothing says that the account is the same. Take a new challenge." };

    private static ProofObserved OfThisAccount(ProofObserved seen, string? platformId) =>
        seen.Outcome != ProofOutcome.Found ? seen with { Level = 0, ValidUntil = null }
        : seen.PlatformId is not null && platformId is not null && seen.PlatformId != platformId
            ? seen with { Outcome = ProofOutcome.NotFound, Level = 0, ValidUntil = null, Reason = "The platform states another id than this account's: another account bears the handle." }
        // Nothing was shown that is worth a level.
        : seen.Level < 1 ? seen with { Outcome = ProofOutcome.Inconclusive, Level = 0, ValidUntil = null }
        : seen with { Level = Math.Min(seen.Level, 3), ValidUntil = seen.ValidUntil ?? ProofTimes.Until(seen.Level, seen.ObservedAt) };

    private static Refusal? Provable(Claim claim) => claim.State == ClaimState.Accepted ? null : Open(claim) is { } closed ? closed : claim.State == ClaimState.Drafted ? ClaimRules.NotSubmitted : null;
}
