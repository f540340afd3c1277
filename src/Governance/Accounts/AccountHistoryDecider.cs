using Governance.Shared;

namespace Governance.Accounts;

/// <summary>What each fact makes of an account. Judges nothing.</summary>
public static partial class AccountDecider
{
    /// <summary>The account after a fact.</summary>
    /// <exception cref="InvalidOperationException">The history is impossible.</exception>
    public static Account Evolve(Account? account, Fact<AccountEvent> fact, string streamKey) => (account, fact.Event) switch
    {
        (null, AccountListed listed) => new Account(streamKey)
        {
            Platform = listed.Platform,
            Handle = listed.Handle,
            Url = listed.Url,
            PlatformId = listed.PlatformId,
            Profile = listed.Profile,
            State = AccountState.Candidate,
        },
        (null, AccountRequested requested) => new Account(streamKey)
        {
            Platform = requested.Platform,
            Handle = requested.Handle,
            Url = requested.Url,
            Profile = requested.Profile,
            State = AccountState.Requested,
            Owner = requested.Owner,
            BackupAsked = requested.BackupOwner,
            RequestId = requested.RequestId,
        },
        (null, _) => throw new InvalidOperationException($"{streamKey} begins with {fact.Event.GetType().Name}."),
        ({ } known, AccountListed or AccountRequested) => throw new InvalidOperationException($"{known.Id} begins twice."),
        ({ } known, _) => Ownership(known, fact.Event) ?? Keeping(known, fact) ?? Ending(known, fact),
    };

    private static Account? Ownership(Account account, AccountEvent fact) => fact switch
    {
        AccountRequestApproved => account with { State = AccountState.Approved, RequestId = null },
        AccountRequestDeclined => account with { State = AccountState.Declined, RequestId = null, Owner = null, BackupAsked = null, BearsHandle = false },
        AccountOpened opened => account with { PlatformId = opened.PlatformId },
        AccountClaimed claimed => account with
        {
            Claims = account.Claims.Add(new LiveClaim(claimed.ClaimId, claimed.Claimant)),
            State = account.State == AccountState.Candidate ? AccountState.Claimed : account.State,
        },
        AccountClaimEnded ended => WithoutClaim(account, ended.ClaimId),
        AccountRegistered registered => Registered(WithoutClaim(account, registered.ClaimId), registered),
        OwnershipVerified verified => account with { Verified = new Verification(verified.ClaimId, verified.Level, verified.Method, verified.Until) },
        VerificationEnded ended when account.Verified?.ClaimId == ended.ClaimId => account with { Verified = null },
        VerificationEnded => account,
        OwnershipEnded => Unowned(account),
        AccountDisputed disputed => account with { DisputeId = disputed.DisputeId },
        AccountDisputeEnded => account with { DisputeId = null },
        AccountRenamed renamed => account with { Handle = renamed.Handle, Url = renamed.Url },
        PlatformIdLearned learned => account with { PlatformId = learned.PlatformId },
        HandOverOpened opened => account with { HandOvers = account.HandOvers.Add(new HandOver(opened.HandOverId, opened.What, opened.From, opened.To, opened.Cause, opened.DueOn)) },
        HandOverRedirected redirected => WithHandOver(account, redirected.HandOverId, handOver => handOver with { To = redirected.To }),
        HandOverDeclined declined => WithHandOver(account, declined.HandOverId, handOver => handOver with { To = null }),
        HandOverCancelled cancelled => WithoutHandOver(account, cancelled.HandOverId),
        HandOverAccepted accepted => Passed(account, account.HandOvers.Find(handOver => handOver.HandOverId == accepted.HandOverId)!, accepted.By),
        AccountOrphaned => account with { Orphaned = true },
        _ => null,
    };

    private static Account? Keeping(Account account, Fact<AccountEvent> fact) => fact.Event switch
    {
        AccountDescribed described => account with { Profile = described.Profile },
        CreationRecorded or CustodyConfirmed or MfaConfirmed or ToolsRecorded or ArchiveRecorded => account,
        BackupOwnerNamed named => account with { BackupAsked = named.Person },
        BackupOwnerAccepted accepted => account with { BackupOwner = accepted.Person, BackupAsked = null },
        BackupOwnerRemoved removed => account with
        {
            BackupOwner = account.BackupOwner == removed.Person ? null : account.BackupOwner,
            BackupAsked = account.BackupAsked == removed.Person ? null : account.BackupAsked,
        },
        PublisherGranted granted => account with { Publishers = account.Publishers.Add(granted.Person) },
        PublisherRevoked revoked => account with { Publishers = account.Publishers.Remove(revoked.Person) },
        AgencyGranted granted => account with { Agencies = account.Agencies.Add(new AgencyGrant(granted.GrantId, granted.Agency, granted.Manager, granted.Until)) },
        AgencyAccessEnded ended => account with { Agencies = account.Agencies.RemoveAll(grant => grant.GrantId == ended.GrantId) },
        RecoveryAddressAssigned assigned => account with { RecoveryReader = assigned.Person },
        CustodyRecorded recorded => account with { Vault = recorded.VaultReference },
        SuccessorNamed named => account with { Successor = named.Person },
        SuccessorCleared => account with { Successor = null },
        IdentityContradicted contradicted => account with { IdentityConflict = new IdentityConflict(contradicted.PlatformId, contradicted.HeldBy, contradicted.ClaimId, fact.At) },
        IdentitySettled => account with { IdentityConflict = null },
        AttestationScheduled scheduled => account with { AttestationDueOn = scheduled.DueOn, AttestationIsOverdue = false, Reminded = [] },
        AttestationReminded reminded => account with { Reminded = account.Reminded.Add(reminded.DaysBefore) },
        AccountAttested => account with { AttestationDueOn = null, AttestationIsOverdue = false, Reminded = [] },
        AttestationOverdue => account with { AttestationIsOverdue = true },
        _ => null,
    };

    private static Account Ending(Account account, Fact<AccountEvent> fact) => fact.Event switch
    {
        AccountReplaced => account with { State = AccountState.Replaced, BearsHandle = false, IdentityConflict = null, AttestationDueOn = null, RetiresOn = null },
        AccountArchived => account with { Before = account.State, State = AccountState.Archived },
        AccountRestored => account with { State = account.Before },
        AccountCompromised => account with { Compromised = true },
        AccountRecovered => account with { Compromised = false },
        AccountLost => account with { State = AccountState.Lost, Compromised = false, AttestationDueOn = null, RetiresOn = null },
        RetirementProposed => account with { RetirementProposedBy = fact.Actor },
        RetirementAnnounced announced => account with { State = AccountState.Retiring, RetirementProposedBy = null, RetiresOn = announced.On, Noticed = [] },
        RetirementNoticeDue notice => account with { Noticed = account.Noticed.Add(notice.HoursBefore) },
        RetirementCancelled => account with { State = account.State == AccountState.Retiring ? AccountState.Registered : account.State, RetirementProposedBy = null, RetiresOn = null, Noticed = [] },
        AccountParked => account with { State = AccountState.Parked, RetiresOn = null, Publishers = [], AttestationDueOn = null },
        AccountDeleted => account with { State = AccountState.Deleted, RetiresOn = null, Publishers = [], AttestationDueOn = null },
        _ => throw new InvalidOperationException($"{account.Id} holds a fact that nobody knows: {fact.Event.GetType().Name}."),
    };

    private static Account Registered(Account account, AccountRegistered registered) => account with
    {
        State = account.State == AccountState.Retiring ? AccountState.Retiring : AccountState.Registered,
        Owner = registered.Owner,
        CoOwners = [.. registered.CoOwners],
        Profile = account.Profile with { Class = registered.Class },
        AcceptedClaim = registered.ClaimId ?? account.AcceptedClaim,
        Orphaned = false,
        BackupOwner = account.BackupOwner == registered.Owner ? null : account.BackupOwner,
        // What waited to pass from a former owner no longer is theirs to give.
        HandOvers = account.HandOvers.RemoveAll(handOver => handOver.What == Holding.Ownership),
    };

    private static Account Passed(Account account, HandOver handOver, string to)
    {
        var without = WithoutHandOver(account, handOver.HandOverId);
        return handOver.What switch
        {
            Holding.Ownership when account.CoOwners.Contains(handOver.From) => without with { CoOwners = without.CoOwners.Remove(handOver.From).Add(to) },
            Holding.Ownership => without with { Owner = to, Orphaned = false, BackupOwner = without.BackupOwner == to ? null : without.BackupOwner, Successor = without.Successor == to ? null : without.Successor },
            Holding.BackupOwnership => without with { BackupOwner = to },
            Holding.Publishing => without with { Publishers = without.Publishers.Remove(handOver.From).Add(to) },
            Holding.AgencyAccess => without with { Agencies = [.. without.Agencies.Select(grant => grant.Manager == handOver.From ? grant with { Manager = to } : grant)] },
            _ => without with { RecoveryReader = to },
        };
    }

    private static Account WithoutClaim(Account account, string? claimId)
    {
        var claims = account.Claims.RemoveAll(claim => claim.ClaimId == claimId);
        return account with { Claims = claims, State = account.State == AccountState.Claimed && claims.IsEmpty ? AccountState.Candidate : account.State };
    }

    private static Account WithHandOver(Account account, string handOverId, Func<HandOver, HandOver> change) =>
        account with { HandOvers = [.. account.HandOvers.Select(handOver => handOver.HandOverId == handOverId ? change(handOver) : handOver)] };

    private static Account WithoutHandOver(Account account, string handOverId) =>
        account with { HandOvers = account.HandOvers.RemoveAll(handOver => handOver.HandOverId == handOverId) };
}
