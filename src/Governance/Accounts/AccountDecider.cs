using Governance.Shared;

namespace Governance.Accounts;

/// <summary>The rules of an account's life. Pure: state, command and time in, facts or a refusal out.</summary>
public static partial class AccountDecider
{
    /// <summary>Why nothing may be changed about an account any more, or not now; or null.</summary>
    public static Refusal? Closed(Account account) => account.State switch
    {
        AccountState.Parked or AccountState.Deleted or AccountState.Lost or AccountState.Declined or AccountState.Replaced => AccountRules.Ended,
        AccountState.Archived => AccountRules.Archived,
        _ => null,
    };

    /// <summary>What was found is listed once; <paramref name="taken"/> is the account that is at the address, or has the platform id, already.</summary>
    public static Decision<AccountEvent> Decide(AccountListed listing, Refusal? taken) => taken is null ? listing : taken;

    /// <summary>What is asked for is not there yet, and its two owners are two people of the organisation.</summary>
    public static Decision<AccountEvent> Decide(AccountRequested request, Refusal? taken, Holders holders)
    {
        if (taken is not null) return taken;
        if (holders.Judge(request.Owner) is { } owner) return owner with { Field = "owner" };
        if (request.BackupOwner is not { } backup) return request;
        if (backup == request.Owner) return AccountRules.OwnerIsBackup with { Field = "backupOwner" };
        return holders.Judge(backup) is { } refusal ? refusal with { Field = "backupOwner" } : request;
    }

    /// <summary>An approved account that was opened is registered at once, and answered for by whoever asked for it.</summary>
    public static Decision<AccountEvent> Open(string? platformId, Account account, IReadOnlyList<PolicyPin> policies, string requestId, FlowPin? flow, DateTimeOffset now)
    {
        if (account.State != AccountState.Approved || account.Owner is not { } owner) return AccountRules.NotApproved;
        // Who asked for it has left meanwhile: somebody else asks anew.
        if (account.Orphaned || account.HandOvers.Exists(open => open is { What: Holding.Ownership, Cause: HandOverCause.Left })) return AccountRules.NotApproved;
        return Decision<AccountEvent>.Of(
            new AccountOpened(platformId),
            new AccountRegistered(owner, [], account.Profile.Class, RegistrationGround.Opening, null, requestId, flow, policies),
            new AttestationScheduled(AttestationCycle.Next(account.Profile.Class, now)));
    }

    /// <summary>A description that differs is recorded.</summary>
    public static Decision<AccountEvent> Decide(AccountDescribed description, Account account)
    {
        if (Closed(account) is { } closed) return closed;
        if (description.Profile.Class != account.Profile.Class && account.State is not (AccountState.Candidate or AccountState.Claimed)) return AccountRules.ClassIsDecided;
        return description.Profile == account.Profile ? Decision<AccountEvent>.Nothing : description;
    }

    /// <summary>Facts at the creation are added, never overwritten.</summary>
    public static Decision<AccountEvent> Decide(CreationRecorded creation, Account account) => Closed(account) is { } closed ? closed : creation;

    /// <summary>
    /// The same account under another handle: the platform id, when both are known, must be the same. <paramref name="taken"/> says that
    /// somebody else bears the new handle.
    /// </summary>
    public static Decision<AccountEvent> Rename(AccountRenamed renaming, string platform, string? platformId, Account account, Refusal? taken)
    {
        if (Closed(account) is { } closed) return closed;
        if (account.DisputeId is not null) return AccountRules.Disputed;
        if (account.State is AccountState.Requested or AccountState.Approved) return AccountRules.AskedFor;
        if (platform != account.Platform) return AccountRules.OtherPlatform;
        if (platformId is not null && account.PlatformId is not null && platformId != account.PlatformId) return AccountRules.OtherIdentity;
        if (renaming.Handle == account.Handle) return AccountRules.SameHandle;
        if (taken is not null) return taken;
        if (account.PlatformId is not null) return platformId is null ? AccountRules.IdentityNeeded : renaming;
        // Nothing ties what was shown to the account under its new handle.
        return Decision<AccountEvent>.Of([.. account.Verified is { } verified ? [new VerificationEnded(verified.ClaimId, "renamed")] : Array.Empty<AccountEvent>(), .. platformId is null ? Array.Empty<AccountEvent>() : [new PlatformIdLearned(platformId)], renaming]);
    }

    /// <summary>Another account bears the handle: this one leaves its address.</summary>
    /// <param name="replacement">The fact.</param>
    /// <param name="platformId">The id of the account that bears it, or null while it is not known.</param>
    /// <param name="account">The account that bore it.</param>
    public static Decision<AccountEvent> Replace(AccountReplaced replacement, string? platformId, Account account)
    {
        if (account.State == AccountState.Replaced) return AccountRules.Ended;
        if (account.DisputeId is not null) return AccountRules.Disputed;
        if (platformId is not null && platformId == account.PlatformId) return AccountRules.SameIdentity;
        // Who owns an account does not lose it to somebody's word.
        return account.Owner is not null && (platformId is null || account.PlatformId is null) ? AccountRules.IdentityNeeded : replacement;
    }

    /// <summary>Anybody who sees it says so.</summary>
    public static Decision<AccountEvent> Decide(AccountCompromised report, Account account)
    {
        if (Closed(account) is { } closed and not { Code: "account.archived" }) return closed;
        return account.Compromised ? AccountRules.AlreadyCompromised : report;
    }

    /// <summary>Security says that it is under control again.</summary>
    public static Decision<AccountEvent> Decide(AccountRecovered recovery, Account account) => account.Compromised ? recovery : AccountRules.NotCompromised;

    /// <summary>Security says that it could not be brought back.</summary>
    public static Decision<AccountEvent> Decide(AccountLost loss, Account account) => account.Compromised ? loss : AccountRules.NotCompromised;
}
