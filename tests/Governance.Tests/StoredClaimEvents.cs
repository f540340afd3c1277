using Governance.Accounts;
using Governance.Claims;
using Governance.Proofs;

namespace Governance.Tests;

/// <summary>The stored form of every event of claims, disputes and domains, see <see cref="StoredEvents"/>.</summary>
internal static class StoredClaimEvents
{
    private static readonly DateTimeOffset Moment = new(2027, 1, 1, 9, 30, 0, TimeSpan.Zero);
    private static readonly string Digest = new('a', 64);
    private static readonly FlowPin Flow = new("claim-account", 2, Digest);
    private static readonly PolicyPin Policy = new("social-media-policy", "1.0", Digest);
    private static readonly string Pins = $$"""[{"policyId":"social-media-policy","label":"1.0","digest":"{{Digest}}"}]""";
    private static readonly string Pinned = $$"""{"name":"claim-account","version":2,"digest":"{{Digest}}"}""";

    /// <summary>Every event with its JSON; optional members are there once and absent once.</summary>
    public static IReadOnlyList<(object Event, string Json)> All { get; } =
    [
        (new ClaimDrafted("a-1", "p-1", "p-2", AccountClass.Official, true, Digest), $$"""{"accountId":"a-1","owner":"p-1","backupOwner":"p-2","class":"official","personal":true,"evidence":"{{Digest}}"}"""),
        (new ClaimDrafted("a-1", "p-1", null, AccountClass.Parked, false, Digest), $$"""{"accountId":"a-1","owner":"p-1","class":"parked","personal":false,"evidence":"{{Digest}}"}"""),
        (new EvidenceAdded(Digest), $$"""{"evidence":"{{Digest}}"}"""),
        (new ClaimSubmitted([Policy]), $$"""{"policies":{{Pins}}}"""),
        (new ChallengeIssued("h-1", "dns-txt", Digest, "x", "acme", "77", "acme.example", "https://x.com/acme/status/1", Moment),
            $$"""{"challengeId":"h-1","method":"dns-txt","tokenDigest":"{{Digest}}","platform":"x","handle":"acme","platformId":"77","domain":"acme.example","postUrl":"https://x.com/acme/status/1","expiresAt":"2027-01-01T09:30:00+00:00"}"""),
        (new ChallengeIssued("h-1", "json-profile", Digest, "github", "acme", null, null, null, Moment),
            $$"""{"challengeId":"h-1","method":"json-profile","tokenDigest":"{{Digest}}","platform":"github","handle":"acme","expiresAt":"2027-01-01T09:30:00+00:00"}"""),
        (new ProofObserved("h-1", "rel-me", ProofOutcome.Found, 3, "https://x.example/acme", [new ProofHop("https://x.example/acme", 200)], Digest, Digest, "77", "Both link to each other.", Moment, Moment),
            $$"""{"challengeId":"h-1","method":"rel-me","outcome":"found","level":3,"url":"https://x.example/acme","hops":[{"url":"https://x.example/acme","status":200}],"bodyDigest":"{{Digest}}","excerpt":"{{Digest}}","platformId":"77","reason":"Both link to each other.","observedAt":"2027-01-01T09:30:00+00:00","validUntil":"2027-01-01T09:30:00+00:00"}"""),
        (new ProofObserved("h-1", "rel-me", ProofOutcome.NotFound, 0, "https://x.example/acme", [], null, null, null, "No link.", Moment, null),
            """{"challengeId":"h-1","method":"rel-me","outcome":"notFound","level":0,"url":"https://x.example/acme","hops":[],"reason":"No link.","observedAt":"2027-01-01T09:30:00+00:00"}"""),
        (new ProofObserved("h-1", "rel-me", ProofOutcome.Inconclusive, 0, "https://x.example/acme", [], null, null, null, "Blocked.", Moment, null),
            """{"challengeId":"h-1","method":"rel-me","outcome":"inconclusive","level":0,"url":"https://x.example/acme","hops":[],"reason":"Blocked.","observedAt":"2027-01-01T09:30:00+00:00"}"""),
        (new ProofObserved("h-1", "rel-me", ProofOutcome.MethodGone, 0, "https://x.example/acme", [], null, null, null, "Closed.", Moment, null),
            """{"challengeId":"h-1","method":"rel-me","outcome":"methodGone","level":0,"url":"https://x.example/acme","hops":[],"reason":"Closed.","observedAt":"2027-01-01T09:30:00+00:00"}"""),
        (new ControlAttested("Saw it", Moment), """{"note":"Saw it","validUntil":"2027-01-01T09:30:00+00:00"}"""),
        (new OwnerConsented(), "{}"),
        (new BackupOwnerConsented(), "{}"),
        (new ClaimPutUnderReview("r-1", Digest, Flow), $$"""{"requestId":"r-1","digest":"{{Digest}}","flow":{{Pinned}}}"""),
        (new ClaimReturned("r-1"), """{"requestId":"r-1"}"""),
        (new ClaimReviewClosed("r-1", ReviewEnd.Withdrawn), """{"requestId":"r-1","outcome":"withdrawn"}"""),
        (new ClaimReviewClosed("r-1", ReviewEnd.Expired), """{"requestId":"r-1","outcome":"expired"}"""),
        (new ClaimReviewClosed("r-1", ReviewEnd.Contested), """{"requestId":"r-1","outcome":"contested"}"""),
        (new EntitlementAttested("d-1", "p-2", Digest), $$"""{"disputeId":"d-1","by":"p-2","statement":"{{Digest}}"}"""),
        (new ClaimAccepted("r-1", 2, "fediverse", Moment, [Policy], Flow), $$"""{"requestId":"r-1","level":2,"method":"fediverse","until":"2027-01-01T09:30:00+00:00","policies":{{Pins}},"flow":{{Pinned}}}"""),
        (new ClaimRejected("r-1"), """{"requestId":"r-1"}"""),
        (new ClaimWithdrawn("Not ours"), """{"reason":"Not ours"}"""),
        (new ProofLost(Moment), """{"graceUntil":"2027-01-01T09:30:00+00:00"}"""),
        (new ProofMethodGone("oembed", Moment), """{"method":"oembed","replaceBy":"2027-01-01T09:30:00+00:00"}"""),
        (new ProofRanOut(Moment), """{"until":"2027-01-01T09:30:00+00:00"}"""),
        (new ProofRestored("rel-me", Moment), """{"method":"rel-me","until":"2027-01-01T09:30:00+00:00"}"""),
        (new ClaimLapsed(LapseCause.ProofLost), """{"cause":"proofLost"}"""),
        (new ClaimLapsed(LapseCause.MethodGone), """{"cause":"methodGone"}"""),
        (new ClaimContested("d-1", "c-2"), """{"disputeId":"d-1","byClaimId":"c-2"}"""),
        (new ClaimUncontested("d-1"), """{"disputeId":"d-1"}"""),
        (new ClaimDecided("d-1", DisputeOutcome.Upheld, false), """{"disputeId":"d-1","outcome":"upheld","stands":false}"""),
        (new ClaimDecided("d-1", DisputeOutcome.Transferred, true), """{"disputeId":"d-1","outcome":"transferred","stands":true}"""),
        (new ClaimDecided("d-1", DisputeOutcome.Shared, true), """{"disputeId":"d-1","outcome":"shared","stands":true}"""),
        (new ClaimDecided("d-1", DisputeOutcome.Void, false), """{"disputeId":"d-1","outcome":"void","stands":false}"""),
        (new ClaimRevoked("Forged"), """{"reason":"Forged"}"""),
        (new ClaimSuperseded("c-2"), """{"byClaimId":"c-2"}"""),

        (new DisputeOpened("a-1", [new DisputeSide(null, "p-1", "p-1", true), new DisputeSide("c-2", "p-2", "p-3", false)]),
            """{"accountId":"a-1","sides":[{"claimant":"p-1","owner":"p-1","standing":true},{"claimId":"c-2","claimant":"p-2","owner":"p-3","standing":false}]}"""),
        (new DisputeJoined(new DisputeSide("c-3", "p-4", "p-4", false)), """{"side":{"claimId":"c-3","claimant":"p-4","owner":"p-4","standing":false}}"""),
        (new DisputeLeft("c-3"), """{"claimId":"c-3"}"""),
        (new DisputeDissolved(), "{}"),
        (new EvidenceRequested(Moment), """{"dueOn":"2027-01-01T09:30:00+00:00"}"""),
        (new EvidenceGiven("c-2", Digest), $$"""{"claimId":"c-2","evidence":"{{Digest}}"}"""),
        (new EvidenceGiven(null, Digest), $$"""{"evidence":"{{Digest}}"}"""),
        (new DisputeDecisionProposed(DisputeOutcome.Shared, ["c-2"], Digest, "r-1", Flow), $$"""{"outcome":"shared","claimIds":["c-2"],"reasons":"{{Digest}}","requestId":"r-1","flow":{{Pinned}}}"""),
        (new DisputeDecisionReturned("r-1"), """{"requestId":"r-1"}"""),
        (new DisputeDecisionClosed("r-1", ProposalEnd.Rejected), """{"requestId":"r-1","outcome":"rejected"}"""),
        (new DisputeDecisionClosed("r-1", ProposalEnd.Withdrawn), """{"requestId":"r-1","outcome":"withdrawn"}"""),
        (new DisputeDecisionClosed("r-1", ProposalEnd.Expired), """{"requestId":"r-1","outcome":"expired"}"""),
        (new DisputeDecided(DisputeOutcome.Void, [], "r-1", [Policy], Flow, Moment), $$"""{"outcome":"void","claimIds":[],"requestId":"r-1","policies":{{Pins}},"flow":{{Pinned}},"appealUntil":"2027-01-01T09:30:00+00:00"}"""),
        (new AppealLodged(Digest), $$"""{"grounds":"{{Digest}}"}"""),
        (new DisputeFinal(DisputeOutcome.Transferred, ["c-2"], "r-1"), """{"outcome":"transferred","claimIds":["c-2"],"requestId":"r-1"}"""),

        (new DomainAnchored("acme.example", "Ours"), """{"domain":"acme.example","note":"Ours"}"""),
        (new DomainReleased("acme.example", "Sold"), """{"domain":"acme.example","reason":"Sold"}"""),

        (new OwnershipEnded("p-1", "void"), """{"owner":"p-1","reason":"void"}"""),
    ];
}
