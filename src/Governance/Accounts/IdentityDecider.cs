using Governance.Shared;

namespace Governance.Accounts;

/// <summary>An account is what its platform's immutable id says: what a platform states is learned once, and what contradicts it is a steward's to find out.</summary>
public static partial class AccountDecider
{
    /// <summary>
    /// The platform stated an id where the account is. It is learned when none is known and control was shown there; what the register has
    /// otherwise, or for another account, is a contradiction, recorded once.
    /// </summary>
    /// <param name="stated">The id.</param>
    /// <param name="shown">Whether control was shown by that same look.</param>
    /// <param name="heldBy">Another account of the register that has this id, or null.</param>
    /// <param name="claimId">The claim for which was looked.</param>
    /// <param name="account">The account.</param>
    public static IReadOnlyList<AccountEvent> State(string stated, bool shown, string? heldBy, string claimId, Account account)
    {
        if (Closed(account) is not null || stated == account.PlatformId) return [];
        if (account.PlatformId is null && !shown) return [];
        if (account.PlatformId is null && heldBy is null) return [new PlatformIdLearned(stated)];
        return account.IdentityConflict is { } open && open.PlatformId == stated && open.HeldBy == heldBy ? [] : [new IdentityContradicted(stated, heldBy, claimId)];
    }

    /// <summary>
    /// A steward without a stake in it says which id is the account's. One that differs from the id on record ends what was shown for that one.
    /// <paramref name="taken"/> says that another entry has the id and cannot give it up.
    /// </summary>
    public static Decision<AccountEvent> Settle(IdentitySettled settling, Account account, string by, Refusal? taken)
    {
        if (account.IdentityConflict is null) return AccountRules.NoIdentityConflict;
        if (account.IsOwnedBy(by) || account.BackupOwner == by || account.Claims.Exists(live => live.Claimant == by)) return AccountRules.IdentityIsYours;
        if (settling.PlatformId == account.PlatformId) return settling;
        if (settling.PlatformId != account.IdentityConflict.PlatformId) return AccountRules.IdentityNotInQuestion;
        if (taken is not null) return taken;
        return Decision<AccountEvent>.Of(
            [
                .. account is { Verified: { } verified, PlatformId: not null } ? [new VerificationEnded(verified.ClaimId, "identity")] : Array.Empty<AccountEvent>(),
                new PlatformIdLearned(settling.PlatformId), settling,
            ]);
    }

    /// <summary>
    /// Another entry turns out to be this very account under another handle: it leaves its address to it. Only an entry that nobody else
    /// answers for does so without a dispute.
    /// </summary>
    /// <param name="into">The account that stays.</param>
    /// <param name="other">The entry that is the same.</param>
    public static Decision<AccountEvent> GiveUp(Account into, Account other)
    {
        if (other.DisputeId is not null || into.DisputeId is not null) return AccountRules.Disputed;
        if (other.Owner is not null && other.Owner != into.Owner) return AccountRules.TwoOwners(StreamKeys.IdOf(other.Id));
        if (other.Claims.Exists(live => live.Claimant != into.Owner)) return AccountRules.OthersClaim(StreamKeys.IdOf(other.Id));
        return new AccountReplaced(StreamKeys.IdOf(into.Id));
    }

    /// <summary>
    /// What the register has as deleted or lost is not at its handle any more: whatever was found there and speaks for the organisation is
    /// another account, and takes the address. The very same account does not come back by being found.
    /// </summary>
    /// <param name="by">The account that bears the handle now.</param>
    /// <param name="platformId">The platform's id of what was found, or null while it is not known.</param>
    /// <param name="gone">The account that bore it.</param>
    public static Decision<AccountEvent> Vacate(string by, string? platformId, Account gone)
    {
        if (!IsGone(gone)) return AccountRules.AddressTaken(StreamKeys.IdOf(gone.Id));
        return platformId is not null && platformId == gone.PlatformId ? AccountRules.GoneIsBack(StreamKeys.IdOf(gone.Id)) : new AccountReplaced(by);
    }

    /// <summary>Whether an account is not the organisation's to run any more, though the register keeps its handle.</summary>
    public static bool IsGone(Account account) => account.State is AccountState.Deleted or AccountState.Lost;
}
