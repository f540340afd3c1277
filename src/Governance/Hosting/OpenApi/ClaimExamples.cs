using Governance.Accounts;
using Governance.Claims;
using Governance.Proofs;
using Governance.Shared;

namespace Governance.Hosting;

/// <summary>Claims, disputes and domains by example.</summary>
internal static class ClaimExamples
{
    private const string AccountId = "0197c3a26d0b7c519a640d6e1b1f5b10";
    private const string ClaimId = "0197c3a26d0b7c519a640d6e1b1f5b13";
    private const string RivalId = "0197c3a26d0b7c519a640d6e1b1f5b14";
    private const string DisputeId = "0197c3a26d0b7c519a640d6e1b1f5c10";
    private const string ChallengeId = "0197c3a26d0b7c519a640d6e1b1f5c11";
    private const string Token = "gov-mfrggzdfmztwq2lknnwg23tpobyxe43u";
    private const string Profile = "https://social.example/@acme";

    private static readonly DateTimeOffset Spring = new(2027, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Week = Spring.AddDays(7);
    private static readonly DateTimeOffset Autumn = new(2027, 8, 28, 9, 0, 0, TimeSpan.Zero);

    private static readonly Proof Shown = new(ChallengeId, "fediverse", 2, Spring, Autumn, null, Profile, Examples.Digest);
    private static readonly ClaimRow Row = new(ClaimId, AccountId, "p-1005", "p-1005", AccountClass.Official, ClaimState.Submitted, 2, Autumn, null, Spring);
    private static readonly DisputeSide Side = new(ClaimId, "p-1005", "p-1005", Standing: false);
    private static readonly DisputeSide Rival = new(RivalId, "p-1007", "p-1007", Standing: false);
    private static readonly DisputeRow Disputed = new(DisputeId, AccountId, DisputeState.Decided, [Side, Rival], Spring, Week);
    private static readonly AnchoredDomain Domain = new("acme.example", "p-1004", Spring, "Our registrar's account is ours.");

    private static readonly ClaimView View = new(
        Row, "p-1006", OwnerAgreed: true, BackupAgreed: true, Personal: false, [new(Examples.Digest, "I opened it for the spring campaign.")],
        [new(ChallengeId, "fediverse", null, null, Week, Token, ProofMethod.Find("fediverse")!.Instructions(Token, ChallengeId, null, null, Profile, Week))],
        [new(ChallengeId, "fediverse", ProofOutcome.Found, 2, Profile, [new(Profile, 200)], Examples.Digest, $"Acme Sportswear {Token}", "The token stands in the bio of the account.", Spring, Autumn)],
        [Shown], ["fediverse", "rel-me"], Examples.RequestId, [new(RivalId, "p-1007")], null, null, null, null);

    private static readonly DisputeView Dispute = new(
        Disputed, Week, [new("p-1007", RivalId, Spring.AddDays(2), new(Examples.Digest, "The contract names our team."))], null,
        new(DisputeOutcome.Transferred, [ClaimId], Examples.RequestId, new(Examples.Digest, "The platform names the account as the author of the token.")), Week.AddDays(14), null);

    internal static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>
    {
        ["listClaims"] = Example.Read(new Page<ClaimRow>([Row], PageCursor.Encode([StreamKeys.Claim(ClaimId)]))),
        ["getClaim"] = Example.Read(View, 6),
        ["getClaimHistory"] = PolicyReadExamples.All["getPolicyHistory"],
        ["draftClaim"] = Example.Command(
            new DraftClaim(AccountId, null, "p-1006", AccountClass.Official, null, "I opened it for the spring campaign."), Done(1, "ClaimDrafted"), ClaimRules.NotThereYet),
        ["addEvidence"] = Example.Command(new AddEvidence("The invoice of the campaign is in the archive."), Done(2, "EvidenceAdded"), ClaimRules.UnderReview),
        ["submitClaim"] = Example.Command(new SubmitClaim(), Done(3, "ClaimSubmitted"), ClaimRules.AlreadySubmitted),
        ["challengeClaim"] = Example.Command(
            new ChallengeClaim("fediverse", null, null),
            new GivenChallenge(ClaimId, ChallengeId, "fediverse", Token, ProofMethod.Find("fediverse")!.Instructions(Token, ChallengeId, null, null, Profile, Week), Week, 4), 4, Self, ClaimRules.NotSubmitted),
        ["checkClaim"] = Example.Command(new CheckClaim(), Done(5, "ProofObserved"), ClaimRules.NoChallenge),
        ["attestControl"] = Example.Command(new AttestControl("I was invited as second administrator and saw the claimant's sessions."), Done(5, "ControlAttested"), ClaimRules.MachineCanCheck),
        ["consentToClaim"] = Example.Command(new ConsentToClaim(), Done(6, "BackupOwnerConsented"), ClaimRules.NothingToConsent),
        ["reviewClaim"] = Example.Command(new ReviewClaim(null), Examples.On(StreamKeys.Claim(ClaimId), 7, Self, $"/requests/{Examples.RequestId}", "ClaimPutUnderReview"), ClaimRules.NoProof),
        ["withdrawClaim"] = Example.Command(new WithdrawClaim("Another team runs it."), Done(8, "ClaimWithdrawn"), ClaimRules.Decided),
        ["revokeClaim"] = Example.Command(new RevokeClaim("The evidence turned out to be forged."), Done(9, "ClaimRevoked"), ClaimRules.NotAccepted),
        ["listDisputes"] = Example.Read(new Page<DisputeRow>([Disputed], PageCursor.Encode([StreamKeys.Dispute(DisputeId)]))),
        ["getDispute"] = Example.Read(Dispute, 6),
        ["getDisputeHistory"] = PolicyReadExamples.All["getPolicyHistory"],
        ["requestEvidence"] = Example.Command(new RequestEvidence(null), Of(2, null, "EvidenceRequested"), DisputeRules.NotOpen),
        ["giveEvidence"] = Example.Command(new GiveEvidence("The contract names our team."), Of(3, null, "EvidenceGiven"), DisputeRules.NotOpen),
        ["proposeDecision"] = Example.Command(
            new ProposeDecision(DisputeOutcome.Transferred, [ClaimId], "The platform names the account as the author of the token."), Of(4, $"/requests/{Examples.RequestId}", "DisputeDecisionProposed"), DisputeRules.BeforeApprovers),
        ["appealDecision"] = Example.Command(new AppealDecision("The contract was not read."), Of(6, null, "AppealLodged"), DisputeRules.NotDecided),
        ["proposeFinal"] = Example.Command(
            new ProposeDecision(DisputeOutcome.Void, [], "Neither side showed control."), Of(7, $"/requests/{Examples.RequestId}", "DisputeDecisionProposed"), DisputeRules.NotAppealed),
        ["listDomains"] = Example.Read(new Page<AnchoredDomain>([Domain], null)),
        ["anchorDomain"] = Example.Command(new AnchorDomain("acme.example", "Our registrar's account is ours."), Examples.On("organisation-domains/acme", 1, "/domains", null, "DomainAnchored"), DomainRules.Listed),
        ["releaseDomain"] = Example.Command(new ReleaseDomain("acme.example", "We sold it."), Examples.On("organisation-domains/acme", 2, "/domains", null, "DomainReleased"), DomainRules.Unknown),
    };

    private const string Self = "/claims/" + ClaimId;

    private static Receipt Done(long version, params string[] facts) => Examples.On(StreamKeys.Claim(ClaimId), version, Self, null, facts);

    private static Receipt Of(long version, string? request, params string[] facts) => Examples.On(StreamKeys.Dispute(DisputeId), version, $"/disputes/{DisputeId}", request, facts);
}
