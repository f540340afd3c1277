using Governance.Accounts;
using Governance.Approvals;
using Governance.Shared;

namespace Governance.Claims;

/// <summary>What became of a claim's request.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Settlement">What became of it.</param>
/// <param name="Policies">The policies in force that apply.</param>
/// <param name="Flow">The flow's version that decided.</param>
public sealed record SettleClaim(string RequestId, Settlement Settlement, IReadOnlyList<PolicyPin> Policies, FlowPin Flow);

/// <summary>The rules of a claim's life. Pure: state, command and time in, facts or a refusal out.</summary>
public static partial class ClaimDecider
{
    private const int MostStatements = 100;

    /// <summary>A claim is drafted about an account that is there, and names two people who are there.</summary>
    public static Decision<ClaimEvent> Decide(ClaimDrafted draft, Account? account, Holders holders)
    {
        if (account is null) return ClaimRules.AccountUnknown;
        if (account.State is AccountState.Requested or AccountState.Approved) return ClaimRules.NotThereYet;
        if (AccountDecider.Closed(account) is { } closed) return closed;
        if (holders.Judge(draft.Owner) is { } owner) return owner with { Field = "owner" };
        if (draft.BackupOwner == draft.Owner) return ClaimRules.OwnerIsBackup;
        return draft.BackupOwner is { } backup && holders.Judge(backup) is { } refusal ? refusal with { Field = "backupOwner" } : draft;
    }

    /// <summary>A statement is added until the claim is decided, and not while approvers read it.</summary>
    public static Decision<ClaimEvent> Decide(EvidenceAdded evidence, Claim claim, string by)
    {
        if (!claim.IsOf(by)) return ClaimRules.NotYours;
        if (Open(claim) is { } closed) return closed;
        return claim.Evidence.Count >= MostStatements ? ClaimRules.TooMuchEvidence : claim.Evidence.Contains(evidence.Evidence) ? Decision<ClaimEvent>.Nothing : evidence;
    }

    /// <summary>A draft is submitted once; what rivals follow from that is the account's to say.</summary>
    public static Decision<ClaimEvent> Decide(ClaimSubmitted submission, Claim claim, string by) =>
        !claim.IsOf(by) ? ClaimRules.NotYours
        : claim.State == ClaimState.Drafted ? submission
        : claim.IsLive || claim.State == ClaimState.Accepted ? ClaimRules.AlreadySubmitted
        : ClaimRules.Decided;

    /// <summary>Who is named agrees, each for themselves.</summary>
    public static Decision<ClaimEvent> Consent(Claim claim, string by)
    {
        if (claim.Owner != by && claim.BackupOwner != by) return ClaimRules.NotAsked;
        if (claim.State is not (ClaimState.Drafted or ClaimState.Submitted or ClaimState.UnderReview or ClaimState.Returned)) return ClaimRules.Decided;
        if (claim.Owner == by) return claim.OwnerAgreed ? ClaimRules.NothingToConsent : new OwnerConsented();
        return claim.BackupAgreed ? ClaimRules.NothingToConsent : new BackupOwnerConsented();
    }

    /// <summary>A claim comes before its approvers when something shows control, or when it is one that Legal decides. One in dispute is decided with its rivals.</summary>
    public static Decision<ClaimEvent> Decide(ClaimPutUnderReview review, Claim claim, string by, DateTimeOffset now) =>
        MayReview(claim, by, now) is { } refusal ? refusal : review;

    /// <summary>Why a claim cannot be put under review, or null.</summary>
    public static Refusal? MayReview(Claim claim, string by, DateTimeOffset now)
    {
        if (!claim.IsOf(by)) return ClaimRules.NotYours;
        if (claim.State == ClaimState.Drafted) return ClaimRules.NotSubmitted;
        if (claim.State == ClaimState.UnderReview) return ClaimRules.UnderReview;
        if (!claim.IsLive) return ClaimRules.Decided;
        if (claim.DisputeId is not null) return ClaimRules.Disputed;
        if (!claim.OwnerAgreed) return ClaimRules.OwnerSilent;
        return claim.Best(now) is null ? ClaimRules.NoProof : null;
    }

    /// <summary>
    /// What the approvers decided. An acceptance stands on a proof that counts at this very moment, and is never that of a claim in dispute;
    /// what ended otherwise in the meantime takes no more decisions.
    /// </summary>
    public static Decision<ClaimEvent> Decide(SettleClaim command, Claim claim, DateTimeOffset now)
    {
        if (command.Settlement is Settlement.Reopened) return ClaimRules.CannotReopen;
        var waits = claim.RequestId == command.RequestId && claim.State is ClaimState.UnderReview or ClaimState.Returned;
        if (command.Settlement is Settlement.Withdrawn or Settlement.Expired)
            return waits && claim.RequestId == command.RequestId ? new ClaimReviewClosed(command.RequestId, command.Settlement == Settlement.Expired ? ReviewEnd.Expired : ReviewEnd.Withdrawn) : Decision<ClaimEvent>.Nothing;
        if (!waits || claim.RequestId != command.RequestId) return claim.IsLive ? ClaimRules.NotUnderReview : ClaimRules.Decided;
        return command.Settlement switch
        {
            Settlement.Returned => claim.State == ClaimState.Returned ? Decision<ClaimEvent>.Nothing : new ClaimReturned(command.RequestId),
            _ when claim.DisputeId is not null => ClaimRules.Disputed,
            Settlement.Rejected => new ClaimRejected(command.RequestId),
            Settlement.Approved => claim.Best(now) is { } proof
                ? new ClaimAccepted(command.RequestId, proof.Level, proof.Method, proof.Until, command.Policies, command.Flow)
                : ClaimRules.NoProof,
            _ => ClaimRules.NoProof,
        };
    }

    /// <summary>A claim in dispute leaves its own approvers: what it waited for there is decided with its rivals. Nothing when it is not before them.</summary>
    public static IReadOnlyList<ClaimEvent> TakeFromApprovers(Claim claim) =>
        claim is { DisputeId: not null, RequestId: { } request, State: ClaimState.UnderReview or ClaimState.Returned } ? [new ClaimReviewClosed(request, ReviewEnd.Contested)] : [];

    /// <summary>A claim is taken back until it is decided.</summary>
    public static Decision<ClaimEvent> Decide(ClaimWithdrawn withdrawal, Claim claim, string by) =>
        !claim.IsOf(by) ? ClaimRules.NotYours : claim.IsLive || claim.State == ClaimState.Drafted ? withdrawal : ClaimRules.Decided;

    /// <summary>An accepted claim is revoked by somebody without a stake in it, and never during a dispute.</summary>
    public static Decision<ClaimEvent> Decide(ClaimRevoked revocation, Claim claim, string by)
    {
        if (claim.IsOf(by) || claim.BackupOwner == by || claim.Attested.Contains(by)) return ClaimRules.NotYoursToRevoke;
        if (claim.DisputeId is not null) return ClaimRules.Disputed;
        return claim.State == ClaimState.Accepted ? revocation : ClaimRules.NotAccepted;
    }

    // Open to further words and proofs.
    private static Refusal? Open(Claim claim) => claim.State switch
    {
        ClaimState.Drafted or ClaimState.Submitted or ClaimState.Returned => null,
        ClaimState.UnderReview => ClaimRules.UnderReview,
        _ => ClaimRules.Decided,
    };
}
