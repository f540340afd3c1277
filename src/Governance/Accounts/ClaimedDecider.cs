using Governance.Claims;
using Governance.Shared;

namespace Governance.Accounts;

/// <summary>An account's side of claims: who stands against whom, and what a decision makes of it.</summary>
public static partial class AccountDecider
{
    /// <summary>A claim is submitted. One person has one claim on an account at a time.</summary>
    public static Decision<AccountEvent> Decide(AccountClaimed claim, Account account)
    {
        if (account.State is AccountState.Requested or AccountState.Approved) return ClaimRules.NotThereYet;
        if (Closed(account) is { } closed) return closed;
        return account.Claims.Exists(live => live.Claimant == claim.Claimant) ? ClaimRules.AlreadyClaimed : claim;
    }

    /// <summary>Whether an owner stands against a claim: one who is there, and who is not the person for whom it is made.</summary>
    public static bool StandsAgainst(Account account, string claimant, string owner) =>
        account.Owner is { } standing && !account.Orphaned && account.State is AccountState.Registered or AccountState.Retiring && !account.IsOwnedBy(owner) && standing != claimant;

    /// <summary>Somebody answers for the account from now on, and what was shown for their claim counts.</summary>
    /// <param name="registration">Who, and on what ground.</param>
    /// <param name="shown">What shows control, or null.</param>
    /// <param name="backup">Who is to stand beside the owner, or null.</param>
    /// <param name="agreed">Whether that person has agreed.</param>
    /// <param name="account">The account.</param>
    /// <param name="now">The moment.</param>
    public static Decision<AccountEvent> Register(AccountRegistered registration, Verification? shown, string? backup, bool agreed, Account account, DateTimeOffset now)
    {
        if (Closed(account) is { } closed) return closed;
        return account.DisputeId is null ? Decision<AccountEvent>.Of(Registering(registration, shown, backup, agreed, account, now)) : ClaimRules.Disputed;
    }

    /// <summary>The facts of a registration that nothing stands against; an entry that was put aside is kept again by it.</summary>
    public static IReadOnlyList<AccountEvent> Registering(AccountRegistered registration, Verification? shown, string? backup, bool agreed, Account account, DateTimeOffset now)
    {
        var facts = new List<AccountEvent>();
        if (account.Verified is { } before && before.ClaimId != registration.ClaimId) facts.Add(new VerificationEnded(before.ClaimId, "superseded"));
        facts.Add(registration);
        if (shown is not null) facts.Add(new OwnershipVerified(shown.ClaimId, shown.Level, shown.Method, shown.Until));
        if (backup is not null && backup != registration.Owner && backup != account.BackupOwner) facts.Add(agreed ? new BackupOwnerAccepted(backup) : new BackupOwnerNamed(backup));
        facts.Add(new AttestationScheduled(AttestationCycle.Next(registration.Class, now)));
        return facts;
    }

    /// <summary>What showed control of the account on this claim counts no more; nothing when it is shown otherwise by now.</summary>
    public static IReadOnlyList<AccountEvent> EndVerification(string claimId, string reason, Account account) =>
        account.Verified?.ClaimId == claimId ? [new VerificationEnded(claimId, reason)] : [];

    /// <summary>Nobody answers for the account any more.</summary>
    public static IReadOnlyList<AccountEvent> EndOwnership(string reason, Account account) =>
        account.Owner is not { } owner ? [] : [.. account.Verified is { } verified ? EndVerification(verified.ClaimId, reason, account) : [], new OwnershipEnded(owner, reason)];
}
