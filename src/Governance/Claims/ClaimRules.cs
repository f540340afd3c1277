using Governance.Shared;

namespace Governance.Claims;

/// <summary>Every no of a claim's life, with what to do instead.</summary>
public static class ClaimRules
{
    /// <summary>Somebody else answers for it by now.</summary>
    public static readonly Refusal OwnerChanged = new("claim.owner-changed", "Somebody else has come to answer for this account since the claim was submitted. Reject it, or let the claimant withdraw it and claim anew: then a dispute decides.");

    /// <summary>Gone.</summary>
    public static readonly Refusal OwnerHasLeft = new("claim.owner-has-left", "Who is to own the account has left the organisation. Reject the claim, or let the claimant withdraw it.");

    /// <summary>No such claim.</summary>
    public static readonly Refusal Unknown = new("claim.unknown", "There is no claim with this id. GET /claims lists them.", RefusalKind.Unknown);

    /// <summary>No such account.</summary>
    public static readonly Refusal AccountUnknown = new("claim.account-unknown", "There is no account with this id. GET /accounts lists them; list it first when it is missing.", Field: "accountId");

    /// <summary>Not the claimant.</summary>
    public static readonly Refusal NotYours = new("claim.not-yours", "Only whoever claims, and who is to own the account, does this. Make a claim of your own if the account is yours.", RefusalKind.NotYours);

    /// <summary>Neither the claimant nor a steward.</summary>
    public static readonly Refusal NotYoursToCheck = new("claim.not-yours-to-check", "Only whoever claims, who is to own the account, and stewards have it checked.", RefusalKind.NotYours);

    /// <summary>Decided by somebody with a stake in it.</summary>
    public static readonly Refusal SelfReview = new("claim.self-review", "You claim this account, are to own it, attested control of it, or have a rival claim: somebody else decides.", RefusalKind.NotYours);

    /// <summary>A steward's word about their own account.</summary>
    public static readonly Refusal OwnAttestation = new("claim.own-attestation", "Who claims, is to own or is to stand beside the owner attests nothing here. Invite another steward as second administrator.", RefusalKind.NotYours);

    /// <summary>A rival's word.</summary>
    public static readonly Refusal RivalAttestation = new("claim.rival-attestation", "You are on another side about this account, so another steward attests control of it.", RefusalKind.NotYours);

    /// <summary>Neither a steward nor legal.</summary>
    public static readonly Refusal NotYoursToRevoke = new("claim.not-yours-to-revoke", "A steward or a member of legal who has no stake in it revokes a claim.", RefusalKind.NotYours);

    /// <summary>Not who was named.</summary>
    public static readonly Refusal NotAsked = new("claim.not-asked", "Only the person whom the claim names as owner or backup owner agrees to that, by an act of their own.", RefusalKind.NotYours);

    /// <summary>The owner beside themselves.</summary>
    public static readonly Refusal OwnerIsBackup = new("claim.owner-is-backup", "Owner and backup owner are two different people. Name somebody else.", RefusalKind.Content, "backupOwner");

    /// <summary>Not a draft.</summary>
    public static readonly Refusal AlreadySubmitted = new("claim.already-submitted", "The claim is submitted already. GET it to see what it waits for.");

    /// <summary>A draft.</summary>
    public static readonly Refusal NotSubmitted = new("claim.not-submitted", "The claim is a draft. Submit it with POST /claims/{claimId}/submit first.");

    /// <summary>Decided.</summary>
    public static readonly Refusal Decided = new("claim.decided", "The claim is decided, withdrawn or over. Make a new one if the account should be yours.");

    /// <summary>Before its approvers.</summary>
    public static readonly Refusal UnderReview = new("claim.under-review", "The claim is before its approvers. Withdraw its request first, then change it and put it under review again.");

    /// <summary>Not before its approvers.</summary>
    public static readonly Refusal NotUnderReview = new("claim.not-under-review", "The claim is not before its approvers with this request.");

    /// <summary>One claim each.</summary>
    public static readonly Refusal AlreadyClaimed = new("claim.already-claimed", "You have a claim on this account that is not decided. Go on with that one, or withdraw it first.");

    /// <summary>An account that does not exist yet.</summary>
    public static readonly Refusal NotThereYet = new("claim.not-there-yet", "This account is only asked for, so nobody can prove control of it. Wait until it is opened, or ask whoever asked for it.");

    /// <summary>Nothing shows control.</summary>
    public static readonly Refusal NoProof = new("claim.no-proof", "Nothing shows control of the account at this moment. Take a challenge with POST /claims/{claimId}/challenge and have it checked, or have a steward attest control.");

    /// <summary>The owner has said nothing.</summary>
    public static readonly Refusal OwnerSilent = new("claim.owner-silent", "Who is to own the account has not agreed yet. They do so with POST /claims/{claimId}/consent.");

    /// <summary>Agreed already.</summary>
    public static readonly Refusal NothingToConsent = new("claim.nothing-to-consent", "You have agreed already.");

    /// <summary>No challenge.</summary>
    public static readonly Refusal NoChallenge = new("claim.no-challenge", "There is no challenge to check. Take one with POST /claims/{claimId}/challenge.");

    /// <summary>Too late.</summary>
    public static readonly Refusal ChallengeExpired = new("claim.challenge-expired", "The challenge has expired. Take a new one with POST /claims/{claimId}/challenge.");

    /// <summary>Too many.</summary>
    public static readonly Refusal TooManyChallenges = new("claim.too-many-challenges", "This claim has had 50 challenges. Ask a steward to attest control, or make a new claim.");

    /// <summary>Too much.</summary>
    public static readonly Refusal TooMuchEvidence = new("claim.too-much-evidence", "A claim holds 100 statements. Say the rest before its approvers.");

    /// <summary>No such method.</summary>
    public static readonly Refusal MethodUnknown = new("claim.method-unknown", "There is no such method here. GET /claims/{claimId} lists those that this account's platform allows.", RefusalKind.Content, "method");

    /// <summary>A method without its domain.</summary>
    public static readonly Refusal DomainMissing = new("claim.domain-missing", "This method needs a domain of the organisation. GET /domains lists them.", RefusalKind.Content, "domain");

    /// <summary>Somebody's domain.</summary>
    public static readonly Refusal DomainNotAnchored = new("claim.domain-not-anchored", "The organisation has not listed this domain as its own, so what stands there shows nothing. GET /domains lists those it has; a steward adds one.", RefusalKind.Content, "domain");

    /// <summary>A method without its post.</summary>
    public static readonly Refusal PostMissing = new("claim.post-missing", "This method looks at one post. Send its address, https, in postUrl.", RefusalKind.Content, "postUrl");

    /// <summary>A machine can see it.</summary>
    public static readonly Refusal MachineCanCheck = new("claim.machine-can-check", "This platform lets a machine check control, and that shows more. Take a challenge with POST /claims/{claimId}/challenge.");

    /// <summary>In dispute.</summary>
    public static readonly Refusal Disputed = new("claim.disputed", "This claim is part of a dispute, and is decided there: see GET /disputes.");

    /// <summary>The dispute is being decided.</summary>
    public static readonly Refusal DisputeBeingDecided = new("claim.dispute-being-decided", "A dispute about this account is being decided. Submit the claim when it is over, or bring what you know to Legal.");

    /// <summary>Not accepted.</summary>
    public static readonly Refusal NotAccepted = new("claim.not-accepted", "Only an accepted claim is revoked. One that waits is decided by its approvers, or withdrawn.");

    /// <summary>A request that has gone.</summary>
    public static readonly Refusal CannotReopen = new("claim.cannot-reopen", "What ended is not taken up again by its request. Put the claim under review anew, or make a new one.");
}

/// <summary>Every no of a dispute.</summary>
public static class DisputeRules
{
    /// <summary>No such dispute.</summary>
    public static readonly Refusal Unknown = new("dispute.unknown", "There is no dispute with this id. GET /disputes lists them.", RefusalKind.Unknown);

    /// <summary>Not legal.</summary>
    public static readonly Refusal LegalOnly = new("dispute.legal-only", "Only members of the group legal do this. Ask them.", RefusalKind.NotYours);

    /// <summary>A party.</summary>
    public static readonly Refusal PartyDecides = new("dispute.party", "You are on a side of this dispute: somebody else of legal does this.", RefusalKind.NotYours);

    /// <summary>Not a party.</summary>
    public static readonly Refusal NotAParty = new("dispute.not-a-party", "Only those who are on a side of this dispute do this. Submit a claim if the account is yours.", RefusalKind.NotYours);

    /// <summary>Over.</summary>
    public static readonly Refusal Over = new("dispute.over", "The dispute is over. Its decision is final within the organisation; nobody loses a right at law by it.");

    /// <summary>Not the moment for evidence.</summary>
    public static readonly Refusal NotOpen = new("dispute.not-open", "A decision is before its approvers or made: evidence is given before that, or with an appeal.");

    /// <summary>A deadline in the past.</summary>
    public static readonly Refusal DueInThePast = new("dispute.due-in-the-past", "Name a moment that is still to come.", RefusalKind.Content, "dueOn");

    /// <summary>Before its approvers.</summary>
    public static readonly Refusal BeforeApprovers = new("dispute.before-approvers", "A decision is before its approvers. Wait for them, or withdraw its request first.");

    /// <summary>Decided already.</summary>
    public static readonly Refusal Decided = new("dispute.decided", "The dispute is decided. A party may appeal until the day that GET /disputes/{disputeId} names.");

    /// <summary>Not decided.</summary>
    public static readonly Refusal NotDecided = new("dispute.not-decided", "There is no decision to appeal against, or somebody has appealed already.");

    /// <summary>Too late.</summary>
    public static readonly Refusal TooLate = new("dispute.too-late", "The time for an appeal is over.");

    /// <summary>Nobody appealed.</summary>
    public static readonly Refusal NotAppealed = new("dispute.not-appealed", "Nobody has appealed. The decision takes effect by itself when the time for that is over.");

    /// <summary>A claim that is no side.</summary>
    public static readonly Refusal ClaimUnknown = new("dispute.claim-unknown", "Name claims of this dispute: GET /disputes/{disputeId} lists them, each once.", RefusalKind.Content, "claimIds");

    /// <summary>Nobody to uphold.</summary>
    public static readonly Refusal NobodyStands = new("dispute.nobody-stands", "Nobody answered for the account when the dispute began, so nothing can be upheld. Propose transferred, shared or void.", RefusalKind.Content, "outcome");

    /// <summary>Winners that do not fit.</summary>
    public static readonly Refusal WinnersMisfit = new("dispute.winners-misfit",
        "Upheld and void name no claim; transferred names the one that takes over; shared names those who join the owner, or two at least when nobody answered for the account.", RefusalKind.Content, "claimIds");

    /// <summary>A winner that shows nothing.</summary>
    public static Refusal NothingShown(string claimId) => new("dispute.nothing-shown",
        $"Nothing shows control of the account for the claim {claimId}. Let its side have a challenge checked, let a steward attest control, or send attest: true. Then it stands in your name that the account is to be run on this claim, for the reasons that you give; it counts for no proof level.",
        RefusalKind.Rule, "attest");

    /// <summary>Too much.</summary>
    public static readonly Refusal TooMuchEvidence = new("dispute.too-much-evidence", "A dispute holds 500 statements. Say the rest to Legal.");
}

/// <summary>Every no about the organisation's domains.</summary>
public static class DomainRules
{
    /// <summary>Listed already.</summary>
    public static readonly Refusal Listed = new("domain.listed", "The organisation has listed this domain already.");

    /// <summary>Not listed.</summary>
    public static readonly Refusal Unknown = new("domain.unknown", "The organisation has not listed this domain. GET /domains lists those it has.");
}
