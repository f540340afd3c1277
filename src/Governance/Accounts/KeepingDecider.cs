using Governance.Shared;

namespace Governance.Accounts;

/// <summary>Who stands beside the owner, who may publish, and how the account is held.</summary>
public static partial class AccountDecider
{
    /// <summary>The owner asks somebody to stand beside them.</summary>
    public static Decision<AccountEvent> Decide(BackupOwnerNamed naming, Account account, Holders holders)
    {
        if (Closed(account) is { } closed) return closed;
        if (holders.Judge(naming.Person) is { } refusal) return refusal;
        if (account.IsOwnedBy(naming.Person)) return AccountRules.OwnerIsBackup;
        return account.BackupOwner == naming.Person || account.BackupAsked == naming.Person ? Decision<AccountEvent>.Nothing : naming;
    }

    /// <summary>Who was asked accepts by an act of their own.</summary>
    public static Decision<AccountEvent> Decide(BackupOwnerAccepted acceptance, Account account)
    {
        if (Closed(account) is { } closed) return closed;
        if (account.BackupOwner == acceptance.Person) return Decision<AccountEvent>.Nothing;
        return account.BackupAsked == acceptance.Person ? acceptance : AccountRules.NotAsked;
    }

    /// <summary>Whoever stands beside the owner, or was asked to, may be released.</summary>
    public static Decision<AccountEvent> Decide(BackupOwnerRemoved removal, Account account)
    {
        if (Closed(account) is { } closed) return closed;
        if (account.BackupOwner != removal.Person && account.BackupAsked != removal.Person) return AccountRules.NoBackup;
        return account.BackupOwner == removal.Person && OwnerIsGone(account) && account.CoOwners.IsEmpty && !account.Orphaned ? Decision<AccountEvent>.Of(removal, new AccountOrphaned(account.Owner!)) : removal;
    }

    /// <summary>A person may publish for a registered account.</summary>
    public static Decision<AccountEvent> Decide(PublisherGranted grant, Account account, Holders holders)
    {
        if (Closed(account) is { } closed) return closed;
        if (!account.IsKept) return AccountRules.NotRegistered;
        if (holders.Judge(grant.Person) is { } refusal) return refusal;
        return account.Publishers.Contains(grant.Person) ? Decision<AccountEvent>.Nothing : grant;
    }

    /// <summary>A publisher's right ends.</summary>
    public static Decision<AccountEvent> Decide(PublisherRevoked revocation, Account account) =>
        account.Publishers.Contains(revocation.Person) ? revocation : Decision<AccountEvent>.Nothing;

    /// <summary>An agency gets access that ends, and somebody here answers for it.</summary>
    public static Decision<AccountEvent> Decide(AgencyGranted grant, Account account, Holders holders, DateTimeOffset now)
    {
        if (Closed(account) is { } closed) return closed;
        if (!account.IsKept) return AccountRules.NotRegistered;
        if (holders.Judge(grant.Manager) is { } refusal) return refusal with { Field = "manager" };
        return grant.Until <= now ? AccountRules.EndInThePast : grant;
    }

    /// <summary>An agency's access ends before its time.</summary>
    public static Decision<AccountEvent> Decide(AgencyAccessEnded ending, Account account) =>
        account.Agencies.Exists(grant => grant.GrantId == ending.GrantId) ? ending : AccountRules.GrantUnknown;

    /// <summary>The agencies' access that time has ended.</summary>
    public static IReadOnlyList<AccountEvent> TimeForAgencies(Account account, DateTimeOffset now) =>
        [.. account.Agencies.Where(grant => grant.Until <= now).Select(grant => new AgencyAccessEnded(grant.GrantId, null))];

    /// <summary>Somebody reads the recovery address.</summary>
    public static Decision<AccountEvent> Decide(RecoveryAddressAssigned assignment, Account account, Holders holders)
    {
        if (Closed(account) is { } closed) return closed;
        if (holders.Judge(assignment.Person) is { } refusal) return refusal;
        return account.RecoveryReader == assignment.Person ? Decision<AccountEvent>.Nothing : assignment;
    }

    /// <summary>Somebody is to own it next.</summary>
    public static Decision<AccountEvent> Decide(SuccessorNamed naming, Account account, Holders holders)
    {
        if (Closed(account) is { } closed) return closed;
        if (holders.Judge(naming.Person) is { } refusal) return refusal;
        if (account.IsOwnedBy(naming.Person)) return AccountRules.HandOverToHolder with { Field = "person" };
        return account.Successor == naming.Person ? Decision<AccountEvent>.Nothing : naming;
    }

    /// <summary>What was seen or is kept of a registered account: custody, MFA, tools, archive.</summary>
    public static Decision<AccountEvent> Keep(AccountEvent fact, Account account)
    {
        if (Closed(account) is { } closed) return closed;
        return account.IsKept ? fact : AccountRules.NotRegistered;
    }
}
