namespace Governance.Accounts;

/// <summary>An account that nobody answers for any more.</summary>
public static partial class AccountDecider
{
    private static Account Unowned(Account account)
    {
        var free = account.Claims.IsEmpty ? AccountState.Candidate : AccountState.Claimed;
        return account with
        {
            State = account.State is AccountState.Registered or AccountState.Retiring ? free : account.State,
            Before = account.Before is AccountState.Registered or AccountState.Retiring ? free : account.Before,
            Owner = null,
            CoOwners = [],
            Successor = null,
            Orphaned = false,
            AcceptedClaim = null,
            Verified = null,
            AttestationDueOn = null,
            AttestationIsOverdue = false,
            Reminded = [],
            RetirementProposedBy = null,
            RetiresOn = null,
            Noticed = [],
            HandOvers = account.HandOvers.RemoveAll(handOver => handOver.What == Holding.Ownership),
        };
    }
}
