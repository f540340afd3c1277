using Governance.Approvals;
using Governance.Shared;

namespace Governance.Accounts;

/// <summary>What becomes of an account that was asked for.</summary>
public static partial class AccountDecider
{
    /// <summary>What became of the request that the account waits for. Another request's end changes nothing.</summary>
    public static Decision<AccountEvent> Settle(string requestId, Settlement settlement, string? reason, Account account)
    {
        if (settlement == Settlement.Returned) return Decision<AccountEvent>.Nothing;
        if (settlement is Settlement.Undone or Settlement.Reopened) return AccountRules.CannotReopen;
        if (account.State != AccountState.Requested || account.RequestId != requestId) return AccountRules.NotApproved;
        // Going ahead without the approvals opens the account all the same; the review that is owed stands with the request.
        return settlement is Settlement.Approved or Settlement.BrokenGlass
            ? new AccountRequestApproved(requestId)
            : new AccountRequestDeclined(requestId, settlement == Settlement.Expired ? "It was not decided in time." : reason);
    }
}
