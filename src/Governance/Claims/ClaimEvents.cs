using Governance.Accounts;
using Governance.Proofs;

namespace Governance.Claims;

/// <summary>
/// Every fact of a claim to run an account. Stored for ever under the class name; who and when are metadata of the event: whoever drafted
/// it claims. What people write in their own words is kept beside the events under its digest, so that it can be erased.
/// </summary>
public abstract record ClaimEvent;

/// <summary>Somebody believes that an account is to be run by a person.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Owner">Who is to own it.</param>
/// <param name="BackupOwner">Who is to stand beside the owner, or null.</param>
/// <param name="Class">Which rules are to apply to it.</param>
/// <param name="Personal">Whether the claimant says that the account is the owner's own.</param>
/// <param name="Evidence">SHA-256 of the statement.</param>
public sealed record ClaimDrafted(string AccountId, string Owner, string? BackupOwner, AccountClass Class, bool Personal, string Evidence) : ClaimEvent;

/// <summary>A further statement was added.</summary>
/// <param name="Evidence">SHA-256 of it.</param>
public sealed record EvidenceAdded(string Evidence) : ClaimEvent;

/// <summary>The claim stands: rivals are shown it, and it must be proved.</summary>
/// <param name="Policies">The policies in force that apply to the account at this moment.</param>
public sealed record ClaimSubmitted(IReadOnlyList<PolicyPin> Policies) : ClaimEvent;

/// <summary>A random token was given to the claimant, bound to this claim and this account.</summary>
/// <param name="ChallengeId">Which challenge.</param>
/// <param name="Method">How it is to be shown, such as dns-txt.</param>
/// <param name="TokenDigest">SHA-256 of the token; the token itself is the claimant's to see.</param>
/// <param name="Platform">The account's platform.</param>
/// <param name="Handle">The handle that the account has at this moment.</param>
/// <param name="PlatformId">The platform's immutable id, or null while it is not known.</param>
/// <param name="Domain">The organisation's domain that takes part, or null.</param>
/// <param name="PostUrl">The post that will show the token, or null.</param>
/// <param name="ExpiresAt">Up to when it can be shown for the first time, UTC.</param>
public sealed record ChallengeIssued(
    string ChallengeId, string Method, string TokenDigest, string Platform, string Handle, string? PlatformId, string? Domain, string? PostUrl, DateTimeOffset ExpiresAt) : ClaimEvent;

/// <summary>We looked where a challenge was to be shown.</summary>
/// <param name="ChallengeId">Which challenge.</param>
/// <param name="Method">How.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Level">How much it shows, 0 to 3; 0 unless it was found.</param>
/// <param name="Url">Where we looked first.</param>
/// <param name="Hops">Where that led, with each status.</param>
/// <param name="BodyDigest">SHA-256 of what was read, or null when nothing was.</param>
/// <param name="Excerpt">SHA-256 of the part that shows it, kept beside the events, or null.</param>
/// <param name="PlatformId">The id that the platform stated, or null.</param>
/// <param name="Reason">Why it came out so, for people.</param>
/// <param name="ObservedAt">When we looked, UTC.</param>
/// <param name="ValidUntil">Up to when it counts, UTC; null unless it was found.</param>
public sealed record ProofObserved(
    string ChallengeId, string Method, ProofOutcome Outcome, int Level, string Url, IReadOnlyList<ProofHop> Hops, string? BodyDigest, string? Excerpt, string? PlatformId, string Reason,
    DateTimeOffset ObservedAt, DateTimeOffset? ValidUntil) : ClaimEvent;

/// <summary>A steward, invited as second administrator, saw that the claimant controls the account.</summary>
/// <param name="Note">What was done to see it; names nobody.</param>
/// <param name="ValidUntil">Up to when it counts, UTC.</param>
public sealed record ControlAttested(string Note, DateTimeOffset ValidUntil) : ClaimEvent;

/// <summary>Who is to own it, when somebody else claims for them, has agreed by an act of their own.</summary>
public sealed record OwnerConsented : ClaimEvent;

/// <summary>Who is to stand beside the owner has agreed by an act of their own.</summary>
public sealed record BackupOwnerConsented : ClaimEvent;

/// <summary>The claim is before its approvers.</summary>
/// <param name="RequestId">The approval request.</param>
/// <param name="Digest">The digest of the content that they read.</param>
/// <param name="Flow">The flow's version that is followed.</param>
public sealed record ClaimPutUnderReview(string RequestId, string Digest, FlowPin Flow) : ClaimEvent;

/// <summary>The approvers want more: the same request goes on when it is put under review again.</summary>
/// <param name="RequestId">The approval request.</param>
public sealed record ClaimReturned(string RequestId) : ClaimEvent;

/// <summary>The review ended without a decision: the claim stands as it stood before.</summary>
/// <param name="RequestId">The approval request.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record ClaimReviewClosed(string RequestId, ReviewEnd Outcome) : ClaimEvent;

/// <summary>The claim is accepted: its owner answers for the account.</summary>
/// <param name="RequestId">The approval request.</param>
/// <param name="Level">What was shown, 1 to 3.</param>
/// <param name="Method">How.</param>
/// <param name="Until">Up to when that counts, UTC.</param>
/// <param name="Policies">The policies in force that apply to the account at this moment.</param>
/// <param name="Flow">The flow's version that decided.</param>
public sealed record ClaimAccepted(string RequestId, int Level, string Method, DateTimeOffset Until, IReadOnlyList<PolicyPin> Policies, FlowPin Flow) : ClaimEvent;

/// <summary>The claim is rejected.</summary>
/// <param name="RequestId">The approval request.</param>
public sealed record ClaimRejected(string RequestId) : ClaimEvent;

/// <summary>The claimant took it back.</summary>
/// <param name="Reason">Why; names nobody.</param>
public sealed record ClaimWithdrawn(string Reason) : ClaimEvent;

/// <summary>What showed control of an accepted claim was not found twice, at least 24 hours apart.</summary>
/// <param name="GraceUntil">Up to when it can be restored, UTC.</param>
public sealed record ProofLost(DateTimeOffset GraceUntil) : ClaimEvent;

/// <summary>The platform does not offer the method any more by which an accepted claim was shown; that is nobody's fault.</summary>
/// <param name="Method">The method.</param>
/// <param name="ReplaceBy">By when another must show control, UTC.</param>
public sealed record ProofMethodGone(string Method, DateTimeOffset ReplaceBy) : ClaimEvent;

/// <summary>What showed control counts no more, because its time is over.</summary>
/// <param name="Until">Up to when it counted, UTC.</param>
public sealed record ProofRanOut(DateTimeOffset Until) : ClaimEvent;

/// <summary>Control is shown again, after the proof was lost, gone or out of time.</summary>
/// <param name="Method">How.</param>
/// <param name="Until">Up to when it counts, UTC.</param>
public sealed record ProofRestored(string Method, DateTimeOffset Until) : ClaimEvent;

/// <summary>An accepted claim ended, because control was not shown again in time.</summary>
/// <param name="Cause">What had happened to its proof.</param>
public sealed record ClaimLapsed(LapseCause Cause) : ClaimEvent;

/// <summary>Claims on the account contradict each other: they are decided together.</summary>
/// <param name="DisputeId">The dispute.</param>
/// <param name="ByClaimId">The claim that began it.</param>
public sealed record ClaimContested(string DisputeId, string ByClaimId) : ClaimEvent;

/// <summary>Nobody contradicts the claim any more: the others have gone.</summary>
/// <param name="DisputeId">The dispute.</param>
public sealed record ClaimUncontested(string DisputeId) : ClaimEvent;

/// <summary>The dispute is over.</summary>
/// <param name="DisputeId">The dispute.</param>
/// <param name="Outcome">How.</param>
/// <param name="Stands">Whether an account is run on this claim from now on.</param>
public sealed record ClaimDecided(string DisputeId, DisputeOutcome Outcome, bool Stands) : ClaimEvent;

/// <summary>
/// Nothing showed control of the account when its dispute ended for this claim: somebody of legal, who is on no side, attests by name that
/// the account is to be run on it. It is no proof level.
/// </summary>
/// <param name="DisputeId">The dispute.</param>
/// <param name="By">Whose word it is: who proposed the decision that the approvers made.</param>
/// <param name="Statement">SHA-256 of the reasons that they gave.</param>
public sealed record EntitlementAttested(string DisputeId, string By, string Statement) : ClaimEvent;

/// <summary>An accepted claim was found wrong.</summary>
/// <param name="Reason">Why; names nobody.</param>
public sealed record ClaimRevoked(string Reason) : ClaimEvent;

/// <summary>The account is run on another claim from now on.</summary>
/// <param name="ByClaimId">That claim.</param>
public sealed record ClaimSuperseded(string ByClaimId) : ClaimEvent;

/// <summary>One place on the way to what was read.</summary>
/// <param name="Url">Where.</param>
/// <param name="Status">The HTTP status there, or null when nothing answered or no HTTP was spoken.</param>
public sealed record ProofHop(string Url, int? Status);

/// <summary>How a review ends without a decision.</summary>
public enum ReviewEnd
{
    /// <summary>Whoever asked took it back.</summary>
    Withdrawn,

    /// <summary>Nobody decided in time.</summary>
    Expired,

    /// <summary>Another claim contradicts it: the two are decided together.</summary>
    Contested,
}

/// <summary>What had happened to the proof of a claim that lapsed.</summary>
public enum LapseCause
{
    /// <summary>It was not found twice.</summary>
    ProofLost,

    /// <summary>Its method is gone, and no other took its place.</summary>
    MethodGone,
}
